import ModelGraph
import TextOutput
import Weights

/// How rows of tensors are ordered.
public enum WeightOrder: String, Sendable, CaseIterable {
  /// As in the diagram, block by block.
  case model
  case name
  case size
  case spread
  case zeros
  case nearZero = "near-zero"
  case outliers
}

/// Writes what is worth knowing, then a table of tensors, for a terminal. Cost: linear in the tensors.
///
/// - Parameters:
///   - report: the tensors and findings.
///   - rows: its tensors as rows.
///   - order: the order of the rows; blocks are left out unless it is that of the model.
///   - top: no more rows than that; nil for all.
///   - style: columns and colours.
public func weightsText(
  _ report: WeightReport, _ rows: WeightRows, order: WeightOrder = .model, top: Int? = nil,
  _ style: SummaryStyle = SummaryStyle()
) -> String {
  var text = WeightTotals(report).line + "\n"
  for finding in report.findings { text += "! " + finding.text + "\n" }
  for line in UnreadTensors(report).lines { text += "? " + line + "\n" }
  var table = SummaryTable(
    header: [
      "tensor", "dims", "type", "min", "max", "mean", "σ", "1 %", "median", "99 %", "zero", "near 0",
      "outliers",
      "bits",
    ], leftColumns: 3)
  let listed = WeightListing(report, rows).rows(order, top: top)
  for row in listed { table.rows.append(WeightCells(row, report).row) }
  if !listed.isEmpty { text += "\n" + table.text(style) }
  let hidden = rows.constants.count
  if hidden > 0 {
    text +=
      hidden == 1
      ? "1 constant, such as a shape or a scale, is left out: --all shows it\n"
      : "\(NumberText.grouped(Int64(hidden))) constants such as shapes and scales are left out: --all shows them\n"
  }
  return text
}

/// The rows in an order.
private struct WeightListing {
  private let report: WeightReport
  private let rows: WeightRows

  init(_ report: WeightReport, _ rows: WeightRows) { (self.report, self.rows) = (report, rows) }

  func rows(_ order: WeightOrder, top: Int?) -> [WeightRows.Row] {
    guard order != .model else { return top.map { first($0) } ?? rows.rows }
    var found: [(place: Int, key: Double, row: WeightRows.Row)] = []
    for (place, row) in rows.rows.enumerated() {
      guard let group = row.group, let first = group.places.first else { continue }
      var row = row
      row.level = 0
      row.title = report.tensors[first].stored.label
      found.append((place, Self.key(group, order), row))
    }
    if order == .name {
      found.sort { ($0.row.title, $0.place) < ($1.row.title, $1.place) }
    } else {
      found.sort { ($1.key, $0.place) < ($0.key, $1.place) }
    }
    return found.prefix(top ?? found.count).map(\.row)
  }

  /// The first tensors, with the blocks around them.
  private func first(_ count: Int) -> [WeightRows.Row] {
    var left = count
    var kept = rows.rows.prefix { row in
      if row.group != nil { left -= 1 }
      return left >= 0
    }
    while let last = kept.last, last.group == nil { kept.removeLast() }
    return Array(kept)
  }

  private static func key(_ group: WeightGroup, _ order: WeightOrder) -> Double {
    guard let whole = group.whole else { return -1 }
    let count = Double(max(whole.count, 1))
    return switch order {
    case .model, .name: 0
    case .size: Double(whole.count)
    case .spread: whole.deviation
    case .zeros: Double(whole.zeros) / count
    case .nearZero: Double(whole.nearZero) / count
    case .outliers: Double(whole.outliers) / count
    }
  }
}

/// The cells of one row.
private struct WeightCells {
  let row: SummaryTable.Row

