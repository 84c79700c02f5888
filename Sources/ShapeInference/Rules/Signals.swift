import ModelGraph

/// Fourier transforms. The last dim holds the real and the imaginary part.
enum Signals {
  static let rules: [Rule] = [Rule("DFT", transform), Rule("STFT", shortTime)]

  /// The axis is an attribute (by default 1) before version 20, then the third input (by default -2).
  private static func transform(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let shape = try site.shape(0, minRank: 2) else { return }
    let isOneSided = site.flag("onesided")
    let isInverse = site.flag("inverse")
    var result = shape
    result[shape.count - 1] = .known(isOneSided && isInverse ? 1 : 2)
    let given =
      site.version < 20
      ? .known(site.int("axis", or: 1)) : site.has(2) ? site.scalar(2) ?? .unknown : .known(-2)
    guard let axis = given.value else {
      if isOneSided || site.has(1) {
        for index in result.indices.dropLast() { result[index] = .unknown }
      }
      return site.set(0, element, result)
    }
    let position = try site.axis(axis, rank: shape.count)
    guard position != shape.count - 1 else {
      throw .attribute("the axis is that of the parts of complex numbers")
    }
    let length = site.has(1) ? site.scalar(1) ?? .unknown : shape[position]
    if isOneSided, isInverse {
      result[position] = site.has(1) ? length : (length - 1) * 2
    } else {
      result[position] = isOneSided ? length.floorDivided(by: .known(2)) + 1 : length
    }
    try site.setChecked(0, element, result)
  }

  /// Batch × frames × bins × 2.
  private static func shortTime(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    let shape = try site.shape(0, minRank: 2)
    let window = try site.shape(2, rank: 1)
    let length = site.scalar(3) ?? (site.has(3) ? .unknown : window?[0] ?? .unknown)
    let bins = site.flag("onesided", or: true) ? length.floorDivided(by: .known(2)) + 1 : length
    var frames = Extent.unknown
    if let shape, let step = site.scalar(1)?.value, step > 0 {
      frames = (shape[1] - length).floorDivided(by: .known(step)) + 1
    }
    try site.setChecked(0, element, [shape?[0] ?? .unknown, frames, bins, .known(2)])
  }
}
