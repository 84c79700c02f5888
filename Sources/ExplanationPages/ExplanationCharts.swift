import Charts
import Explaining
import Exporting
import TextOutput

/// The charts of an explanation: those of all rows, and those that a reader chooses among.
struct ExplanationCharts {
  let explanation: Explanation
  let report: ExplanationReport
  /// Rows whose scores the page has already.
  let scored: Set<Int>

  /// What a reader chooses.
  var choiceTitle: String { explanation.method == .boundary ? "Features" : "Single rows" }

  /// Whether there are so many rows that a swarm of them is the picture.
  var isSwarm: Bool { isTable && explanation.rows.count > ExplainingTuning.fewRows }

  private var isTable: Bool {
    explanation.windows == nil && report.form == .table
  }

  /// Charts of all rows.
  var charts: [any Chart] {
    switch explanation.method {
    case .permutation: [importance]
    case .boundary, .occlusion: []
    case .shap, .tree, .lime: isSwarm ? [swarm, means] : []
    }
  }

  /// Charts of single rows, or of pairs of features.
  var choices: [Sheet.ChartOption] {
    switch explanation.method {
    case .permutation: return []
    case .boundary:
      return explanation.boundaries.map { boundary in
        .init("\(shown(boundary.names.x)) and \(shown(boundary.names.y))", [chart(boundary)])
      }
    case .shap, .tree, .lime, .occlusion:
      let isOne = explanation.rows.count == 1
      return ExplainingTask.spaced(ExplainingTuning.shownRows, of: explanation.rows.count).map { place in
        let row = explanation.rows[place]
        return .init("Row \(row.number)", rowCharts(row, title: isOne ? "Row \(row.number)" : ""))
      }
    }
  }

  // MARK: Words

  func shown(_ text: String) -> String { sanitized(text, limit: 40) }

  /// A feature of a row, or of all rows.
  func feature(_ place: Int, of row: Explanation.Row? = nil) -> String {
    let names = row.map { explanation.names(of: $0) } ?? explanation.features
    return names.indices.contains(place) ? shown(names[place]) : "x\(place)"
  }

  /// What a row's values are about: `setosa`.
  func targetName(_ row: Explanation.Row?) -> String { shown(report.name(of: row?.target ?? 0)) }

  /// What a row's values are: `Shapley value for setosa`.
  func valueName(_ row: Explanation.Row?) -> String {
    switch explanation.method {
    case .occlusion: "what \(targetName(row)) loses where covered"
    case .lime: "LIME’s weight for \(targetName(row))"
    default: "Shapley value for \(targetName(row))"
    }
  }

  /// The same where the class is said elsewhere and there is little room.
  var unit: String {
    switch explanation.method {
    case .occlusion: "loss"
    case .lime: "weight"
    default: "Shapley value"
    }
  }

  // MARK: All rows

  /// The inputs of a feature, where it is one number of a row.
  private func inputs(_ place: Int) -> [Double] {
    explanation.rows.map { $0.inputs.indices.contains(place) ? $0.inputs[place] : .nan }
  }

  private func values(_ place: Int) -> [Double] {
    explanation.rows.map { $0.values.indices.contains(place) ? $0.values[place] : .nan }
  }

  private var swarm: BeeswarmChart {
    BeeswarmChart(
      title: "\(explanation.rows.count) rows",
      explanation.features.indices.map { place in
        .init(feature(place), contributions: values(place), values: inputs(place))
      }, unit: valueName(explanation.rows.first))
  }

  private var means: BarChart {
    let sizes = explanation.features.indices.map { place in
      let own = values(place).filter(\.isFinite)
      return own.isEmpty ? 0 : own.reduce(0) { $0 + abs($1) } / Double(own.count)
    }
    let order = Explanation.largestFirst(sizes)
    return BarChart(title: "Mean size", order.map { .init(feature($0), sizes[$0]) }, most: 12)
  }

  private var importance: BarChart {
    let found = explanation.importance
    return BarChart(
      title: "Loss by shuffling a feature, ± standard deviation",
      explanation.importanceOrder.map { place in
        let text =
          NumberText.significant(found[place].mean) + " ± " + NumberText.significant(found[place].deviation)
        return .init(feature(place), found[place].mean, text: text)
      })
  }
}
