import DiagramModel
import ElementaryFunctions
import TextMetrics
import TextOutput

/// Ticks at an axis of logarithms: decades with small ticks between them, or 1, 2, 5 where there are few decades.
struct LogTicks {
  private let range: AxisRange
  private let length: Double
  private let isLevel: Bool
  private let decades: ClosedRange<Int>

  init(_ range: AxisRange, length: Double, isLevel: Bool) {
    (self.range, self.length, self.isLevel) = (range, length, isLevel)
    let low = NumberText.decade(of: range.low)
    decades = low...max(low, NumberText.decade(of: range.high))
  }

  /// The ticks.
  var ticks: Ticks {
    // Within a factor of three, steps of equal size are as good, and there are more of them.
    if range.high < 3 * range.low {
      return Ticks.linear(range, length: length, isLevel: isLevel, isWhole: false)
    }
    let whole = decades.filter {
      range.low <= NumberText.tenPower($0) && NumberText.tenPower($0) <= range.high * (1 + 1e-9)
    }
    if whole.count < 3 {
      for mantissas in [Array(1...9), [1, 2, 3, 5], [1, 2, 5], [1, 3], [1]] {
        let ticks = few(mantissas)
        if fits(ticks) { return ticks }
      }
    }
    return many(whole)
  }

  /// Labelled decades, as dense as they fit.
  private func many(_ whole: [Int]) -> Ticks {
    let isPlain = whole.allSatisfy { (-3...3).contains($0) }
    for every in [1, 2, 3, 5, 10, 20, 50, 100, 200] {
      let shown = whole.filter { $0 % every == 0 }
      let ticks = Ticks(
        shown.map {
          Tick(
            value: NumberText.tenPower($0),
            label: isPlain ? Self.plain(1, $0) : "10" + NumberText.superscript($0))
        })
      guard fits(ticks) || every == 200 else { continue }
      return Ticks(ticks.all + minor(besides: Set(shown), every: every))
    }
    return Ticks([])
  }

  /// Small ticks: 2 to 9 between labelled decades, or the decades that have no text.
  private func minor(besides shown: Set<Int>, every: Int) -> [Tick] {
    let perDecade = length / max(1, decimalLogarithm(range.high) - decimalLogarithm(range.low))
    let between = every == 1 && perDecade >= 24 ? Array(2...9) : []
    let places = decades.flatMap { decade in
      ((shown.contains(decade) || perDecade < 3 ? [] : [1]) + between).map {
        Double($0) * NumberText.tenPower(decade)
      }
    }
    return places.filter { range.low <= $0 && $0 <= range.high }.map { Tick(value: $0, label: "") }
  }

  /// Some multiples of each decade labelled, the others small.
  private func few(_ mantissas: [Int]) -> Ticks {
    let all = decades.flatMap { decade in
      (1...9).map { mantissa in
        Tick(
          value: Double(mantissa) * NumberText.tenPower(decade),
          label: mantissas.contains(mantissa) ? Self.plain(mantissa, decade) : "")
      }
    }
    return Ticks(all.filter { range.low <= $0.value && $0.value <= range.high * (1 + 1e-9) })
  }

  /// `0.002`, `500`, `20K`; with a power of ten where these are long.
  private static func plain(_ mantissa: Int, _ decade: Int) -> String {
    switch decade {
    case -4..<0: NumberText.decimal(Int64(mantissa), places: -decade)
    case 0...3: NumberText.grouped(Int64(mantissa) * Int64(NumberText.tenPower(decade)))
    case 4...14:
      String(mantissa * [1, 10, 100][decade % 3]) + ["", "K", "M", "G", "T"][decade / 3]
    default: "\(mantissa)×10" + NumberText.superscript(decade)
    }
  }

  /// Whether texts keep their distance.
  private func fits(_ ticks: Ticks) -> Bool {
    let scale = AxisScale(range, start: 0, end: length)
    var end = -Double.infinity
    for tick in ticks.labelled {
      guard let place = scale.place(tick.value) else { continue }
      let half = isLevel ? measure(tick.label, style: .tick).width / 2 : TextStyle.tick.lineHeight / 2
      if place - half < end { return false }
      end = place + half + (isLevel ? ChartTuning.levelTickGap / 2 : 2)
    }
    return true
  }
}
