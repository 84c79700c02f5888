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
    let rank = context.shape(0)?.count
    context.set(0, .int64, [rank.map { .known(Int64($0)) } ?? .unknown, .unknown])
    // A mask that stands in the file, or follows from shapes.
    guard let small = context.small(0), !small.dims.isEmpty, let places = truePlaces(small.elements) else {
      return
    }
    context.set(0, .int64, [.known(Int64(small.dims.count)), .known(Int64(places.count))])
    let strides = SmallTensor.strides(of: small.dims)
    context.setContent(
      0,
      small.dims.indices.flatMap { axis in
        places.map { .whole(.known(Int64($0 / strides[axis] % small.dims[axis]))) }
      })
  }

  /// The positions of elements other than 0, where all are known.
  private static func truePlaces(_ elements: [Scalar]) -> [Int]? {
    var places: [Int] = []
    for (place, element) in elements.enumerated() {
      guard let number = element.number else { return nil }
      if number != 0 { places.append(place) }
    }
    return places
  }

  private static func compress(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    let kept = context.mayHaveContent(1) ? context.content(1).flatMap(truePlaces) : nil
    guard let given = context.int("axis") else {
      return context.set(0, element, [kept.map { .known(Int64($0.count)) } ?? .unknown])
    }
    guard let shape = try context.shape(0, minRank: 1) else { return }
    var result = shape
    let axis = try context.axis(given, rank: shape.count)
    result[axis] = kept.map { .known(Int64($0.count)) } ?? .unknown
    context.set(0, element, result)
    guard let kept, let small = context.small(0) else { return }
    var places = small.allPlaces
    places[axis] = kept
    if let content = small.picking(places)?.elements { context.setContent(0, content) }
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
    guard shape.count <= 1, axis == shape.count, let depth = context.scalar(1)?.value,
      let index = context.small(0), let values = context.content(2), values.count == 2,
      context.plainResult(0) != nil
    else { return }
    context.setContent(
      0,
      index.elements.flatMap { index -> [Scalar] in
        guard let value = index.extent.value else { return (0..<depth).map { _ in .unknown } }
        let place = value < 0 ? value &+ depth : value
        return (0..<depth).map { values[$0 == place ? 1 : 0] }
      })
  }
}
