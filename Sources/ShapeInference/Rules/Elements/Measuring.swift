import ModelGraph

/// Operators that turn a shape into data.
enum Measuring {
  static let rules: [Rule] = [Rule("Shape", shape), Rule("Size", size)]

  private static func shape(_ context: InferenceContext) throws(RuleError) {
    guard let shape = context.shape(0) else { return context.set(0, .int64, [.unknown]) }
    let rank = Int64(shape.count)
    func clamped(_ name: String, _ standard: Int64) -> Int {
      let position = context.int(name, or: standard)
      return Int(max(0, min(rank, position < 0 ? max(position, -rank) + rank : position)))
    }
    let start = clamped("start", 0)
    let end = max(start, clamped("end", rank))
    context.set(0, .int64, [.known(Int64(end - start))])
    context.setContent(0, shape[start..<end].map { .whole($0) })
  }

  private static func size(_ context: InferenceContext) throws(RuleError) {
    context.set(0, .int64, [])
    guard let shape = context.shape(0) else { return }
    let total = Extent.product(shape)
    if total.isDetermined { context.setContent(0, [.whole(total)]) }
  }
}
