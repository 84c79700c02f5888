import Charts
import DiagramModel
import PictureFaults
import Rendering
import TestSupport
import Testing

/// No data and no size makes a chart trap or a file unsound.
@Suite struct HostileChartTests {
  private static let numbers: [[Double]] = [
    [], [0], [3], [1, 1, 1], [.nan], [.nan, 1, .nan], [.infinity, -.infinity], [1e308, -1e308],
    [Double.leastNonzeroMagnitude, 1e-300],
    [-1, 0, 1], [1e300, 1e300], [0, -0.0],
  ]

  private static let sizes: [Size] = [
    Size(0, 0), Size(1, 1), Size(10, 10), Size(40, 20), Size(5, 500), Size(2000, 3), Size(-5, 20),
    Size(.nan, 10), Size(.infinity, 10), Size(300, 200),
  ]

  private static let name = HostileText.name

  private static func charts(_ values: [Double]) -> [any Chart] {
    let x = values.indices.map(Double.init)
    let floats = values.map { Float($0) }
    let edges = (values.first ?? 0, values.last ?? 0)
    let bins = Bins(counts: [0, 3, .max, -4, 1], low: edges.0, high: edges.1, below: .max, above: -1)
    let q = Array((values + [0, 0, 0, 0, 0, 0, 0]).prefix(7))
    let quantiles = Quantiles(q[0], q[1], q[2], q[3], q[4], q[5], q[6])
    let grid = NumberGrid(columns: max(1, values.count), rows: 2, values: floats)
    let low = min(edges.0, edges.1)
    let range = low <= max(edges.0, edges.1) ? low...max(edges.0, edges.1) : 0...1
    let series = LineSeries(
      name, x: x, y: values, raw: values.reversed(),
      bands: [.init(name, low: values, high: values.reversed())],
      marks: [.init(x: edges.0, y: edges.1, name)])
    let kinds = [Axis.Kind.linear, .log]
    var numbered = HeatChart(grid, rowTitle: name)
    (numbered.rowRange, numbered.imageSize) = (range, Size(edges.0, edges.1))
    return kinds.flatMap { kind -> [any Chart] in
      [
        HistogramChart(
          title: name, bins: bins, x: Axis(name, kind), y: Axis(name, kind), quantiles: quantiles),
        LineChart(
          title: name, x: Axis(name, kind),
          panels: [
            .init(Axis(name, kind), [series, series]), .init(Axis("", kind), [series], weight: 1e-9),
          ],
          regions: [.init(range, name)]),
        ScatterChart(
          title: name,
          zip(values, values.reversed()).map { .init($0, $1, group: -3, thumbnail: Thumbnail(grid)) }
            + zip(values, values).map { .init($0, $1, group: .max) }, classes: [name], x: Axis("", kind),
          y: Axis("", kind), isEven: true),
        HeatChart(
          title: name, grid,
          colors: ValueColors(.sequential, from: edges.0, to: edges.1, isLog: kind == .log),
          rowLabels: [name], columnLabels: .names([name, name, name])),
      ]
    } + [
      numbered, QuantileStrip(quantiles, in: range), SparkHistogram(bins), SparkLine(values), Thumbnail(grid),
      HeatChart(NumberGrid(columns: 0, rows: 4, values: []), columnLabels: .range(range)),
      HeatChart(NumberGrid(columns: .max, rows: .max, values: floats)),
      TileChart([
        .init(.numbers(grid), label: name), .init(.rgb(columns: 2, rows: -1, [])), .init(.numbers(grid)),
      ]),
      MapGridChart(
        title: name,
        [
          .init(
            name, [.init(grid, words: [name, ""], isMarked: true, tooltip: name), .init(grid)]),
          .init("", []),
        ], columnLabels: [name], columnTitle: name,
        colors: ValueColors(.sequential, from: edges.0, to: edges.1), unit: name, side: edges.1),
      MapGridChart(
        [.init("", [.init(NumberGrid(columns: 0, rows: 3, values: []))])],
        colors: .diverging(reaching: edges.0)),
      WaterfallChart(
        title: name, base: edges.0, values.map { .init(name, $0) }, output: edges.1, most: 2, unit: name),
      WaterfallChart(base: 0, values.map { .init("", $0) }),
      BeeswarmChart(
        title: name,
        [
          .init(name, contributions: values, values: values.reversed()),
          .init("", contributions: [], values: values),
          .init(name, contributions: values + [2]),
        ], most: 2, unit: name),
      RegionChart(
        title: name,
        .init(
          x: x, y: values, classes: values.map { _ in values.indices.map { $0 * 3 - 2 } },
          confidence: [values, values.reversed()], second: [values]),
        points: zip(values, values.reversed()).map { .init($0, $1, group: .max, isWrong: $0 > 0) }
          + [.init(0, 0, group: .min)], classes: [name], x: Axis(name), y: Axis(name)),
      RegionChart(
        .init(
          x: [-1e300, 0, 1e300], y: [0, 1e-300, 1], classes: [[0, 1, .max], [.min, 0, 1], []],
          confidence: [values, values])),
      OverlayChart(
        title: name, .init(columns: 3, rows: 2, [1, 2], isColor: true), grid,
        segments: .init(columns: 2, rows: 2, [1, .min, .max, 0]), unit: name),
      OverlayChart(.init([grid], from: edges.0, to: edges.1), grid, reach: edges.1),
      OverlayChart(.init(columns: .max, rows: .max, []), grid, segments: .init(columns: .max, rows: 2, [])),
      OverlayChart(.init(columns: 2, rows: -2, []), NumberGrid(columns: 0, rows: 3, values: [])),
      TokenChart(title: name, values.map { .init(name + "\n", $0) }, unit: name, reach: edges.1),
      TokenChart([.init("", .nan), .init("\n", 1), .init(" ", -1)], hasNumbers: false),
      BarChart.scores(title: name, values, classes: [name], most: 1), BarChart.scores(values, most: -3),
      TileChart([]), TileChart([.init(.rgb(columns: 3, rows: 3, [1, 2]), label: "x")]),
      BarChart(title: name, values.map { .init(name, $0) }, unit: name, others: (.max / 2, edges.0), most: 2),
      RidgeChart([.init(name, values), .init("", [])], range: range),
      CurveChart(x: x, values: values, derivative: values, saturated: [range], inputs: bins),
      LineChart(panels: [.init(Axis(), [LineSeries(x: x, quantiles: values.map { _ in quantiles })])]),
    ]
  }

