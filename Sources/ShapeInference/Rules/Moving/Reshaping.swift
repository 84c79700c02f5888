import ModelGraph

/// Operators that keep elements and change dims.
enum Reshaping {
  static let rules: [Rule] = [
    Rule("Reshape", reshape), Rule("Flatten", flatten), Rule("Squeeze", squeeze),
    Rule("Unsqueeze", unsqueeze), Rule("Expand", expand), Rule("Tile", tile),
  ]

  /// The target is an attribute before version 5. 0 keeps a dim, -1 is what is left.
  private static func reshape(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    if context.mayHaveContent(0), let content = context.content(0) { context.setContent(0, content) }
    let given = context.ints("shape").map { $0.map(Extent.known) } ?? context.extents(1)
    guard let target = given else {
      if let rank = context.length(1), rank <= InferenceLimits.rank {
        context.set(0, element, [Extent](repeating: .unknown, count: rank))
      }
      return
    }
    let source = context.shape(0)
    var result = target
    if !context.flag("allowzero") {
      for (index, dim) in target.enumerated() where dim == .known(0) {
        if let source, index >= source.count {
          throw .shape("the target keeps dim \(index), which the input does not have")
        }
        result[index] = source?[index] ?? .unknown
      }
    }
    let open = target.indices.filter { target[$0] == .known(-1) }
    guard open.count <= 1 else { throw .shape("the target has more than one -1") }
    if let bad = target.first(where: { $0.value.map { $0 < -1 } ?? false }) {
      throw .shape("the target has the dim \(bad.dim.text)")
    }
    if let index = open.first {
      result[index] = .unknown
      if let source { result[index] = try rest(of: source, beside: result, index, context) }
    } else if let source {
      try checkCount(source, result)
      fillOnlyGap(&result, source)
    }
    context.set(0, element, result)
  }

  /// The one dim that is left after all others: equal dims on both sides go first.
  private static func rest(
    of source: [Extent], beside target: [Extent], _ open: Int, _ context: InferenceContext
  ) throws(RuleError) -> Extent {
    // Factors that cancel are replaced by 1, so that places stay.
    var above = source
    var below: [Extent] = []
    for (index, dim) in target.enumerated() where index != open && dim != .known(1) {
      if dim.isDetermined, let match = above.firstIndex(of: dim) {
        above[match] = .known(1)
      } else if !dim.isDetermined, context.extents(1)?[index] == .known(0), source.indices.contains(index) {
        above[index] = .known(1)
      } else {
        below.append(dim)
      }
    }
    guard below.allSatisfy(\.isDetermined), above.allSatisfy(\.isDetermined) else { return .unknown }
    let (total, divisor) = (Extent.product(above), Extent.product(below))
    if let x = total.value, let y = divisor.value {
      guard y != 0 else { return x == 0 ? .known(0) : .unknown }
      guard x % y == 0 else {
        throw .shape("\(Reconciling.text(source)) can't be reshaped to \(Reconciling.text(target))")
      }
    }
    return total.floorDivided(by: divisor)
  }

  private static func checkCount(_ source: [Extent], _ target: [Extent]) throws(RuleError) {
    guard let x = Extent.product(source).value, let y = Extent.product(target).value, x != y else { return }
    throw .shape("\(Reconciling.text(source)) can't be reshaped to \(Reconciling.text(target))")
  }

  /// A single unknown dim follows from the number of elements.
  private static func fillOnlyGap(_ target: inout [Extent], _ source: [Extent]) {
    let gaps = target.indices.filter { !target[$0].isDetermined }
    guard gaps.count == 1, source.allSatisfy(\.isDetermined) else { return }
    let others = Extent.product(target.indices.filter { $0 != gaps[0] }.map { target[$0] })
    let total = Extent.product(source)
    guard let y = others.value, y > 0, let x = total.value, x % y == 0 else { return }
    target[gaps[0]] = .known(x / y)
  }

