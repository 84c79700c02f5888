import Explaining
import TextOutput
import Weights

extension ExplanationReport {
  /// The explanations for a terminal: what was done, then a table. Cost: linear in their numbers.
  public func text() -> String { explanations.map { text($0) }.joined(separator: "\n") }

  private func text(_ made: Explanation) -> String {
    var text = made.method.rawValue + "\n" + explanationLines(made, of: self).map { $0 + "\n" }.joined()
    switch made.method {
    case .shap, .tree, .lime: text += "\n" + made.valueTable
    case .permutation: text += "\n" + made.importanceTable
    case .occlusion:
      text += made.windows.map { $0.pixels.isEmpty } == true ? "\n" + made.valueTable : "--json has the map\n"
    case .boundary: text += "--json has the grid, and -o FILE.svg draws it\n"
    }
    return text
  }
}

extension Explanation {
  private static let mostRows = 6

  /// A line a feature, with its value for the first few rows; of one row, the largest first. Rows whose features have names of
  /// their own stand one below another.
  fileprivate var valueTable: String {
    let shown = Array(rows.prefix(Self.mostRows))
    let rest = rows.count - shown.count
    let more = rest > 0 ? "--json has the other \(rest) rows\n" : ""
    guard rows.count > 1, !rows.contains(where: { !$0.names.isEmpty }) else {
      return shown.map { table(of: $0, hasHead: rows.count > 1) }.joined(separator: "\n") + more
    }
    var text = "row: " + shown.map { "\($0.number)" }.joined(separator: ", ") + "\n"
    text += "score: " + shown.map { FigureText.number($0.prediction) }.joined(separator: ", ") + "\n"
    for (place, name) in features.enumerated() {
      let values = shown.map { $0.values.indices.contains(place) ? FigureText.number($0.values[place]) : "" }
      text += sanitized(name, limit: 60) + ": " + values.joined(separator: ", ") + "\n"
    }
    return text + more
  }

  private func table(of row: Row, hasHead: Bool) -> String {
    let names = names(of: row)
    let order = row.order.filter(names.indices.contains)
    let head = hasHead ? "row \(row.number), score \(FigureText.number(row.prediction))\n" : ""
    return order.reduce(head) { text, place in
      text + sanitized(names[place], limit: 60) + ": " + FigureText.number(row.values[place]) + "\n"
    }
  }

  fileprivate var importanceTable: String {
    importanceOrder.map { place in
      let name = features.indices.contains(place) ? features[place] : "x\(place)"
      let found = importance[place]
      return
        "\(sanitized(name, limit: 60)): \(FigureText.number(found.mean)) ± \(FigureText.number(found.deviation))\n"
    }.joined()
  }
}
