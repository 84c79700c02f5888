import ModelGraph

/// Concatenating and splitting.
enum Joining {
  static let rules: [Rule] = [
    Rule("Concat", concat), Rule("Split", split),
  ]

  private static func concat(_ context: InferenceContext) throws(RuleError) {
    let element = (0..<context.inputCount).lazy.map(context.element).first { $0 != .undefined } ?? .undefined
    context.set(0, element, nil)
    var shapes: [[Extent]?] = []
    for slot in 0..<context.inputCount where context.has(slot) { shapes.append(context.shape(slot)) }
    guard let first = shapes.lazy.compactMap({ $0 }).first else { return }
    let standard: Int64? = context.version < 4 ? 1 : nil
    guard let given = context.int("axis") ?? standard else { throw .attribute("axis is missing") }
    let axis = try context.axis(given, rank: first.count)
    var result = first
    result[axis] = .known(0)
    for case let shape? in shapes {
      guard shape.count == first.count else {
        throw .shape("\(Reconciling.text(first)) and \(Reconciling.text(shape)) can't be joined")
      }
      for (index, dim) in shape.enumerated() where index != axis {
        guard let same = same(result[index], dim) else {
          throw .shape(
            "\(Reconciling.text(first)) and \(Reconciling.text(shape)) can't be joined along axis \(axis)")
        }
        result[index] = same
      }
    }
    // Many inputs: known lengths first, so that a long list of symbols stays cheap.
    for shape in shapes { result[axis] = shape.map { result[axis] + $0[axis] } ?? .unknown }
    context.set(0, element, result)
    if first.count == 1 { joinVectors(context) } else { joinTensors(context, axis: axis) }
  }

  /// The common value of two dims that have to be equal.
  static func same(_ a: Extent, _ b: Extent) -> Extent? {
    switch (a, b) {
    case (.known(let x), .known(let y)): x == y ? a : nil
    case (.known, _): a
    case (_, .known): b
    case (.unknown, _): b
    default: a
    }
  }

  /// Tensors of which one or more are followed; those of the others' elements are gaps.
  private static func joinTensors(_ context: InferenceContext, axis: Int) {
    let slots = (0..<context.inputCount).filter { context.has($0) }
    guard context.plainResult(0) != nil, slots.contains(where: { context.mayHaveContent($0) }) else { return }
    let parts = slots.compactMap { context.smallOrGaps($0) }
    guard parts.count == slots.count, let joined = SmallTensor.joined(parts, axis: axis) else { return }
    context.setContent(0, joined.elements)
  }

  private static func joinVectors(_ context: InferenceContext) {
    var joined: [Scalar] = []
    var isAnyKnown = false
    for slot in 0..<context.inputCount where context.has(slot) {
      if context.mayHaveContent(slot), let content = context.content(slot) {
        joined += content
        isAnyKnown = true
      } else {
        guard let length = context.length(slot) else { return }
        joined += [Scalar](repeating: .unknown, count: length)
      }
      guard joined.count <= InferenceLimits.elements else { return }
    }
    if isAnyKnown { context.setContent(0, joined) }
  }

  /// Lengths are an attribute (or, in version 1 and since 13, an input); else the parts are equal, the
  /// last one smaller where need be (since 18 by `num_outputs`).
  private static func split(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    let count = context.outputCount
    for slot in 0..<count { context.set(slot, element, nil) }
    guard let shape = context.shape(0) else { return }
    let axis = try context.axis(context.int("axis", or: 0), rank: shape.count)
    let lengths: [Extent]
    if let list = context.ints("split") {
      lengths = list.map { .known($0) }
    } else if context.has(1) {
      lengths = context.extents(1) ?? [Extent](repeating: .unknown, count: count)
    } else {
      lengths = try equalParts(shape[axis], count, context)
    }
    guard lengths.count == count else {
      throw .shape("there are \(lengths.count) lengths for \(count) outputs")
    }
    let total = lengths.reduce(Extent.known(0), +)
    if let x = total.value, let y = shape[axis].value, x != y {
      throw .shape("the parts add up to \(x), but dim \(axis) of \(Reconciling.text(shape)) is \(y)")
    }
    var start = 0
    var small = context.small(0)
    for slot in 0..<count {
      var part = shape
      part[axis] = lengths[slot]
      try context.setChecked(slot, element, part)
      guard let whole = small, let length = lengths[slot].value, length <= Int64(whole.dims[axis] - start)
      else {
        // Where the next part starts is not known either.
        small = nil
        continue
      }
      var places = whole.allPlaces
      places[axis] = Array(start..<start + Int(length))
      if let content = whole.picking(places)?.elements { context.setContent(slot, content) }
      start += Int(length)
    }
  }

  private static func equalParts(_ size: Extent, _ count: Int, _ context: InferenceContext) throws(RuleError)
    -> [Extent]
  {
    let parts = context.int("num_outputs") ?? Int64(count)
    guard parts == Int64(count), count > 0 else {
      throw .attribute("num_outputs is \(parts), but there are \(count) outputs")
    }
    if count == 1 { return [size] }
    guard let known = size.value else {
      let part = size.floorDivided(by: .known(parts))
      let isExact = part * parts == size
      return [Extent](repeating: isExact ? part : .unknown, count: count)
    }
    let each = known / parts + (known % parts == 0 ? 0 : 1)
    if known % parts != 0, context.version < 18 {
      throw .shape("\(known) can't be split into \(parts) equal parts")
    }
    let last = known - each * (parts - 1)
    if last < 0 {
      for slot in 0..<(count - 1) {
        var part = context.shape(0) ?? []
        part[try context.axis(context.int("axis", or: 0), rank: part.count)] = .known(each)
        context.set(slot, context.element(0), part)
      }
      throw .shape("\(known) can't be split into \(parts) parts")
    }
    return [Extent](repeating: .known(each), count: count - 1) + [.known(last)]
  }
}
