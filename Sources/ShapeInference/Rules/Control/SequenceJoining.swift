import ModelGraph

/// Between a tensor and the sequence of its parts.
enum SequenceJoining {
  static let rules: [Rule] = [Rule("ConcatFromSequence", concat), Rule("SplitToSequence", split)]

  private static func concat(_ context: InferenceContext) throws(RuleError) {
    guard case .sequence(.tensor(let element, let shape)) = context.type(0) else { return }
    context.set(0, element, nil)
    guard let shape else { return }
    guard let given = context.int("axis") else { throw .attribute("axis is missing") }
    let isNew = context.flag("new_axis")
    let axis = try context.axis(given, rank: shape.count + (isNew ? 1 : 0))
    let parts = context.parts(0)
    var result = shape
    if isNew {
      result.insert(parts.map { .known(Int64($0.count)) } ?? .unknown, at: axis)
    } else {
      let lengths = parts?.map { part -> Extent in
        guard let shape = part.type.shape, shape.indices.contains(axis) else { return .unknown }
        return shape[axis]
      }
      result[axis] = lengths?.reduce(Extent.known(0), +) ?? .unknown
    }
    context.set(0, element, result)
    guard axis == 0, shape.count <= 1, let contents = parts?.map(\.content), !contents.contains(nil) else {
      return
    }
    context.setContent(0, contents.flatMap { $0 ?? [] })
  }

  /// Parts of one length (1 without a second input), or of given lengths.
  private static func split(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, .sequence(.tensor(element, nil)))
    guard let shape = context.shape(0) else { return }
    let axis = try context.axis(context.int("axis", or: 0), rank: shape.count)
    var part = shape
    part[axis] = .unknown
    if context.has(1), context.shape(1) == [], let first = context.scalar(1)?.value, first <= 0 {
      throw .shape("the length of the parts is \(first)")
    }
    let drops = !context.has(1) && !context.flag("keepdims", or: true)
    if let lengths = lengths(context, shape[axis]) {
      let parts = lengths.map { length -> Fact.Part in
        if drops { part.remove(at: axis) } else { part[axis] = length }
        defer { part = shape }
        return Fact.Part(type: .tensor(element, part))
      }
      return Sequences.leave(context, parts, empty: .tensor(element, nil))
    }
    if !context.has(1) { if drops { part.remove(at: axis) } else { part[axis] = .known(1) } }
    context.set(0, .sequence(.tensor(element, part)))
  }

  /// The lengths of all parts, where they are known and not too many.
  private static func lengths(_ context: InferenceContext, _ size: Extent) -> [Extent]? {
    if context.has(1), context.shape(1) != [] { return context.inputInts(1)?.map { .known($0) } }
    guard let length = context.has(1) ? context.scalar(1)?.value : 1, length > 0, let total = size.value,
      total >= 0, total / length < Int64(InferenceLimits.parts)
    else { return nil }
    let full = [Extent](repeating: .known(length), count: Int(total / length))
    return total % length == 0 ? full : full + [.known(total % length)]
  }
}
