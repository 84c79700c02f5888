import Activity
import Charts
import DiagramModel
import Rendering
import TextOutput
import Weights

/// Draws samples as points of a plane, with their classes, and once more with their pictures where there are some.
///
/// - Parameters:
///   - projection: the points.
///   - labels: by sample the name of its class; empty where they are not known.
///   - images: the value that holds a small picture of each sample.
///
/// Cost: linear in the points.
public func projectionSection(
  _ projection: ValueProjection, labels: [String] = [], images: RecordedValue? = nil
) -> Sheet.Section {
  let classes = ClassNames(projection.rows.map { labels.indices.contains($0) ? labels[$0] : "" })
  let count =
    projection.rows.count < projection.allRows
    ? "\(NumberText.grouped(Int64(projection.rows.count))) of \(NumberText.grouped(Int64(projection.allRows))) samples"
    : "\(NumberText.grouped(Int64(projection.allRows))) samples"
  var lines = ["\(projection.label), \(count) of \(NumberText.grouped(Int64(projection.width))) numbers"]
  let isMap = projection.method == .tsne
  if let quality = projection.quality {
    lines.append(
      "Perplexity \(FigureText.number(quality.perplexity)), \(NumberText.grouped(Int64(quality.steps))) steps, divergence "
        + "\(FigureText.number(quality.divergence)) nat. Near points are alike; distances between groups mean nothing."
    )
  } else {
    lines.append("Samples are centred, not scaled; at each axis its share of the variance.")
  }
  if classes.isCut { lines.append("The \(ClassNames.most) largest classes have a colour each.") }
  let axes = isMap ? [Axis(""), Axis("")] : (0..<2).map { axis($0, projection) }
  let places = zip(zip(projection.x, projection.y), classes.numbers)
  let points = places.map { ScatterChart.PlacedValue($0.0, $0.1, group: $1) }
  var charts: [any Chart] = [
    ScatterChart(
      title: isMap ? "t-SNE" : "Principal components", points, classes: classes.names, x: axes[0], y: axes[1],
      hasNumbers: !isMap, isEven: true)
  ]
  if let images, projection.rows.count <= ActivityPageTuning.mostImagePoints {
    let small = Thumbnails(options: ActivityPageOptions())
    let pictured = zip(points, projection.rows).map { point, row -> ScatterChart.PlacedValue in
      guard let picture = small.grid(of: images, sample: row) else { return point }
      let side = ActivityPageTuning.imagePoint
      return ScatterChart.PlacedValue(
        point.x, point.y, group: point.group,
        thumbnail: Thumbnail(picture.grid, colors: picture.colors, most: Size(side, side)))
    }
    lines.append("Pictures that would cover others are left out.")
    charts.append(
      LargeChart(
        ScatterChart(
          title: "The same with " + images.title, pictured, classes: [], x: axes[0], y: axes[1],
          hasNumbers: false,
          isEven: true)))
  }
  return Sheet.Section("Map of samples", lines: lines, .charts(charts))
}

private func axis(_ number: Int, _ projection: ValueProjection) -> Axis {
  guard projection.variances.indices.contains(number) else { return Axis("component \(number + 1)") }
  return Axis("component \(number + 1), " + NumberText.percent(projection.variances[number].share))
}

/// Names of classes by number, those of many samples first where there are more than colours.
private struct ClassNames {
  /// Colours that readers tell apart.
  static let most = 10
  private(set) var names: [String] = []
  private(set) var numbers: [Int] = []
  private(set) var isCut = false

  init(_ labels: [String]) {
    var counts: [String: Int] = [:]
    for label in labels where !label.isEmpty { counts[label, default: 0] += 1 }
    let all = counts.keys.sorted { a, b in
      guard let x = Double(a), let y = Double(b), x != y else { return a < b }
      return x < y
    }
    var kept = all
    if all.count > Self.most {
      isCut = true
      let largest = Set(
        all.sorted { (-counts[$0, default: 0], $0) < (-counts[$1, default: 0], $1) }.prefix(Self.most - 1))
      kept = all.filter(largest.contains) + ["others"]
    }
    let places = Dictionary(kept.enumerated().map { ($1, $0) }) { first, _ in first }
    names = kept.map { sanitized($0, limit: 40) }
    numbers = labels.map { places[$0] ?? max(0, kept.count - 1) }
  }
}

/// A chart of another size than its own.
private struct LargeChart: Chart {
  private let chart: any Chart

  init(_ chart: any Chart) { self.chart = chart }

  var kind: String { chart.kind }
  var title: String { chart.title }
  var summary: String { chart.summary }
  var naturalSize: Size { Size(620, 600) }

  func draw(in frame: Rect, on canvas: inout Canvas) { chart.draw(in: frame, on: &canvas) }
}
