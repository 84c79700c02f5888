import ModelGraph

/// Normalisations with more than one output.
enum Normalizing {
  static let rules: [Rule] = [
    Rule("BatchNormalization", batch), Rule("LayerNormalization", layer),
  ]

  /// The running mean and variance are as long as the channels; outputs after the first were others
  /// before version 14.
  private static func batch(_ site: Site) throws(Fault) {
    site.set(0, site.kind(0))
    guard site.outputCount > 1 else { return }
    for slot in 1..<site.outputCount {
      let source = site.version >= 14 ? slot + 2 : (slot <= 2 ? slot + 2 : slot)
      site.set(slot, site.element(site.version >= 14 ? 3 : 0), site.shape(min(source, 4)))
    }
  }

  /// Mean and inverse deviation keep the dims before the axis, the others are 1.
  private static func layer(_ site: Site) throws(Fault) {
    site.set(0, site.kind(0))
    let type = site.dataType("stash_type") ?? .float32
    site.set(1, type, nil)
    site.set(2, type, nil)
    guard let shape = site.shape(0) else { return }
    let axis = try site.axis(site.int("axis", or: -1), rank: shape.count)
    let kept = shape[..<axis] + [Extent](repeating: .known(1), count: shape.count - axis)
    site.set(1, type, Array(kept))
    site.set(2, type, Array(kept))
  }
}
