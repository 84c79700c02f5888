import Rendering
import TextOutput

/// The bars of a waterfall from the top: the largest contributions, then the others, then what no contribution explains.
struct WaterfallSteps {
  /// One bar.
  struct Step {
    var label: String
    /// What stands beside it.
    var text: String
    var start: Double
    var end: Double
    var paint: Paint
    /// Whether it stands for several contributions, or for none.
    var isSum = false

    var isDown: Bool { end < start }
  }

  // Signs differ in lightness and in the way bars point, for readers and printers without hue.
  static let up = Paint.series(1)
  static let down = Paint.tint(0, .strong)
  static let gap = Paint.tint(6, .middle)

  private(set) var all: [Step] = []
  let start: Double
  /// Where the bars lead.
  let end: Double

  init(_ chart: WaterfallChart) {
    func number(_ value: Double) -> Double { value.isFinite ? value : 0 }
    start = number(chart.base)
    let values = chart.contributions.map { number($0.value) }
    // What is not finite is worth knowing, so it comes first.
    let sizes = chart.contributions.map { $0.value.isFinite ? abs($0.value) : .infinity }
    let order = values.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
    // One contribution is as long as a bar of "1 others", and says more.
    let shown = order.prefix(order.count == chart.most + 1 ? order.count : chart.most)
    let rest = order.dropFirst(shown.count)
    let sum = values.reduce(start, +)
    end = number(chart.output ?? sum)
    var moves = shown.map { place in
      (
        chart.contributions[place].label, values[place],
        chart.contributions[place].value.isFinite
          ? nil : NumberText.significant(chart.contributions[place].value)
      )
    }
    if !rest.isEmpty {
      moves.append(
        ("\(NumberText.grouped(Int64(rest.count))) others", rest.reduce(0) { $0 + values[$1] }, nil))
    }
    let missing = end - sum
    let reach = values.reduce(0) { $0 + abs($1) }
    let hasGap = missing.isFinite && abs(missing) > reach * ChartTuning.waterfallRounding && missing != 0
    if hasGap { moves.append(("not explained", missing, nil)) }
    var place = start
    var steps: [Step] = []
    for (number, (label, value, text)) in moves.enumerated().reversed() {
      let next = number == 0 && missing.isFinite ? end : place + value
      steps.append(
        Step(
          label: label, text: text ?? Self.signed(value), start: place, end: next,
          paint: number == moves.count - 1 && hasGap ? Self.gap : value < 0 ? Self.down : Self.up,
          isSum: number >= shown.count))
      place = next
    }
    all = steps.reversed()
  }

  private static func signed(_ value: Double) -> String {
    (value > 0 ? "+" : "") + NumberText.significant(value)
  }
}
