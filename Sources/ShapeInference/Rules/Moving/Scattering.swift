/// Replacing elements by index: the data's type and shape stay.
enum Scattering {
  static let rules: [Rule] =
    [
      Rule("Scatter", scatterElements), Rule("ScatterElements", scatterElements),
      Rule("ScatterND", scatterND),
    ] + Rule.all(["TensorScatter"], Elementwise.sameAsFirst)

  /// Rows of indices point at elements, or at what lies behind leading coordinates.
  private static func scatterND(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.type(0))
    guard let data = context.small(0), let index = context.small(1), let updates = context.smallOrGaps(2),
      let rows = Addressing.rows(of: index, in: data.dims),
      updates.elements.count == rows.places.count * rows.length
    else { return }
    let places = rows.places.flatMap { place in (0..<rows.length).map { offset in place.map { $0 + offset } }
    }
    replace(context, data, places, updates)
  }

  private static func scatterElements(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.type(0))
    guard let shape = context.shape(0) else { return }
    let axis = try context.axis(context.int("axis", or: 0), rank: shape.count)
    guard let data = context.small(0), let index = context.small(1), let updates = context.smallOrGaps(2),
      let places = Addressing.along(axis, index, in: data.dims), updates.elements.count == places.count
    else { return }
    replace(context, data, places, updates)
  }

  /// A place that is unknown could be any; with a reduction, the old elements count, too.
  private static func replace(
    _ context: InferenceContext, _ data: SmallTensor, _ places: [Int?], _ updates: SmallTensor
  ) {
    let isPlain = (context.string("reduction") ?? "none") == "none"
    var elements = data.elements
    for (place, update) in zip(places, updates.elements) {
      guard let place else { return }
      elements[place] = isPlain ? update : .unknown
    }
    context.setContent(0, elements)
  }
}
