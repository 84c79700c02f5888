import Activity
import ModelGraph
import TextOutput
import Weights

/// Writes what is worth knowing, then a table of values, for a terminal. Cost: linear in the values.
///
/// - Parameters:
///   - report: the values and findings.
///   - errors: how they differ from another recording.
///   - showsAll: whether shapes and single numbers have rows, too.
///   - style: columns and colours.
public func activityText(
  _ report: ActivityReport, against errors: ActivityErrors? = nil, showsAll: Bool = false,
  _ style: SummaryStyle = SummaryStyle()
) -> String {
  var text = report.totals + "\n"
  for finding in report.findings { text += "! " + finding.text + "\n" }
  for line in report.unmatchedLines { text += "? " + line + "\n" }
  let shown = report.values.filter { showsAll || $0.isTelling }
  if let errors {
    text += "\n" + errorTable(errors).text(style)
  } else {
    let (gradients, values) = (shown.filter(\.isGradient), shown.filter { !$0.isGradient })
    if !values.isEmpty { text += "\n" + valueTable(values, "value").text(style) }
    if !gradients.isEmpty { text += "\n" + valueTable(gradients, "gradient").text(style) }
  }
  let hidden = report.values.count - shown.count
  if hidden > 0, errors == nil {
    text +=
      hidden == 1
      ? "1 shape, constant or step within a layer is left out: --all shows it\n"
      : "\(NumberText.grouped(Int64(hidden))) shapes, constants and steps within layers are left out: --all shows them\n"
  }
  return text
}

private func valueTable(_ values: [RecordedValue], _ noun: String) -> SummaryTable {
  var table = SummaryTable(
    header: [
      noun, "operator", "dims", "min", "max", "mean", "σ", "median", "zero", "silent", "not finite",
    ], leftColumns: 3)
  for value in values {
    var cells = [value.title, value.value?.operatorType ?? "", Shape(value.array.dims).text]
    let figures = value.statistics
    if let range = figures?.range {
      cells += [range.min, range.max, range.mean, range.deviation].map(FigureText.number)
      cells.append(
        figures.flatMap { $0.quantiles.count == 7 ? FigureText.number($0.quantiles[3]) : nil } ?? "")
    } else {
      cells += [figures == nil ? "not read" : "none finite", "", "", "", ""]
    }
    cells.append(FigureText.share(figures?.zeros ?? 0, figures?.count ?? 0))
    let silent = value.remarkableSilence.count
    cells.append(silent > 0 ? "\(silent) of \(value.norms.count)" : "")
    cells.append((figures?.nonFinite ?? 0) > 0 ? NumberText.grouped(figures?.nonFinite ?? 0) : "")
    table.rows.append(SummaryTable.Row(lead: "", level: 0, isBlock: false, cells: cells))
  }
  return table
}

private func errorTable(_ errors: ActivityErrors) -> SummaryTable {
  var table = SummaryTable(
    header: ["value", "error", "SQNR", "largest difference", "cosine", "differing"], leftColumns: 1)
  for row in errors.rows {
    table.rows.append(
      SummaryTable.Row(
        lead: "", level: 0, isBlock: false,
        cells: [
          row.label, row.relative.map { NumberText.percent($0) } ?? "", row.decibelText,
          row.largest.map(FigureText.number) ?? "",
          row.cosine.map { NumberText.rounded($0, places: 4, keepsZeros: true) } ?? "",
          FigureText.share(row.differing, row.count),
        ]))
  }
  return table
}

extension ActivityReport {
  /// A line of totals: `13 values of the model, 64 samples, 8.2 MiB`.
  public var totals: String {
    let placed = values.filter { $0.value != nil }.count
    var bytes: Int64 = 0
    for value in values { bytes = bytes.addingReportingOverflow(Int64(value.array.byteCount)).partialValue }
    let times = samples == 1 ? "1 sample" : "\(NumberText.grouped(samples)) samples"
    let found = placed == 1 ? "1 value" : "\(NumberText.grouped(Int64(placed))) values"
    return "\(found) of the model, \(times), \(NumberText.bytes(bytes))"
  }

  /// Arrays that found no place, and those that could not be read, a line for each reason. Safe text.
  public var unmatchedLines: [String] {
    var lines: [String] = []
    var order: [String] = []
    var names: [String: [String]] = [:]
    for value in values {
      let reason: String
      if case .failure(let place) = value.place {
        reason = place.text
      } else if let unread = value.unread {
        reason = unread
      } else {
        continue
      }
      if names[reason] == nil { order.append(reason) }
      names[reason, default: []].append(sanitized(value.array.name, limit: 60))
    }
    for reason in order {
      let all = names[reason] ?? []
      let more = all.count - FigureText.mostListed
      let list = all.prefix(FigureText.mostListed).joined(separator: ", ")
      lines.append(list + (more > 0 ? " and \(NumberText.grouped(Int64(more))) more" : "") + ": " + reason)
    }
    return lines
  }
}

extension RecordedValue {
  /// Whether a row of it tells something: no shapes, axes, single numbers or steps within a layer.
  public var isTelling: Bool { kind != .plumbing && !isStep }
}
