import Diagnostics
import Explaining
import ModelRunning

/// Explanations made ready: what they cost is known, and nothing but some first runs is done.
public struct Explainer {
  private let task: ExplainingTask
  private let plans: [any ExplanationPlan]
  private let scorer: ModelScorer?
  private var report: ExplanationReport
  /// What is worth knowing, such as rows that are left out.
  public private(set) var diagnostics: [Diagnostic]

  /// Rows that the model will score, at most.
  public let passes: Int

  /// Seconds that it will take, by the time of some first rows.
  public var seconds: Double { Double(passes) * (scorer?.secondsPerRow ?? 0) }

  /// Makes explanations of rows ready.
  ///
  /// - Parameters:
  ///   - runner: the model.
  ///   - rows: the rows, and those that help.
  ///   - options: what is explained, and how.
  /// - Throws: ``FoldoutError`` of kind `usage` where what is asked for does not fit the model or the data, else as
  ///   ``ModelRunner/run(_:only:_:)``.
  ///
  /// Cost: some runs of the model; none where only trees are read.
  public init(_ runner: ModelRunner, _ rows: ExplainRows, _ options: ExplainOptions) throws(FoldoutError) {
    do {
      var work = try ExplainerWork(runner, rows, options)
      (plans, scorer) = try work.plans()
      (task, report, diagnostics) = (work.task, work.report, work.diagnostics)
      passes = plans.reduce(0) { $0 + $1.passes }
    } catch {
      throw Self.error(error)
    }
  }

  /// Does the passes.
  ///
  /// - Parameter progress: is told how many rows are scored so far, and of how many.
  /// - Throws: ``FoldoutError`` as ``ModelRunner/run(_:only:_:)``, and where the model's answers can't be used.
  ///
  /// Cost: ``passes``.
  public func report(
    progress: @escaping (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(FoldoutError) -> ExplanationReport {
    var done = 0
    let model = ScoredModel(batch: scorer?.batch ?? 1) { [scorer, passes] rows in
      guard let scorer else { return [] }
      let scores = try scorer.scores(of: rows)
      done += rows.count
      progress(done, passes)
      return scores
    }
    var made = report
    do {
      for plan in plans { made.explanations.append(try plan.explanation(of: model)) }
    } catch {
      throw Self.error(error)
    }
    made.runtime = scorer?.runtime ?? ""
    return made
  }

  private static func error(_ error: any Error) -> FoldoutError {
    switch error {
    case let fault as ExplainingFault: FoldoutError(.usage, fault.code, fault.text, hint: hint(fault.code))
    case let error as FoldoutError: error
    default: FoldoutError(.internal, "explain", "the explanation failed")
    }
  }

  /// What helps against a fault.
  private static func hint(_ code: String) -> String? {
    switch code {
    case "explain-background": "--background or --data names rows of the data."
    case "explain-labels": "--labels names the class, or the value, of each row."
    case "explain-trees": "--method shap explains any model."
    case "explain-passes": "Take fewer rows by --rows, fewer background rows, or --samples."
    default: nil
    }
  }
}