  @Test(arguments: numbers.indices) func soundWhateverTheData(_ number: Int) {
    for chart in Self.charts(Self.numbers[number]) {
      for size in Self.sizes + [chart.naturalSize] {
        let scene = chart.scene(size: size)
        let faults = svgFaults(renderSVG(scene, SVGOptions()))
        #expect(faults.isEmpty, "\(chart.kind) \(size)")
        let items = Scene(
          size: Size(9, 9), title: "", summary: "", items: chart.items(in: Rect(Point(0, 0), size)))
        #expect(!items.dump.contains("?"), "\(chart.kind) \(size): a place that is no number")
      }
    }
  }

  /// A page of all of them, with hostile names in every cell.
  @Test func sheets() {
    let charts = Self.charts([.nan, 1, 2])
    let cells: [SheetCell] = [
      .empty, .text(Self.name), .strong(Self.name), .quiet("1.5.2"), .flags([Finding(.problem, Self.name)]),
    ]
    let table = SheetTable(
      columns: [
        .init(Self.name), .init("", .right), .init("b", .decimal, maxWidth: 0),
        .init("c", .left, maxWidth: -4),
      ],
      rows: charts.map { .init([.chart($0)] + cells) } + [.init([]), .group(Self.name), .group("", cells)],
      notes: [Self.name])
    let sheet = Sheet(
      Self.name, lines: [Self.name, ""], findings: [Finding(.note, Self.name)],
      sections: [
        .init(Self.name, lines: [Self.name], .table(table)), .init(.charts(charts)), .init(.charts([])),
      ])
    #expect(svgFaults(renderSVG(sheet.scene(), SVGOptions(theme: .auto))).isEmpty)
    #expect(svgFaults(renderSVG(Sheet("").scene(), SVGOptions())).isEmpty)
  }
}
