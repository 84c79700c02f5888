import ModelGraph

/// Operators whose output size depends on a count or on the data.
enum Selecting {
  static let rules: [Rule] = [
    Rule("TopK", topK), Rule("NonZero", nonZero), Rule("Compress", compress), Rule("Unique", unique),
    Rule("OneHot", oneHot),
  ]

  private static func topK(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    context.set(1, .int64, nil)
    guard let shape = context.shape(0) else { return }
    let axis = try context.axis(context.int("axis", or: -1), rank: shape.count)
    let count = context.int("k").map(Extent.known) ?? context.scalar(1) ?? .unknown
    if let k = count.value, let size = shape[axis].value, k > size {
      throw .shape("the top \(k) of \(size) are asked for")
    }
    var result = shape
    result[axis] = count
    try context.setChecked(0, element, result)
    try context.setChecked(1, .int64, result)
  }

  private static func nonZero(_ context: InferenceContext) throws(RuleError) {
    context.set(0, .int64, [context.shape(0).map { .known(Int64($0.count)) } ?? .unknown, .unknown])
  }

  private static func compress(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let given = context.int("axis") else { return context.set(0, element, [.unknown]) }
    guard let shape = try context.shape(0, minRank: 1) else { return }
    var result = shape
    result[try context.axis(given, rank: shape.count)] = .unknown
    context.set(0, element, result)
  }

  private static func unique(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.element(0), nil)
    for slot in 1..<4 { context.set(slot, .int64, [.unknown]) }
    guard let given = context.int("axis") else { return context.set(0, context.element(0), [.unknown]) }
    guard let shape = context.shape(0) else { return }
    let axis = try context.axis(given, rank: shape.count)
    var result = shape
    result[axis] = .unknown
    context.set(0, context.element(0), result)
    if shape[axis].isDetermined { context.set(2, .int64, [shape[axis]]) }
  }

  /// A new dim as long as the depth, at an axis.
  private static func oneHot(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(2)
    context.set(0, element, nil)
    guard let shape = context.shape(0) else { return }
    let axis = try context.axis(context.int("axis", or: -1), rank: shape.count + 1)
    var result = shape
    result.insert(context.scalar(1) ?? .unknown, at: axis)
    try context.setChecked(0, element, result)
  }
}
