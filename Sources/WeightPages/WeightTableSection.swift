import Charts
import DiagramModel
import Exporting
import ModelGraph
import Rendering
import TextOutput
import Weights

/// The table of a page: a row a tensor in the order of the model, with its histogram, quantiles and picture.
struct WeightTableSection {
  let report: WeightReport
  let rows: [WeightRows.Row]
  /// By the first tensor of a row: its picture.
  let grids: [Int: TensorGrid]

  private static let pictureColumn = 5

  var table: SheetTable {
    let range = sharedRange
    let reach = range.map { FigureText.number($0.upperBound) } ?? ""
    var table = SheetTable(
      columns: [
        .init("tensor", maxWidth: 260), .init("dims"), .init("type"), .init("histogram"),
        .init(range == nil ? "" : "−\(reach) … \(reach)"), .init("picture"), .init("σ", .decimal),
        .init("zero", .right), .init("near 0", .right), .init("", maxWidth: 220),
      ], rows: rows.map { row($0, range) })
    table.notes = notes
    if grids.isEmpty { table.removeColumn(Self.pictureColumn) }
    return table
  }

  private var notes: [String] {
    [
      "Histograms show all but the outer 0.5 % on either side, whose number stands at the ends. Strips show the 1st to "
        + "99th percentile, the 5th to 95th, the quartiles and the median, all on one scale; where that is too narrow "
        + "the 1st and 99th stand as numbers. Pictures show of each cell the weight of the largest magnitude. "
        + "near 0: of a magnitude below 10⁻³ σ."
    ]
  }

  /// The range that the quantiles of most layers fit in, even around 0: a table of embeddings may be many times as wide
  /// as all matrices, which would be strokes beside it.
  private var sharedRange: ClosedRange<Double>? {
    let reaches = rows.compactMap { row -> Double? in
      guard let group = row.group, let whole = group.whole, isLayer(group) else { return nil }
      return whole.quantiles.reduce(0) { max($0, abs($1)) }
    }.sorted()
    guard let largest = reaches.last, largest > 0 else { return nil }
    let limit = WeightPageTuning.stripReach * reaches[reaches.count / 2]
    let reach = reaches.last { $0 <= limit } ?? largest
    return reach > 0 ? -reach...reach : nil
  }

  private func isLayer(_ group: WeightGroup) -> Bool {
    guard let first = group.places.first else { return false }
    return report.tensors[first].stored.isLayer
  }

  private func row(_ row: WeightRows.Row, _ range: ClosedRange<Double>?) -> SheetTable.Row {
    // A figure space each, which no writer joins with others.
    let indent = String(repeating: "\u{2007}", count: 2 * min(row.level, 8))
    guard let group = row.group, let place = group.places.first else {
      return .group(indent + row.title + (row.note.isEmpty ? "" : " · " + row.note))
    }
    let first = report.tensors[place]
    let times = group.places.count > 1 ? " ×\(group.places.count)" : ""
    let dims = first.stored.tensor.dims.isEmpty ? "scalar" : first.stored.tensor.shapeText
    var cells: [SheetCell] = [
      .text(indent + title(row, first) + times), .text(dims), .quiet(first.stored.tensor.dataType.name),
    ]
    guard let whole = group.whole else {
      cells.append(.quiet(first.unread == nil ? "no finite number" : "not read"))
      cells += [SheetCell](repeating: .empty, count: 5)
      return SheetTable.Row(cells + [.flags(flags(group))], tooltip: first.stored.label)
    }
    cells.append(whole.bins().map { .chart(SparkHistogram($0)) } ?? .quiet(allEqual(whole)))
    cells.append(strip(whole, range))
    cells.append(
      grids[place].map { .chart(Thumbnail($0.numbers, colors: .diverging(reaching: whole.colorReach.reach))) }
        ?? .empty)
    cells.append(.text(FigureText.number(whole.deviation)))
    cells += [whole.zeros, whole.nearZero].map { .text(FigureText.share($0, whole.count)) }
    return SheetTable.Row(cells + [.flags(flags(group))], tooltip: first.stored.label)
  }

  private func allEqual(_ whole: WeightGroup.Whole) -> String {
    (whole.count == 1 ? "" : "all ") + FigureText.number(whole.min)
  }

  /// The name in its block; what the tensor is where a program made its name up, which is in the tooltip.
  private func title(_ row: WeightRows.Row, _ report: TensorReport) -> String {
    guard report.stored.isNameMadeUp, row.level > 0 else { return row.title }
    switch report.stored.use?.role {
    case .kernel: return "kernel"
    case .matrix: return "matrix"
    case .table: return "table"
    case .cells: return "cells"
    case .bias: return "bias"
    case .scaling, .other, nil: return row.title
    }
  }

  private func strip(_ whole: WeightGroup.Whole, _ range: ClosedRange<Double>?) -> SheetCell {
    guard let range, whole.quantiles.count == 7 else { return .empty }
    let q = whole.quantiles
    guard q.allSatisfy(range.contains) else {
      return .quiet(FigureText.number(q[0]) + " … " + FigureText.number(q[6]))
    }
    return .chart(
      QuantileStrip(Quantiles(q[0], q[1], q[2], q[3], q[4], q[5], q[6]), in: range))
  }

  private func flags(_ group: WeightGroup) -> [Finding] {
    let places = Set(group.places)
    return report.findings.filter { $0.tensors.contains(where: places.contains) }.map {
      Finding($0.code.level, $0.mark)
    }
  }

}

extension SheetTable {
  /// Takes a column out that nothing stands in.
  fileprivate mutating func removeColumn(_ column: Int) {
    columns.remove(at: column)
    for row in rows.indices where rows[row].cells.count > column { rows[row].cells.remove(at: column) }
  }
}

extension StoredTensor {
  /// Whether a layer multiplies with it or looks its rows up.
  var isLayer: Bool {
    switch use?.role {
    case .kernel, .matrix, .table, .cells: true
    case .bias, .scaling, .other, nil: false
    }
  }
}

extension StoredTensor {
  /// Whether it is a layer's, and no kernel: those are shown by channel.
  var isMatrix: Bool { isLayer && use?.role != .kernel }
}

extension WeightGroup.Whole {
  /// How far colours reach from 0, and whether some numbers are beyond.
  var colorReach: (reach: Double, isCut: Bool) {
    let all = Swift.max(abs(min), abs(max))
    guard let low = quantiles.first, let high = quantiles.last else { return (all, false) }
    let most = WeightPageTuning.colorReach * Swift.max(abs(low), abs(high))
    return most > 0 && most < all ? (most, true) : (all, false)
  }
}

extension TensorGrid {
  /// The grid as charts take it.
  var numbers: NumberGrid { NumberGrid(columns: columns, rows: rows, values: values) }
}

extension WeightFinding.Code {
  /// How serious it is.
  public var level: FlagLevel {
    switch self {
    case .nan, .infinite, .constant: .problem
    case .deadChannels, .silentChannels, .duplicateChannels, .outlier, .equalLayers: .warning
    case .zeros: .note
    }
  }
}
