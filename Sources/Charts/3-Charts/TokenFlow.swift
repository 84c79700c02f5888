import DiagramModel
import TextMetrics
import TextOutput

/// Tokens in lines no wider than a page, each with the room of its text and of the number below it.
struct TokenFlow {
  /// One token in its place.
  struct Placed {
    /// The text as it is drawn.
    var text: String
    /// Its box, from the upper left corner of the first line.
    var frame: Rect
    /// What stands below it; empty for nothing.
    var number: String
    /// The step of its colour.
    var step: Int
    /// Below 0, above it, or neither or too little to be told.
    var sign: Int
  }

  private(set) var tokens: [Placed] = []
  /// The number that has the end colours.
  let reach: Double
  /// How many tokens are beyond those that are drawn.
  let surplus: Int
  /// The height of all lines.
  let height: Double

  static let boxHeight = 17.0
  private static let padding = 3.0
  private static let gap = 2.0
  private static let lineGap = 5.0
  private static let numberHeight = 10.0
  /// No token takes more: the longest are addresses and noise.
  private static let mostWidth = 240.0

  /// Flows tokens. Linear in them, and sorting their values.
  init(_ chart: TokenChart, width: Double) {
    let drawn = chart.tokens.prefix(ChartTuning.mostTokens)
    surplus = chart.tokens.count - drawn.count
    let sizes = drawn.map { $0.value.isFinite ? abs($0.value) : 0 }
    let most = sizes.max() ?? 0
    let asked = chart.reach.map { abs($0) } ?? most
    reach = asked.isFinite && asked > ChartTuning.smallest ? min(asked, ChartTuning.largest) : 1
    let least = Self.least(sizes, most)
    var (x, y, isNew) = (0.0, 0.0, true)
    let step = Self.boxHeight + (chart.hasNumbers ? Self.numberHeight : 0) + Self.lineGap
    for (token, size) in zip(drawn, sizes) {
      let isTold = size >= least || !token.value.isFinite
      let number = chart.hasNumbers && isTold ? NumberText.significant(token.value, digits: 2) : ""
      let line = shorten(
        Self.visible(token.text), style: .detail,
        maxWidth: min(Self.mostWidth, max(width - 2 * Self.padding, 8)))
      let own = max(line.width + 2 * Self.padding, measure(number, style: .tick).width + 2)
      if !isNew, x + own > width { (x, y) = (0, y + step) }
      let share = token.value.isFinite ? token.value / reach : 0
      tokens.append(
        Placed(
          text: line.text, frame: Rect(Point(x, y), Size(own, Self.boxHeight)), number: number,
          step: StepBar.step((min(max(share, -1), 1) + 1) / 2),
          sign: isTold && token.value.isFinite ? (token.value > 0 ? 1 : token.value < 0 ? -1 : 0) : 0))
      (x, isNew) = (x + own + Self.gap, false)
      // A token that ends a line ends it here, too.
      if token.text.unicodeScalars.contains("\n") { (x, y, isNew) = (0, y + step, true) }
    }
    height = tokens.last.map { $0.frame.maxY + (chart.hasNumbers ? Self.numberHeight : 0) } ?? 0
  }

  /// The least size that has a number: a share of the strongest, and of long texts the strongest alone.
  private static func least(_ sizes: [Double], _ most: Double) -> Double {
    let share = max(most * ChartTuning.leastTokenShare, ChartTuning.smallest)
    guard sizes.count > ChartTuning.mostTokenNumbers else { return share }
    return max(share, sizes.sorted(by: >)[ChartTuning.mostTokenNumbers])
  }

  /// The text with a mark for what would not be seen.
  private static func visible(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(400).map { $0 == "\n" ? "↵" : Character($0) }
    let line = String(shown)
    return line.allSatisfy { $0 == " " || $0 == "\t" } ? "·" : line
  }
}
