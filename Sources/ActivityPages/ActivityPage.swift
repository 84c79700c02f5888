import Activity
import Charts
import Exporting
import Rendering
import Weights

/// Draws a recording as a page: what is worth knowing, a table with a row a value, then pictures by what kind of thing each is.
///
/// - Parameters:
///   - report: the values and findings.
///   - errors: how they differ from another recording.
///   - options: what is shown.
///   - further: parts that follow the table, such as a projection.
///
/// Cost: linear in the numbers of one sample.
public func activityPage(
  _ report: ActivityReport, against errors: ActivityErrors? = nil, _ options: ActivityPageOptions,
  further: [Sheet.Section] = []
) -> Scene {
  var sheet = Sheet(options.title ?? "", lines: [report.totals] + report.unmatchedLines)
  if report.samples > 1 { sheet.lines.append("Pictures are of sample \(options.sample).") }
  sheet.findings = report.findings.map { Finding($0.code.level, $0.text) }
  let table = ActivityTable(report: report, errors: errors, options: options)
  sheet.sections = [table.values, table.gradients].compactMap { $0 } + further
  let pictures = ActivityPictures(report: report, options: options)
  sheet.sections += pictures.first + AttentionParts(report: report, options: options).sections + pictures.rest
  return sheet.scene()
}

extension ActivityFinding.Code {
  /// How serious it is.
  public var level: FlagLevel {
    switch self {
    case .nan, .infinite: .problem
    case .constant, .deadChannels, .saturated: .warning
    case .drift: .note
    }
  }
}
