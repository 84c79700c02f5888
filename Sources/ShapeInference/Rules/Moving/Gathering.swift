import ModelGraph

/// Looking elements up by index.
enum Gathering {
  static let rules: [Rule] = [
    Rule("Gather", gather), Rule("GatherND", gatherND),
    Rule("GatherElements") { context throws(RuleError) in context.set(0, context.element(0), context.shape(1))
    },
  ]

  private static func gather(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = try context.shape(0, minRank: 1) else { return }
    let axis = try context.axis(context.int("axis", or: 0), rank: shape.count)
    guard let indices = context.shape(1) else { return }
    context.set(0, element, shape[..<axis] + indices + shape[(axis + 1)...])
    guard axis == 0, shape.count == 1, context.mayHaveContent(0), let content = context.content(0),
      let wanted = context.content(1)
    else { return }
    context.setContent(
      0,
      wanted.map { index in
        guard let index = index.extent.value else { return .unknown }
        let position = index < 0 ? index.addingReportingOverflow(Int64(content.count)).partialValue : index
        return content.indices.contains(Int(position)) ? content[Int(position)] : .unknown
      })
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
  }
}
