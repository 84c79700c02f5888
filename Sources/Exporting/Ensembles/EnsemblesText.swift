import Ensembles
import TextOutput

/// Writes trees and linear models for a terminal: sizes, how often each feature decides, and coefficients. Empty where there are
/// none. Cost: linear in nodes and coefficients.
///
/// - Parameter top: no more rows of a table than that; nil for ``mostEnsembleRows``.
public func ensemblesText(_ models: ClassicModels, top: Int? = nil, _ style: SummaryStyle = SummaryStyle())
  -> String
{
  var parts: [String] = []
  for place in models.ensembles { parts.append(text(place, top ?? mostEnsembleRows, style)) }
  for place in models.linear { parts.append(text(place, top ?? mostEnsembleRows, style)) }
  for unread in models.unread {
    parts.append("? \(sanitized(unread.name, limit: 60)): \(unread.fault.text)\n")
  }
  return parts.joined(separator: "\n")
}

/// Rows of a table of features, unless another number is asked for.
public let mostEnsembleRows = 30
/// Columns of coefficients that a terminal has room for.
private let mostClasses = 8

private func text(_ place: ClassicModels.Place<TreeEnsemble>, _ top: Int, _ style: SummaryStyle) -> String {
  let lines = EnsembleLines(place)
  var table = SummaryTable(header: ["feature", "splits", "share"], leftColumns: 1)
  let splits = place.content.splits
  let all = splits.reduce(0) { $0 + $1.count }
  for split in splits.prefix(top) {
    table.rows.append(
      .init(
        lead: "", level: 0, isBlock: false,
        cells: [
          sanitized(place.feature(split.feature), limit: 40), NumberText.grouped(Int64(split.count)),
          NumberText.percent(Double(split.count) / Double(max(1, all))),
        ]))
  }
  return lines.heading + "\n" + lines.notes.map { $0 + "\n" }.joined()
    + (table.rows.isEmpty ? "" : table.text(style)) + more(splits.count - table.rows.count)
}

private func text(_ place: ClassicModels.Place<LinearModel>, _ top: Int, _ style: SummaryStyle) -> String {
  let model = place.content
  let lines = EnsembleLines(place)
  let shown = Array(model.coefficients.indices.prefix(mostClasses))
  var table = SummaryTable(
    header: ["feature"] + shown.map { sanitized(model.rowName($0), limit: 20) }, leftColumns: 1)
  let features = model.featuresBySize
  for feature in features.prefix(top) {
    table.rows.append(
      .init(
        lead: "", level: 0, isBlock: false,
        cells: [sanitized(place.feature(feature), limit: 40)]
          + shown.map { NumberText.significant(model.coefficients[$0][feature]) }))
  }
  if !model.intercepts.isEmpty {
    table.rows.append(
      .init(
        lead: "", level: 0, isBlock: true,
        cells: ["intercept"]
          + shown.map { $0 < model.intercepts.count ? NumberText.significant(model.intercepts[$0]) : "" }))
  }
  let left = model.coefficients.count - shown.count
  return lines.heading + "\n" + lines.notes.map { $0 + "\n" }.joined() + table.text(style)
    + more(features.count - min(top, features.count))
    + (left > 0 ? "and \(NumberText.grouped(Int64(left))) more classes\n" : "")
}

private func more(_ count: Int) -> String {
  count > 0 ? "and \(NumberText.grouped(Int64(count))) more features\n" : ""
}

extension LinearModel {
  /// Features, those first that have the largest coefficient for some class. Cost: linear, and that of sorting.
  public var featuresBySize: [Int] {
    var sizes = [Double](repeating: 0, count: featureCount)
    for row in coefficients {
      for (feature, value) in row.enumerated() { sizes[feature] = max(sizes[feature], abs(value)) }
    }
    return sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
  }
}
