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
      Rule("ReduceSum") { context throws(RuleError) in
        try reduce(context)
        total(context, from: .known(0)) { $0 + $1 }
      },
      Rule("ReduceProd") { context throws(RuleError) in
        try reduce(context)
        total(context, from: .known(1)) { $0 * $1 }
      },
      Rule("ArgMax", locate), Rule("ArgMin", locate),
    ]

  /// Axes are an attribute, or an input since 13 (ReduceSum) or 18 (all others). An input that is there
  /// but not known leaves only the rank, or with `keepdims` off not even that.
  private static func reduce(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = context.shape(0) else { return }
    let keeps = context.flag("keepdims", or: true)
    var axes: [Int64]? = context.ints("axes") ?? []
    if axes == [], context.has(1) { axes = context.shape(1) == [.known(0)] ? [] : context.inputInts(1) }
    guard let axes else {
      if keeps { return context.set(0, element, shape.map { $0 == .known(1) ? $0 : .unknown }) }
      guard let count = context.length(1), count <= shape.count else { return }
      return context.set(0, element, [Extent](repeating: .unknown, count: shape.count - count))
    }
    if axes.isEmpty, context.flag("noop_with_empty_axes") { return context.set(0, element, shape) }
    let positions = axes.isEmpty ? Array(shape.indices) : try context.axes(axes, rank: shape.count)
    context.set(0, element, reduced(shape, positions, keeps: keeps))
  }

  /// Dims with some gone, or 1.
  static func reduced(_ shape: [Extent], _ axes: [Int], keeps: Bool) -> [Extent] {
    var isReduced = [Bool](repeating: false, count: shape.count)
    for axis in axes { isReduced[axis] = true }
    if keeps { return shape.indices.map { isReduced[$0] ? .known(1) : shape[$0] } }
    return shape.indices.filter { !isReduced[$0] }.map { shape[$0] }
  }

  /// The elements of a vector joined to one.
  private static func total(
    _ context: InferenceContext, from start: Extent, _ combine: (Extent, Extent) -> Extent
  ) {
    guard context.mayHaveContent(0), context.shape(0)?.count == 1, let content = context.content(0),
      let shape = context.results.first?.shape, Broadcasting.count(shape) == 1
    else { return }
    context.setContent(0, [.whole(content.map(\.extent).reduce(start, combine))])
  }

  private static func locate(_ context: InferenceContext) throws(RuleError) {
    context.set(0, .int64, nil)
    guard let shape = context.shape(0) else { return }
    let axis = try context.axis(context.int("axis", or: 0), rank: shape.count)
    context.set(0, .int64, reduced(shape, [axis], keeps: context.flag("keepdims", or: true)))
  }
}
