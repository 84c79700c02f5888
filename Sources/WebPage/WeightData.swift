import Composing
import TextOutput
import Weights

/// What a page shows of the weights behind a box: a histogram, and figures as texts.
enum WeightData {
  /// Bars of the histogram in the panel.
  private static let bars = 64
  /// The height of the highest bar, in the units of the picture.
  private static let height = 100.0

  /// Writes it; nothing where an item has no weights.
  static func write(_ whole: WeightGroup.Whole?, _ json: inout JSONWriter) {
    guard let whole else { return }
    json.object("figure") { json in
      if let histogram = whole.histogram(parts: bars) {
        let most = histogram.counts.max() ?? 0
        json.numbers(histogram.counts.map { most > 0 ? Int(($0 / most * height).rounded()) : 0 }, "bars")
        json.string(FigureText.number(histogram.range.lowerBound), "low")
        json.string(FigureText.number(histogram.range.upperBound), "high")
        json.number(Int64(histogram.below.rounded()), "below")
        json.number(Int64(histogram.above.rounded()), "above")
      }
      json.array("lines") { json in for line in lines(whole) { json.string(line) } }
    }
  }

  private static func lines(_ whole: WeightGroup.Whole) -> [String] {
    let q = whole.quantiles
    var lines = [
      "from \(FigureText.number(whole.min)) to \(FigureText.number(whole.max))",
      "mean \(FigureText.number(whole.mean)), σ \(FigureText.number(whole.deviation))",
    ]
    if q.count == 7 {
      lines.append(
        "1 % \(FigureText.number(q[0])), median \(FigureText.number(q[3])), 99 % \(FigureText.number(q[6]))")
    }
    for (count, what) in [
      (whole.zeros, "zero"), (whole.nearZero, "near zero, below 10⁻³ σ"), (whole.outliers, "beyond 6 σ"),
    ] where count > 0 {
      lines.append("\(NumberText.grouped(count)) (\(FigureText.share(count, whole.count))) \(what)")
    }
    if whole.nonFinite > 0 { lines.append("\(NumberText.grouped(whole.nonFinite)) not finite") }
    return lines
  }
}
