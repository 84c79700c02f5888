import Charts
import Exporting
import Rendering
import TextOutput
import Training
import TrainingLogs

/// Draws runs as a page: what is worth knowing, curves, sizes of gradients and weights over time, and histograms.
///
/// Cost: linear in the points.
public func trainingPage(_ report: TrainingReport, _ options: TrainingPageOptions) -> Scene {
  let kept = report.same.kept
  let isSingle = kept.count == 1
  let name = isSingle ? report.runs[kept[0]].name : "\(kept.count) runs"
  var sheet = Sheet(sanitized(options.title ?? name), lines: [trainingTotals(report)] + notedLines(report))
  sheet.findings = report.findings.map { Finding($0.code.level, findingText($0, report)) }
  if isSingle {
    sheet.sections += RunCurves(report, run: kept[0], options).sections
  } else {
    sheet.sections += ComparedRuns(report, options).sections
  }
  sheet.sections += sizeSections(report)
  sheet.sections += HistogramRidges(report, options).sections
  return sheet.scene()
}

extension TrainingFinding.Code {
  /// How much it matters.
  var level: FlagLevel {
    switch self {
    case .nan, .exploding, .divergence: .problem
    case .vanishing, .overfitting: .warning
    case .plateau: .note
    }
  }
}
