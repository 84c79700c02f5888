import Charts
import Explaining
import Exporting
import Rendering
import TextOutput
import Weights

/// Draws an explanation as a page that says how it was found.
///
/// - Parameters:
///   - explanation: the numbers.
///   - title: the heading; none where empty.
///   - classes: names of the classes, in the order of scores.
///
/// Cost: linear in the numbers.
public func explanationPage(_ explanation: Explanation, title: String, classes: [String] = []) -> Scene {
  let parts = ExplanationParts(explanation: explanation, classes: classes)
  var sheet = Sheet(title, lines: explanationLines(explanation, classes: classes))
  sheet.sections = [Sheet.Section(.charts(parts.charts))]
  return sheet.scene()
}

/// The charts of an explanation.
private struct ExplanationParts {
  let explanation: Explanation
  let classes: [String]

  /// Rows whose bars are drawn; of more the means and a map of all.
  private static let mostRows = 6
  /// Features with a bar each.
  private static let mostBars = 12

  var charts: [any Chart] {
    switch explanation.method {
    case .shap, .tree, .lime: return rows
    case .permutation: return [importance]
    case .occlusion: return image
    case .boundary: return boundary
    }
  }

  private func name(_ place: Int) -> String {
    explanation.features.indices.contains(place)
      ? sanitized(explanation.features[place], limit: 40) : "x\(place)"
  }

  private func bars(_ values: [Double], title: String) -> BarChart {
    let order = values.indices.sorted { (-abs(values[$0]), $0) < (-abs(values[$1]), $1) }
    let shown = order.prefix(Self.mostBars)
    let rest = order.dropFirst(Self.mostBars)
    return BarChart(
      title: title, shown.map { .init(name($0), values[$0]) },
      others: rest.isEmpty ? nil : (rest.count, rest.reduce(0) { $0 + values[$1] }))
  }

  private var rows: [any Chart] {
    let all = explanation.rows
    var charts: [any Chart] = []
    if all.count > Self.mostRows {
      let count = all.first?.values.count ?? 0
      let means = (0..<count).map { place in
        all.reduce(0) { $0 + abs($1.values[place]) } / Double(all.count)
      }
      charts.append(bars(means, title: "Mean size over \(all.count) rows"))
      let numbers = (0..<count).flatMap { place in all.map { Float($0.values[place]) } }
      charts.append(
        HeatChart(
          title: "All rows", NumberGrid(columns: all.count, rows: count, values: numbers),
          colors: .diverging(reaching: numbers.reduce(0) { max($0, abs(Double($1))) }),
          rowLabels: (0..<count).map(name), columnLabels: .range(0...Double(all.count)), columnTitle: "row"))
      return charts
    }
    for (number, row) in all.enumerated() {
      let score = FigureText.number(row.prediction)
      charts.append(
        bars(row.values, title: all.count == 1 ? "score \(score)" : "row \(number), score \(score)"))
    }
    return charts
  }

  private var importance: BarChart {
    let found = explanation.importance
    let order = found.indices.sorted { (-found[$0].mean, $0) < (-found[$1].mean, $1) }
    return BarChart(
      title: "Loss by shuffling a feature",
      order.prefix(30).map { place in
        let text = FigureText.number(found[place].mean) + " ± " + FigureText.number(found[place].deviation)
        return .init(name(place), found[place].mean, text: text)
      })
  }

  private var image: [any Chart] {
    var charts: [any Chart] = []
    if let image = explanation.image {
      let grid = NumberGrid(columns: image.columns, rows: image.rows, values: image.numbers.map { Float($0) })
      let ends = grid.extremes ?? (0, 1)
      charts.append(
        TileChart(
          title: "Input", [.init(.numbers(grid))],
          colors: ValueColors(.grey, from: Double(ends.low), to: Double(ends.high))))
    }
    if let found = explanation.occlusion, let first = found.pixels.first {
      let numbers = found.pixels.flatMap { $0.map { Float($0) } }
      let grid = NumberGrid(columns: first.count, rows: found.pixels.count, values: numbers)
      let reach = numbers.reduce(0) { max($0, abs(Double($1))) }
      charts.append(
        TileChart(
          title: "Loss where covered", [.init(.numbers(grid))], colors: .diverging(reaching: reach),
          unit: "mean over windows"))
    }
    return charts
  }

  private var boundary: [any Chart] {
    guard let found = explanation.boundary, let first = found.x.first, let last = found.x.last else {
      return []
    }
    // Rows of a picture go down, those of a plane up.
    let classes = found.classes.reversed().flatMap { $0.map { Float($0) } }
    let confidence = found.confidence.reversed().flatMap { $0.map { Float($0) } }
    let size = (columns: found.x.count, rows: found.y.count)
    let low = found.y.first ?? 0
    let high = found.y.last ?? 0
    let range = FigureText.number(low) + " … " + FigureText.number(high)
    return [("Class", classes), ("Confidence", confidence)].map { title, numbers in
      HeatChart(
        title: title, NumberGrid(columns: size.columns, rows: size.rows, values: numbers),
        columnLabels: .range(first...last), rowTitle: name(1) + ", up " + range, columnTitle: name(0))
    }
  }
}
