import ModelGraph

/// Looking elements up by index.
enum Gathering {
  static let rules: [Rule] = [
    Rule("Gather", gather), Rule("GatherND", gatherND),
    Rule("GatherElements") { site throws(Fault) in site.set(0, site.element(0), site.shape(1)) },
  ]

  private static func gather(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let shape = try site.shape(0, minRank: 1) else { return }
    let axis = try site.axis(site.int("axis", or: 0), rank: shape.count)
    guard let indices = site.shape(1) else { return }
    site.set(0, element, shape[..<axis] + indices + shape[(axis + 1)...])
    guard axis == 0, shape.count == 1, site.mayHaveContent(0), let content = site.content(0),
      let wanted = site.content(1)
    else { return }
    site.setContent(
      0,
      wanted.map { index in
        guard let index = index.extent.value else { return .unknown }
        let position = index < 0 ? index.addingReportingOverflow(Int64(content.count)).partialValue : index
        return content.indices.contains(Int(position)) ? content[Int(position)] : .unknown
      })
  }

  /// The last dim of the indices says how many leading dims (after the batch) an index picks.
  private static func gatherND(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let shape = try site.shape(0, minRank: 1), let indices = try site.shape(1, minRank: 1),
      let picked = indices[indices.count - 1].value
    else { return }
    let batch = site.int("batch_dims", or: 0)
    guard batch >= 0, picked >= 0, batch < Int64(shape.count), picked <= Int64(shape.count) - batch else {
      throw .shape("\(picked) indices after \(batch) batch dims are too many for \(Reconciling.text(shape))")
    }
    site.set(0, element, indices.dropLast() + shape[Int(batch + picked)...])
  }
}
