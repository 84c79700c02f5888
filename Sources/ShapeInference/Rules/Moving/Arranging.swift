import ModelGraph

/// Operators that move elements to other places.
enum Arranging {
  static let rules: [Rule] = [
    Rule("Transpose", transpose), Rule("DepthToSpace", depthToSpace), Rule("SpaceToDepth", spaceToDepth),
  ]

  private static func transpose(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = context.shape(0) else { return }
    let order = context.ints("perm") ?? (0..<Int64(shape.count)).reversed()
    guard order.count == shape.count else {
      throw .attribute("perm has \(order.count) entries for rank \(shape.count)")
    }
    let positions = try context.axes(order, rank: shape.count)
    guard Set(positions).count == positions.count else { throw .attribute("perm lists an axis twice") }
    context.set(0, element, positions.map { shape[$0] })
    if let small = context.small(0) { context.setContent(0, small.transposed(positions).elements) }
  }

  private static func depthToSpace(_ context: InferenceContext) throws(RuleError) {
    try blocks(context) { shape, block in
      [shape[0], shape[1].floorDivided(by: .known(block) * block), shape[2] * block, shape[3] * block]
    }
  }

  private static func spaceToDepth(_ context: InferenceContext) throws(RuleError) {
    try blocks(context) { shape, block in
      [
        shape[0], shape[1] * (.known(block) * block), shape[2].floorDivided(by: .known(block)),
        shape[3].floorDivided(by: .known(block)),
      ]
    }
  }

  private static func blocks(_ context: InferenceContext, _ move: ([Extent], Int64) -> [Extent])
    throws(RuleError)
  {
    context.set(0, context.element(0), nil)
    guard let block = context.int("blocksize"), block > 0 else {
      throw .attribute("blocksize is missing or not positive")
    }
    guard let shape = context.shape(0) else {
      return context.set(0, context.element(0), [Extent](repeating: .unknown, count: 4))
    }
    guard shape.count == 4 else { throw .shape("the input has rank \(shape.count), not 4") }
    context.set(0, context.element(0), move(shape, block))
  }
}
