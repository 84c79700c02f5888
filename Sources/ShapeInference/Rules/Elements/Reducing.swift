import ModelGraph

/// Reductions along axes.
enum Reducing {
  static let rules: [Rule] =
    Rule.all(
      [
        "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMean", "ReduceSumSquare",
      ]
    ) { context throws(RuleError) in _ = try reduce(context) }
    + [
      Rule("ReduceSum") { context throws(RuleError) in
        join(context, try reduce(context), ofNone: .known(0)) { .whole($0.extent + $1.extent) }
      },
      Rule("ReduceProd") { context throws(RuleError) in
        join(context, try reduce(context), ofNone: .known(1)) { .whole($0.extent * $1.extent) }
      },
      Rule("ReduceMax") { context throws(RuleError) in
        join(context, try reduce(context), Mapping.larger)
      },
      Rule("ReduceMin") { context throws(RuleError) in
        join(context, try reduce(context), Mapping.smaller)
      },
      Rule("ArgMax", locate), Rule("ArgMin", locate),
    ]

  /// Axes are an attribute, or an input since 13 (ReduceSum) or 18 (all others). An input that is there
  /// but not known leaves only the rank, or with `keepdims` off not even that.
  ///
  /// - Returns: the axes that go, where they are known.
  private static func reduce(_ context: InferenceContext) throws(RuleError) -> [Int]? {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = context.shape(0) else { return nil }
    let keeps = context.flag("keepdims", or: true)
    var axes: [Int64]? = context.ints("axes") ?? []
    if axes == [], context.has(1) { axes = context.shape(1) == [.known(0)] ? [] : context.inputInts(1) }
    guard let axes else {
      if keeps {
        context.set(0, element, shape.map { $0 == .known(1) ? $0 : .unknown })
      } else if let count = context.length(1), count <= shape.count {
        context.set(0, element, [Extent](repeating: .unknown, count: shape.count - count))
      }
      return nil
    }
    if axes.isEmpty, context.flag("noop_with_empty_axes") {
      context.set(0, element, shape)
      return []
    }
    let positions = axes.isEmpty ? Array(shape.indices) : try context.axes(axes, rank: shape.count)
    context.set(0, element, reduced(shape, positions, keeps: keeps))
    return positions
  }

  /// Dims with some gone, or 1.
  static func reduced(_ shape: [Extent], _ axes: [Int], keeps: Bool) -> [Extent] {
    var isReduced = [Bool](repeating: false, count: shape.count)
    for axis in axes { isReduced[axis] = true }
    if keeps { return shape.indices.map { isReduced[$0] ? .known(1) : shape[$0] } }
    return shape.indices.filter { !isReduced[$0] }.map { shape[$0] }
  }

  /// The elements along axes joined to one each.
  private static func join(
    _ context: InferenceContext, _ axes: [Int]?, ofNone: Extent? = nil, _ combine: (Scalar, Scalar) -> Scalar
  ) {
    guard let axes, let small = context.small(0), let target = context.plainResult(0) else { return }
    if small.elements.isEmpty {
      guard let ofNone, let count = SmallTensor.count(target) else { return }
      return context.setContent(0, [Scalar](repeating: .whole(ofNone), count: count))
    }
    guard let content = small.reduced(Set(axes), combine) else { return }
    let element = context.element(0)
    context.setContent(0, content.map { $0.held(by: element) })
  }

  private static func locate(_ context: InferenceContext) throws(RuleError) {
    context.set(0, .int64, nil)
    guard let shape = context.shape(0) else { return }
    let axis = try context.axis(context.int("axis", or: 0), rank: shape.count)
    context.set(0, .int64, reduced(shape, [axis], keeps: context.flag("keepdims", or: true)))
  }
}
