import Activity
import Charts
import DiagramModel
import Exporting
import ModelGraph
import Rendering
import TextOutput
import Weights

/// The tables of a page: a row a value in the order of the model, with its histogram and picture.
struct ActivityTable {
  let report: ActivityReport
  let errors: ActivityErrors?
  let options: ActivityPageOptions

  /// The values.
  var values: Sheet.Section? { section("", "value") { !$0.isGradient } }
  /// The gradients.
  var gradients: Sheet.Section? { section("Gradients", "gradient of") { $0.isGradient } }

  private func section(
    _ title: String, _ noun: String, _ includes: (RecordedValue) -> Bool
  ) -> Sheet.Section? {
    let shown = report.values.indices.filter { number in
      includes(report.values[number])
        && (options.showsAll || options.isChosen || report.values[number].isTelling)
    }
    guard !shown.isEmpty else { return nil }
    let isFirst = report.values.indices.first == shown.first
    let grids = shown.map { Thumbnails(options: options).grid(of: report.values[$0]) }
    let hasSilent = shown.contains { !report.values[$0].remarkableSilence.isEmpty }
    let rows = errorRows
    var columns: [SheetTable.Column] = [
      .init(noun, maxWidth: 260), .init("operator"), .init("dims"), .init("histogram"), .init("picture"),
      .init("min", .decimal), .init("max", .decimal), .init("σ", .decimal), .init("zero", .right),
    ]
    if hasSilent { columns.append(.init("silent", .right)) }
    if errors != nil { columns += [.init("error", .right), .init("SQNR", .right)] }
    columns.append(.init("", maxWidth: 220))
    let cells = zip(shown, grids).map { number, grid -> SheetTable.Row in
      var cells = self.cells(report.values[number], grid)
      if hasSilent { cells.append(silence(report.values[number])) }
      if errors != nil {
        let row = rows[number]
        cells.append(.text(row?.relative.map { NumberText.percent($0) } ?? ""))
        cells.append(.quiet(row?.decibelText ?? ""))
      }
      let marks = report.findings.filter { $0.values.contains(number) }.map {
        Finding($0.code.level, $0.mark)
      }
      return SheetTable.Row(cells + [.flags(marks)], tooltip: sanitized(report.values[number].array.name))
    }
    return Sheet.Section(
      title, .table(SheetTable(columns: columns, rows: cells, notes: isFirst ? notes(hasSilent) : [])))
  }

  private var errorRows: [Int: ActivityErrors.Row] {
    Dictionary((errors?.rows ?? []).map { ($0.number, $0) }) { first, _ in first }
  }

  private func notes(_ hasSilent: Bool) -> [String] {
    var notes = [
      "Histograms leave exact zeros out, and the outer 0.5 % on either side, whose number stands at the ends."
    ]
    if hasSilent { notes.append("silent: channels that are 0 in all samples.") }
    if errors != nil {
      notes.append("error: root of the mean square of the difference, as a share of that of the reference.")
    }
    return notes
  }

  private func silence(_ value: RecordedValue) -> SheetCell {
    let silent = value.remarkableSilence.count
    return silent > 0 ? .text("\(silent) of \(value.norms.count)") : .empty
  }

  private func cells(_ value: RecordedValue, _ grid: Thumbnails.Picture?) -> [SheetCell] {
    var cells: [SheetCell] = [
      .text(value.title), .quiet(sanitized(value.value?.operatorType ?? "", limit: 40)),
      .text(Shape(value.array.dims).text),
    ]
    guard let figures = value.statistics, let whole = WeightGroup.Whole(figures) else {
      let why = value.statistics == nil ? "not read" : "no finite number"
      return cells + [.quiet(why)] + [SheetCell](repeating: .empty, count: 5)
    }
    cells.append(
      bins(whole).map { .chart(SparkHistogram($0)) } ?? .quiet("all " + FigureText.number(whole.min)))
    cells.append(grid.map { .chart(Thumbnail($0.grid, colors: $0.colors)) } ?? .empty)
    cells += [whole.min, whole.max, whole.deviation].map { .text(FigureText.number($0)) }
    cells.append(.text(FigureText.share(whole.zeros, whole.count)))
    return cells
  }

  private func bins(_ whole: WeightGroup.Whole) -> Bins? {
    guard let histogram = whole.histogram(parts: ActivityPageTuning.sparkBars) else { return nil }
    var counts = histogram.counts.map { Int($0.rounded()) }
    // The zeros that a rectifier makes would leave all else flat.
    let (low, high) = (histogram.range.lowerBound, histogram.range.upperBound)
    if low <= 0, high >= 0, high > low {
      let place = min(Int(-low / (high - low) * Double(counts.count)), counts.count - 1)
      counts[place] = max(0, counts[place] - Int(clamping: whole.zeros))
    }
    guard counts.contains(where: { $0 > 0 }) else { return nil }
    return Bins(
      counts: counts, low: histogram.range.lowerBound,
      high: histogram.range.upperBound, below: Int(histogram.below.rounded()),
      above: Int(histogram.above.rounded()))
  }
}