  init(_ source: WeightRows.Row, _ report: WeightReport) {
    let lead = String(repeating: "  ", count: source.level)
    guard let group = source.group else {
      let title = source.title + (source.note.isEmpty ? "" : " · " + source.note)
      row = SummaryTable.Row(
        lead: lead, level: source.level, isBlock: true,
        cells: [title] + [String](repeating: "", count: 13))
      return
    }
    let first = report.tensors[group.places[0]]
    let times = group.places.count > 1 ? " ×\(group.places.count)" : ""
    let dims = first.stored.tensor.dims.isEmpty ? "scalar" : first.stored.tensor.shapeText
    var cells = [source.title + times, dims, first.stored.tensor.dataType.name]
    guard let whole = group.whole, let deviations = group.deviations else {
      let why = first.unread == nil ? (first.statistics?.count == 0 ? "empty" : "not finite") : "not read"
      row = SummaryTable.Row(
        lead: lead, level: source.level, isBlock: false,
        cells: cells + [why] + [String](repeating: "", count: 10))
      return
    }
    cells += [whole.min, whole.max, whole.mean].map(FigureText.number)
    let spread = [deviations.lowerBound, deviations.upperBound].map(FigureText.number)
    cells.append(spread[0] == spread[1] ? spread[0] : spread.joined(separator: "–"))
    cells += [0, 3, 6].map {
      whole.quantiles.indices.contains($0) ? FigureText.number(whole.quantiles[$0]) : ""
    }
    cells += [whole.zeros, whole.nearZero].map { Self.share($0, whole.count) }
    cells.append(whole.outliers == 0 ? "" : NumberText.grouped(whole.outliers))
    let bits = first.statistics?.usedBits ?? 0
    // A few numbers may have short patterns by chance.
    let isShort = bits > 0 && bits < first.stored.tensor.dataType.bitWidth ?? 0 && whole.count >= 64
    cells.append(isShort ? "\(bits)" : "")
    row = SummaryTable.Row(lead: lead, level: source.level, isBlock: false, cells: cells)
  }

  private static func share(_ part: Int64, _ whole: Int64) -> String { FigureText.share(part, whole) }
}

/// A line of totals: `15,042 weights in 10 tensors, 58.8 KiB`.
public func weightTotals(_ report: WeightReport) -> String { WeightTotals(report).line }

/// A line for each reason that keeps tensors from being read. Safe text.
public func unreadTensors(_ report: WeightReport) -> [String] { UnreadTensors(report).lines }

/// The rows of a report in an order, no more than `top` tensors.
public func listedRows(
  _ report: WeightReport, _ rows: WeightRows, _ order: WeightOrder = .model, top: Int? = nil
) -> [WeightRows.Row] {
  WeightListing(report, rows).rows(order, top: top)
}

/// What all tensors hold together.
private struct WeightTotals {
  let line: String

  init(_ report: WeightReport) {
    let weights = report.tensors.filter(\.stored.isWeight)
    var elements: Int64 = 0
    var bytes: Int64 = 0
    for weight in weights {
      elements = elements.addingReportingOverflow(weight.stored.tensor.elementCount ?? 0).partialValue
      bytes = bytes.addingReportingOverflow(weight.stored.tensor.byteCount ?? 0).partialValue
    }
    guard !weights.isEmpty else {
      line = "no weights in tensors"
      return
    }
    line =
      "\(NumberText.grouped(elements)) weights in \(NumberText.grouped(Int64(weights.count))) tensors, "
      + NumberText.bytes(bytes)
  }
}

/// Tensors whose elements could not be had, gathered by why.
private struct UnreadTensors {
  private(set) var lines: [String] = []

  init(_ report: WeightReport) {
    var order: [String] = []
    var counts: [String: (first: String, count: Int)] = [:]
    for tensor in report.tensors {
      guard let unread = tensor.unread else { continue }
      if counts[unread.text] == nil { order.append(unread.text) }
      counts[unread.text, default: (tensor.stored.label, 0)].count += 1
    }
    lines = order.compactMap { text in
      guard let (first, count) = counts[text] else { return nil }
      return (count == 1 ? first : "\(first) and \(count - 1) more") + ": " + text
    }
  }
}
