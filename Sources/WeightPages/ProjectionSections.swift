import Charts
import Exporting
import ModelGraph
import Projections
import Rendering
import TextOutput
import Weights

/// Tables of rows as points, and matrices by their singular values.
struct ProjectionSections {
  let report: WeightReport
  let rows: [WeightRows.Row]
  let pictures: TensorPictures
  /// Names of the rows of a table that has as many.
  var rowNames: [String] = []

  /// Each row of a table as a point on the two axes along which rows are spread most.
  var tables: Sheet.Section? {
    let places = rows.places(report) { $0.role == .table }
    let charts = places.prefix(WeightPageTuning.mostProjections).compactMap { place -> (any Chart)? in
      let stored = report.tensors[place].stored
      guard let rows = pictures.rows(of: stored, most: WeightPageTuning.mostPoints),
        let found = PrincipalComponents(rows.numbers, count: rows.count, width: rows.width, axes: 2),
        found.places.count == 2
      else { return nil }
      let count =
        rows.count < rows.allCount
        ? "\(NumberText.grouped(Int64(rows.count))) of \(NumberText.grouped(Int64(rows.allCount))) rows"
        : "\(NumberText.grouped(Int64(rows.count))) rows"
      let isNamed = rowNames.count == rows.allCount
      let points = (0..<rows.count).map { row in
        ScatterChart.PlacedValue(
          found.places[0][row], found.places[1][row],
          label: isNamed ? rowNames[row * rows.allCount / rows.count] : "")
      }
      return ScatterChart(
        title: stored.layerLabel + " · " + count, points, x: Self.axis(1, found), y: Self.axis(2, found),
        isEven: true)
    }
    guard !charts.isEmpty else { return nil }
    return Sheet.Section(
      "Principal components",
      lines: ["Rows are centred, not scaled; at each axis its share of the variance."],
      .charts(charts))
  }

  /// The singular values of matrices, from the largest on.
  var spectra: Sheet.Section? {
    let places = rows.places(report) { $0.role == .matrix || $0.role == .table }
    let charts = places.prefix(WeightPageTuning.mostSpectra).compactMap { place -> (any Chart)? in
      let stored = report.tensors[place].stored
      guard let rows = pictures.rows(of: stored, most: .max),
        let values = SingularValues.of(rows.numbers, rows: rows.count, columns: rows.width), values.count > 1
      else { return nil }
      let line = LineSeries("", x: values.indices.map { Double($0 + 1) }, y: values)
      return LineChart(
        title: stored.layerLabel + " · \(rows.count)×\(rows.width)", x: Axis("number", isWhole: true),
        panels: [.init(Axis("singular value", .log), [line])])
    }
    guard !charts.isEmpty else { return nil }
    var lines = ["Values below 10⁻⁵ of the largest are left out."]
    if charts.count < places.count {
      lines.append("\(charts.count) of \(places.count) matrices; --only names others.")
    }
    return Sheet.Section("Singular values", lines: lines, .charts(charts))
  }

  private static func axis(_ number: Int, _ found: PrincipalComponents) -> Axis {
    Axis("component \(number), " + NumberText.percent(found.explained[number - 1]))
  }
}
