import TrainingLogs

/// Looks for what is worth knowing about runs: the most serious first, then in the order of the runs. Linear in the points.
///
/// - Parameter runs: the runs.
/// - Parameter maps: by run, the sizes of gradients and of weights; nil where the log has none.
public func findings(_ runs: [TrainingRun], _ maps: [RunSizes]) -> [TrainingFinding] {
  var found: [TrainingFinding] = []
  for (place, run) in runs.enumerated() {
    let sizes = maps.indices.contains(place) ? maps[place] : RunSizes(run)
    var own = notFinite(run, sizes)
    own += exploding(run, sizes.gradients)
    own += sizes.gradients.map(vanishing) ?? []
    own += courses(run)
    found += own.map {
      var finding = $0
      finding.run = place
      return finding
    }
  }
  let order = TrainingFinding.Code.allCases
  func rank(_ finding: TrainingFinding) -> Int { order.firstIndex(of: finding.code) ?? 0 }
  return found.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(
    \.element)
}

/// The sizes of a run's gradients and weights.
public struct RunSizes: Sendable, Equatable {
  /// See ``SizeMap``; nil where the log has none.
  public var gradients: SizeMap?
  /// See ``gradients``.
  public var weights: SizeMap?

  /// Takes them out of a run. Linear in its histograms.
  public init(_ run: TrainingRun) {
    (gradients, weights) = (run.sizes(of: .gradients), run.sizes(of: .weights))
  }

  /// Puts parameters into the order of a model.
  ///
  /// - Returns: the names of those that it does not have.
  mutating func order(by order: ParameterOrder) -> [String] {
    (gradients?.order(by: order) ?? []) + (weights?.order(by: order) ?? [])
  }
}
