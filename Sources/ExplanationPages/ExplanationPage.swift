import Charts
import Explaining
import Exporting
import Rendering

/// Draws explanations as a page that says how each was found.
///
/// - Parameters:
///   - report: the explanations.
///   - title: the heading; none where empty.
///   - canChoose: whether a reader can choose among charts: then there are those of single rows below a swarm of them, too.
///
/// Cost: linear in the numbers.
public func explanationPage(_ report: ExplanationReport, title: String, canChoose: Bool) -> FigurePage {
  explanationSheet(report, title: title, canChoose: canChoose).page()
}

/// The same before it is laid out.
func explanationSheet(_ report: ExplanationReport, title: String, canChoose: Bool) -> Sheet {
  var sheet = Sheet(title)
  for (number, explanation) in report.explanations.enumerated() {
    let before = report.explanations.prefix(number).flatMap { $0.rows.map(\.number) }
    let parts = ExplanationCharts(explanation: explanation, report: report, scored: Set(before))
    let choices = canChoose || !parts.isSwarm ? parts.choices : []
    let charts = parts.charts + (choices.count == 1 ? choices[0].charts : [])
    var lines = explanationLines(explanation, of: report)
    var heading = explanation.method.heading
    if !charts.isEmpty || choices.isEmpty {
      sheet.sections.append(.init(heading, lines: lines, .charts(charts)))
      (heading, lines) = (parts.choiceTitle, [])
    }
    if choices.count > 1 { sheet.sections.append(.init(heading, lines: lines, .choice(choices))) }
  }
  return sheet
}

extension Explanation.Method {
  /// What the method is called in papers.
  fileprivate var heading: String {
    switch self {
    case .shap: "Shapley values"
    case .tree: "Shapley values of the trees"
    case .lime: "LIME"
    case .occlusion: "Occlusion"
    case .permutation: "Permutation importance"
    case .boundary: "Decision boundary"
    }
  }
}
