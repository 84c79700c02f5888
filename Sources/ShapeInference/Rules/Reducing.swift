import ModelGraph

/// Reductions along axes.
enum Reducing {
  static let rules: [Rule] =
    Rule.all(
      [
        "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin",
        "ReduceSumSquare",
      ], reduce)
    + [
      Rule("ReduceSum") { site throws(Fault) in
        try reduce(site)
        total(site, from: .known(0)) { $0 + $1 }
      },
      Rule("ReduceProd") { site throws(Fault) in
        try reduce(site)
        total(site, from: .known(1)) { $0 * $1 }
      },
      Rule("ArgMax", locate), Rule("ArgMin", locate),
    ]

  /// Axes are an attribute, or an input since 13 (ReduceSum) or 18 (all others). An input that is there
  /// but not known leaves only the rank, or with `keepdims` off not even that.
  private static func reduce(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let shape = site.shape(0) else { return }
    let keeps = site.flag("keepdims", or: true)
    var axes: [Int64]? = site.ints(named: "axes") ?? []
    if axes == [], site.has(1) { axes = site.shape(1) == [.known(0)] ? [] : site.ints(1) }
    guard let axes else {
      if keeps { return site.set(0, element, shape.map { $0 == .known(1) ? $0 : .unknown }) }
      guard let count = site.length(1), count <= shape.count else { return }
      return site.set(0, element, [Extent](repeating: .unknown, count: shape.count - count))
    }
    if axes.isEmpty, site.flag("noop_with_empty_axes") { return site.set(0, element, shape) }
    let positions = axes.isEmpty ? Array(shape.indices) : try site.axes(axes, rank: shape.count)
    site.set(0, element, reduced(shape, positions, keeps: keeps))
  }

  /// Dims with some gone, or 1.
  static func reduced(_ shape: [Extent], _ axes: [Int], keeps: Bool) -> [Extent] {
    var isReduced = [Bool](repeating: false, count: shape.count)
    for axis in axes { isReduced[axis] = true }
    if keeps { return shape.indices.map { isReduced[$0] ? .known(1) : shape[$0] } }
    return shape.indices.filter { !isReduced[$0] }.map { shape[$0] }
  }

  /// The elements of a vector joined to one.
  private static func total(_ site: Site, from start: Extent, _ combine: (Extent, Extent) -> Extent) {
    guard site.mayHaveContent(0), site.shape(0)?.count == 1, let content = site.content(0),
      let shape = site.results.first?.shape, Broadcasting.count(shape) == 1
    else { return }
    site.setContent(0, [.whole(content.map(\.extent).reduce(start, combine))])
  }

  private static func locate(_ site: Site) throws(Fault) {
    site.set(0, .int64, nil)
    guard let shape = site.shape(0) else { return }
    let axis = try site.axis(site.int("axis", or: 0), rank: shape.count)
    site.set(0, .int64, reduced(shape, [axis], keeps: site.flag("keepdims", or: true)))
  }
}
