import Explaining
import TextOutput
import Weights

extension Explanation {
  /// The explanation for a terminal: what was done, then a table. Cost: linear in its numbers.
  public func text(classes: [String] = []) -> String {
    var text = explanationLines(self, classes: classes).map { $0 + "\n" }.joined()
    switch method {
    case .shap, .tree, .lime: text += "\n" + valueTable
    case .permutation:
      text += "\n"
      for place in importance.indices.sorted(by: { (-importance[$0].mean, $0) < (-importance[$1].mean, $1) })
      {
        let name = features.indices.contains(place) ? features[place] : "x\(place)"
        let found = importance[place]
        text +=
          "\(sanitized(name, limit: 60)): \(FigureText.number(found.mean)) ± \(FigureText.number(found.deviation))\n"
      }
    case .occlusion:
      if let prediction = rows.first?.prediction { text += "score " + FigureText.number(prediction) + "\n" }
      text += "--json has the map\n"
    case .boundary: text += "--json has the grid\n"
    }
    return text
  }

  /// A line a feature, with its value for the first few rows.
  private var valueTable: String {
    let shown = rows.prefix(6)
    var text = "score: " + shown.map { FigureText.number($0.prediction) }.joined(separator: ", ") + "\n"
    for (place, name) in features.enumerated() {
      let values = shown.map { $0.values.indices.contains(place) ? FigureText.number($0.values[place]) : "" }
      text += sanitized(name, limit: 60) + ": " + values.joined(separator: ", ") + "\n"
    }
    if rows.count > shown.count { text += "--json has the other \(rows.count - shown.count) rows\n" }
    return text
  }
}

/// How an explanation was found, and of what, in lines. Safe text.
public func explanationLines(_ explanation: Explanation, classes: [String] = []) -> [String] {
  var lines = [
    "\(explanation.method.rawValue): \(explanation.definition); \(NumberText.grouped(Int64(explanation.passes))) passes"
  ]
  if let target = explanation.target {
    let name = classes.indices.contains(target) ? sanitized(classes[target], limit: 40) : "class \(target)"
    lines.append("Explained: \(name)" + (explanation.isSoftmax ? ", its share after a softmax" : ""))
  }
  if explanation.isMargin {
    lines.append("Values are of sums of votes, before the model turns them into shares")
  }
  if let expected = explanation.expected {
    lines.append("Mean over the background: " + FigureText.number(expected))
  }
  if let rest = explanation.rest, rest > 1e-6 {
    lines.append("Values leave \(FigureText.number(rest)) of the difference to that mean")
  }
  return lines
}
