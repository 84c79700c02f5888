import TrainingLogs

/// Runs with what is known of them.
public struct TrainingReport: Sendable, Equatable {
  /// All runs.
  public var runs: [TrainingRun]
  /// Which of them say something of their own.
  public var same: SameRuns
  /// By run, the sizes of gradients and weights.
  public var sizes: [RunSizes]
  /// What is worth knowing of the runs that say something of their own.
  public var findings: [TrainingFinding]

  /// Parameters of the logs that the model does not have, each once; none without a model.
  public var unmatched: [String] = []

  /// Looks at runs. Linear in their points.
  ///
  /// - Parameter order: the parameters of the model; nil for the order of the logs.
  public init(_ runs: [TrainingRun], order: ParameterOrder? = nil) {
    self.runs = runs
    same = SameRuns(runs)
    sizes = runs.map { RunSizes($0) }
    if let order {
      var seen: Set<String> = []
      for place in sizes.indices {
        for name in sizes[place].order(by: order) where seen.insert(name).inserted { unmatched.append(name) }
      }
    }
    let kept = same.kept
    findings = Training.findings(kept.map { runs[$0] }, kept.map { [sizes] in sizes[$0] }).map { finding in
      var finding = finding
      finding.run = kept[finding.run]
      return finding
    }
  }

  /// Where a finding is: its tag, after the name of its run where there are several.
  public func place(of finding: TrainingFinding) -> String {
    same.kept.count > 1 ? runs[finding.run].name + "/" + finding.place : finding.place
  }
}