  private static func flatten(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = context.shape(0) else { return context.set(0, element, [.unknown, .unknown]) }
    let given = context.int("axis", or: 1)
    let rank = Int64(shape.count)
    guard given >= -rank, given <= rank else {
      throw .attribute("axis \(given) is out of range for rank \(rank)")
    }
    let axis = Int(given < 0 ? given + rank : given)
    context.set(0, element, [Extent.product(shape[..<axis]), Extent.product(shape[axis...])])
  }

  private static func squeeze(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    if context.mayHaveContent(0), let content = context.content(0) { context.setContent(0, content) }
    guard let shape = context.shape(0) else { return }
    var axes = context.ints("axes")
    if axes == nil, context.has(1) {
      axes = context.inputInts(1)
      if axes == nil {
        guard let count = context.length(1), count <= shape.count else { return }
        return context.set(0, element, [Extent](repeating: .unknown, count: shape.count - count))
      }
    }
    guard let axes else {
      // All dims of 1 go: which those are has to be known.
      guard shape.allSatisfy({ $0.value != nil }) else { return }
      return context.set(0, element, shape.filter { $0 != .known(1) })
    }
    let positions = Set(try context.axes(axes, rank: shape.count))
    for position in shape.indices where positions.contains(position) {
      if let size = shape[position].value, size != 1 {
        throw .shape("dim \(position) of \(Reconciling.text(shape)) is \(size) and can't be squeezed")
      }
    }
    context.set(0, element, shape.indices.filter { !positions.contains($0) }.map { shape[$0] })
  }

  private static func unsqueeze(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    if context.mayHaveContent(0), let content = context.content(0) { context.setContent(0, content) }
    guard let shape = context.shape(0) else { return }
    guard let axes = context.ints("axes") ?? context.inputInts(1) else {
      guard let count = context.length(1), count <= InferenceLimits.rank else { return }
      return context.set(0, element, [Extent](repeating: .unknown, count: shape.count + count))
    }
    guard axes.count <= InferenceLimits.rank else { throw .shape("there are \(axes.count) axes") }
    let rank = shape.count + axes.count
    var isNew = [Bool](repeating: false, count: rank)
    for axis in try context.axes(axes, rank: rank) {
      if isNew[axis] { throw .attribute("axis \(axis) is listed twice") }
      isNew[axis] = true
    }
    var rest = shape.makeIterator()
    context.set(0, element, isNew.map { $0 ? .known(1) : rest.next() ?? .unknown })
  }

  private static func expand(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = context.shape(0) else { return }
    guard let target = context.extents(1) else {
      guard let rank = context.length(1), rank <= InferenceLimits.rank else { return }
      let gaps = [Extent](repeating: .unknown, count: rank)
      return context.set(0, element, try Broadcasting.join(shape, gaps))
    }
    let result = try Broadcasting.join(shape, target)
    try context.setChecked(0, element, result)
    if context.mayHaveContent(0), let content = context.content(0),
      let spread = Broadcasting.spread(content, shape, to: result)
    {
      context.setContent(0, spread)
    }
  }

  /// Since version 6 one count per dim; version 1 has one count and one axis.
  private static func tile(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = context.shape(0) else { return }
    if context.inputCount == 3 {
      var result = shape
      guard let count = context.scalar(1), let axis = context.scalar(2)?.value else {
        return context.set(0, element, shape.map { _ in .unknown })
      }
      result[try context.axis(axis, rank: shape.count)] =
        shape[try context.axis(axis, rank: shape.count)] * count
      return context.set(0, element, result)
    }
    guard let counts = context.extents(1) else { return context.set(0, element, shape.map { _ in .unknown }) }
    guard counts.count == shape.count else {
      throw .shape("there are \(counts.count) repeats for rank \(shape.count)")
    }
    try context.setChecked(0, element, zip(shape, counts).map { $0 * $1 })
    guard let target = context.plainResult(0), let small = context.small(0) else { return }
    let places = zip(small.dims, target).map { size, total in (0..<total).map { Optional($0 % size) } }
    if let content = small.picking(places)?.elements { context.setContent(0, content) }
  }
}
