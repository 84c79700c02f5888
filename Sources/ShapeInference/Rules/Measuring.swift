import ModelGraph

/// Operators that turn a shape into data.
enum Measuring {
  static let rules: [Rule] = [Rule("Shape", shape), Rule("Size", size)]

  private static func shape(_ site: Site) throws(Fault) {
    guard let shape = site.shape(0) else { return site.set(0, .int64, [.unknown]) }
    let rank = Int64(shape.count)
    func clamped(_ name: String, _ standard: Int64) -> Int {
      let position = site.int(name, or: standard)
      return Int(max(0, min(rank, position < 0 ? max(position, -rank) + rank : position)))
    }
    let start = clamped("start", 0)
    let end = max(start, clamped("end", rank))
    site.set(0, .int64, [.known(Int64(end - start))])
    site.setContent(0, shape[start..<end].map { .whole($0) })
  }

  private static func size(_ site: Site) throws(Fault) {
    site.set(0, .int64, [])
    guard let shape = site.shape(0) else { return }
    let total = Extent.product(shape)
    if total.isDetermined { site.setContent(0, [.whole(total)]) }
  }
}
