import Explaining
import TextOutput
import Weights

/// How an explanation was found, and of what, in lines. Safe text.
///
/// - Parameters:
///   - explanation: the explanation.
///   - report: what it is part of.
public func explanationLines(_ explanation: Explanation, of report: ExplanationReport) -> [String] {
  let passes = NumberText.grouped(Int64(explanation.passes))
  let definition = sanitized(
    explanation.definition.prefix(1).uppercased() + explanation.definition.dropFirst(), limit: 400)
  var lines = [
    definition + "; " + (explanation.passes == 0 ? "no passes of the model" : passes + " passes")
  ]
  lines += report.subject(explanation).map { [$0] } ?? []
  if let expected = explanation.expected {
    lines.append("Mean over the background: " + FigureText.number(expected))
  }
  if let quality = explanation.quality {
    lines.append("Of the data as they are: " + FigureText.number(quality))
  }
  let losses = explanation.windows?.map.joined().reduce(0) { max($0, abs($1)) }
  if let losses, losses < leastLoss {
    lines.append("No window changes the score by more than \(FigureText.number(losses)): that is rounding")
  }
  if let rest = explanation.rest, rest > 1e-6 {
    lines.append("Values leave \(FigureText.number(rest)) of the difference to that mean")
  }
  return lines
}

/// Changes of a score in single precision that need no cause.
private let leastLoss = 2e-6

extension ExplanationReport {
  /// What is explained, of which row: `Explained: setosa of "probabilities", 0.98 for row 3`.
  fileprivate func subject(_ made: Explanation) -> String? {
    guard let target = made.target else {
      if made.rows.count > 1 {
        return "Explained: the class of each row, "
          + (score.isSoftmax ? "its share after a softmax over " : "of ") + shown(score.output)
          + (score.position.map { ", step \($0)" } ?? "")
      }
      return score.isSoftmax ? "Shares after a softmax over \(shown(score.output))" : nil
    }
    var text = "Explained: " + shown(name(of: target))
    if made.isMargin {
      text += ", its sum of votes before the model turns them into shares"
    } else if score.isSoftmax {
      text += ", its share after a softmax over \(shown(score.output))"
    } else if score.count > 1 {
      text += " of \(shown(score.output))"
    }
    if let position = score.position { text += ", step \(position)" }
    if made.rows.count == 1, let row = made.rows.first {
      text += "; \(FigureText.number(row.prediction)) for row \(row.number)"
      if let fit = row.fit { text += ", where the linear model has R² = \(FigureText.number(fit))" }
    }
    return text
  }

  private func shown(_ text: String) -> String { sanitized(text, limit: 40) }
}
