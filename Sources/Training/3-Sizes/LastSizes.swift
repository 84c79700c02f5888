import TrainingLogs

extension TrainingReport {
  /// How large the gradient of each parameter was last, in the first run that logged some: infinite where it was not finite.
  ///
  /// Cost: linear in the points of a map.
  public var lastGradients: [(name: String, size: Double)] {
    guard let map = same.kept.lazy.compactMap({ sizes[$0].gradients }).first else { return [] }
    return map.rows.compactMap { row in
      row.sizes.last { !$0.isNaN }.map { (row.name, $0) }
    }
  }
}
