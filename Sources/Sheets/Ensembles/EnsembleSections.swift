import Charts
import Ensembles
import Exporting
import TextOutput

/// The parts of a page about trees and linear models: how often each feature decides, the first tree, coefficients. None where a
/// model has neither.
///
/// Cost: linear in nodes and coefficients.
public func ensembleSections(_ models: ClassicModels) -> [Sheet.Section] {
  models.ensembles.prefix(SheetTuning.mostEnsembles).map(section)
    + models.linear.prefix(SheetTuning.mostEnsembles).map(section)
}

private func section(_ place: ClassicModels.Place<TreeEnsemble>) -> Sheet.Section {
  let lines = EnsembleLines(place)
  let bars = place.content.splits.map {
    BarChart.Bar(
      sanitized(place.feature($0.feature), limit: 40), Double($0.count),
      text: NumberText.grouped(Int64($0.count)))
  }
  var charts: [any Chart] = []
  if !bars.isEmpty {
    charts.append(BarChart(title: "Splits by feature", bars, most: SheetTuning.mostFeatures))
  }
  let trees = place.content.roots.count
  charts.append(
    TreeChart(place, title: trees == 1 ? "The tree" : "Tree 1 of \(NumberText.grouped(Int64(trees)))"))
  return .init(lines.heading, lines: lines.notes, .charts(charts))
}

private func section(_ place: ClassicModels.Place<LinearModel>) -> Sheet.Section {
  let model = place.content
  let lines = EnsembleLines(place)
  let features = Array(model.featuresBySize.prefix(SheetTuning.mostFeatures))
  let names = features.map { sanitized(place.feature($0), limit: 40) }
  let chart: any Chart
  if model.coefficients.count == 1, let row = model.coefficients.first {
    chart = BarChart(title: "Coefficients", zip(names, features).map { BarChart.Bar($0, row[$1]) })
  } else {
    let shown = Array(model.coefficients.indices.prefix(SheetTuning.mostClasses))
    let grid = NumberGrid(
      columns: shown.count, rows: features.count,
      values: features.flatMap { feature in shown.map { Float(model.coefficients[$0][feature]) } })
    chart = HeatChart(
      title: "Coefficients", grid, rowLabels: names,
      columnLabels: .names(shown.map { sanitized(model.rowName($0), limit: 24) }))
  }
  return .init(lines.heading, lines: lines.notes, .charts([chart]))
}
