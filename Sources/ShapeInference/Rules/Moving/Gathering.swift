import ModelGraph

/// Looking elements up by index.
enum Gathering {
  static let rules: [Rule] = [
    Rule("Gather", gather), Rule("GatherND", gatherND),
    Rule("GatherElements", gatherElements),
  ]

  private static func gather(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = try context.shape(0, minRank: 1) else { return }
    let axis = try context.axis(context.int("axis", or: 0), rank: shape.count)
    guard let indices = context.shape(1) else { return }
    var gathered = shape
    gathered.replaceSubrange(axis...axis, with: indices)
    context.set(0, element, gathered)
    guard let small = context.small(0), let wanted = context.content(1) else { return }
    var places = small.allPlaces
    places[axis] = wanted.map { place($0, in: small.dims[axis]) }
    if let content = small.picking(places)?.elements { context.setContent(0, content) }
  }

  /// An index as a place, negative ones counted from the end; nil where it is unknown.
  static func place(_ index: Scalar, in size: Int) -> Int? {
    guard let index = index.extent.value else { return nil }
    let (place, overflow) = index.addingReportingOverflow(index < 0 ? Int64(size) : 0)
    return overflow || place < 0 || place >= Int64(size) ? nil : Int(place)
  }

  /// The last dim of the indices says how many leading dims (after the batch) an index picks.
  private static func gatherND(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = try context.shape(0, minRank: 1), let indices = try context.shape(1, minRank: 1),
      let picked = indices[indices.count - 1].value
    else { return }
    let batch = context.int("batch_dims", or: 0)
    guard batch >= 0, picked >= 0, batch < Int64(shape.count), picked <= Int64(shape.count) - batch else {
      throw .shape("\(picked) indices after \(batch) batch dims are too many for \(Reconciling.text(shape))")
    }
    context.set(0, element, indices.dropLast() + shape[Int(batch + picked)...])
    guard batch == 0, let small = context.small(0), let index = context.small(1),
      let rows = Addressing.rows(of: index, in: small.dims), context.plainResult(0) != nil
    else { return }
    context.setContent(0, rows.places.flatMap { Addressing.elements(small, $0, rows.length) })
  }

  /// The indices say where along one axis; the other coordinates are those of the index itself.
  private static func gatherElements(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.element(0), context.shape(1))
    guard let shape = context.shape(0) else { return }
    let axis = try context.axis(context.int("axis", or: 0), rank: shape.count)
    guard let small = context.small(0), let index = context.small(1),
      let places = Addressing.along(axis, index, in: small.dims)
    else { return }
    context.setContent(0, places.map { place in place.map { small.elements[$0] } ?? .unknown })
  }
}
