import ModelGraph

/// Operators whose output size depends on a count or on the data.
enum Selecting {
  static let rules: [Rule] = [
    Rule("TopK", topK), Rule("NonZero", nonZero), Rule("Compress", compress), Rule("Unique", unique),
    Rule("OneHot", oneHot),
  ]

  private static func topK(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    site.set(1, .int64, nil)
    guard let shape = site.shape(0) else { return }
    let axis = try site.axis(site.int("axis", or: -1), rank: shape.count)
    let count = site.int("k").map(Extent.known) ?? site.scalar(1) ?? .unknown
    if let k = count.value, let size = shape[axis].value, k > size {
      throw .shape("the top \(k) of \(size) are asked for")
    }
    var result = shape
    result[axis] = count
    try site.setChecked(0, element, result)
    try site.setChecked(1, .int64, result)
  }

  private static func nonZero(_ site: Site) throws(Fault) {
    site.set(0, .int64, [site.shape(0).map { .known(Int64($0.count)) } ?? .unknown, .unknown])
  }

  private static func compress(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let given = site.int("axis") else { return site.set(0, element, [.unknown]) }
    guard let shape = try site.shape(0, minRank: 1) else { return }
    var result = shape
    result[try site.axis(given, rank: shape.count)] = .unknown
    site.set(0, element, result)
  }

  private static func unique(_ site: Site) throws(Fault) {
    site.set(0, site.element(0), nil)
    for slot in 1..<4 { site.set(slot, .int64, [.unknown]) }
    guard let given = site.int("axis") else { return site.set(0, site.element(0), [.unknown]) }
    guard let shape = site.shape(0) else { return }
    let axis = try site.axis(given, rank: shape.count)
    var result = shape
    result[axis] = .unknown
    site.set(0, site.element(0), result)
    if shape[axis].isDetermined { site.set(2, .int64, [shape[axis]]) }
  }

  /// A new dim as long as the depth, at an axis.
  private static func oneHot(_ site: Site) throws(Fault) {
    let element = site.element(2)
    site.set(0, element, nil)
    guard let shape = site.shape(0) else { return }
    let axis = try site.axis(site.int("axis", or: -1), rank: shape.count + 1)
    var result = shape
    result.insert(site.scalar(1) ?? .unknown, at: axis)
    try site.setChecked(0, element, result)
  }
}
