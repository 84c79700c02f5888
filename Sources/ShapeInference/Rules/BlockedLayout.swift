import ModelGraph

/// Operators on tensors whose channels are stored in blocks (`com.microsoft.nchwc`). Their logical shape
/// is that of the plain operators; channels are rounded up to the block.
enum BlockedLayout {
  private static let domain = "com.microsoft.nchwc"

  static let rules: [Rule] =
    [
      Rule("ReorderInput", domain: domain, reorderInput),
      Rule("ReorderOutput", domain: domain, reorderOutput),
      Rule("Conv", domain: domain) { site throws(Fault) in
        try Convolving.convolve(site, weight: 1, site.element(0))
      },
      Rule("Upsample", domain: domain, upsample),
    ] + Rule.all(["MaxPool", "AveragePool"], domain: domain, Pooling.pool)
    + Rule.all(["GlobalMaxPool", "GlobalAveragePool"], domain: domain) { site throws(Fault) in
      site.set(0, site.element(0), nil)
      guard let input = try site.shape(0, minRank: 2) else { return }
      site.set(0, site.element(0), input.prefix(2) + [Extent](repeating: .known(1), count: input.count - 2))
    }

  private static func reorderInput(_ site: Site) throws(Fault) {
    site.set(0, site.element(0), nil)
    guard let shape = try site.shape(0, minRank: 2) else { return }
    guard site.flag("channels_last") else { return site.set(0, site.element(0), shape) }
    site.set(0, site.element(0), [shape[0], shape[shape.count - 1]] + shape[1..<(shape.count - 1)])
  }

  private static func reorderOutput(_ site: Site) throws(Fault) {
    site.set(0, site.element(0), nil)
    guard let shape = try site.shape(0, minRank: 2) else { return }
    let channels = site.int("channels").map(Extent.known) ?? shape[1]
    let spatial = shape.dropFirst(2)
    site.set(
      0, site.element(0),
      site.flag("channels_last") ? [shape[0]] + spatial + [channels] : [shape[0], channels] + spatial)
  }

  private static func upsample(_ site: Site) throws(Fault) {
    site.set(0, site.element(0), nil)
    guard let shape = site.shape(0) else { return }
    guard let scales = site.ints(named: "scales"), scales.count == shape.count else {
      return site.set(0, site.element(0), shape.map { _ in .unknown })
    }
    site.set(0, site.element(0), zip(shape, scales).map { $0 * $1 })
  }
}
