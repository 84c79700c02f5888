import Charts

/// Line charts as they look with logs of real training.
enum LineSamples {
  private static let steps = (0..<2_000).map { Double($0) * 50 }

  private static func loss(_ seed: UInt64, from start: Double, to end: Double) -> (
    raw: [Double], smooth: [Double]
  ) {
    var noise = SampleData.Noise(seed)
    var last = 0.0
    var (raw, smooth): ([Double], [Double]) = ([], [])
    for (place, _) in steps.enumerated() {
      let value = end + (start - end) / (1 + Double(place) / 90) + noise.next() * 0.25
      raw.append(value)
      last = place == 0 ? value : last * 0.97 + value * 0.03
      smooth.append(last)
    }
    return (raw, smooth)
  }

  /// Loss with its raw values, validation with its best point, the learning rate below.
  static let training: any Chart = {
    let train = loss(5, from: 3.2, to: 0.62)
    let places = stride(from: 99, to: 2_000, by: 100).map { $0 }
    let validation = places.map {
      train.smooth[$0] + 0.12 + (Double($0) > 1300 ? (Double($0) - 1300) / 2600 : 0)
    }
    let best = validation.indices.min { validation[$0] < validation[$1] } ?? 0
    let rate = steps.map { $0 < 5_000 ? 5e-4 * $0 / 5_000 : 5e-4 * (1 - ($0 - 5_000) / 95_000) }
    return LineChart(
      title: "Training of resnet50",
      panels: [
        .init(
          Axis("loss"),
          [
            LineSeries("training", x: steps, y: train.smooth, raw: train.raw),
            LineSeries(
              "validation", x: places.map { steps[$0] }, y: validation,
              marks: [.init(x: steps[places[best]], y: validation[best], "best 0.83")]),
          ]),
        .init(
          Axis("learning rate", hasZero: true), [LineSeries("", x: steps, y: rate, series: 6)], weight: 0.35),
      ], regions: [.init(5_000...5_000, "end of warm-up")])
  }()

  /// Eight runs, whose ends are too near each other for names beside them.
  static let many: any Chart = {
    let runs = (0..<8).map { run in
      LineSeries(
        "learning rate \([1, 2, 5, 10, 20, 50, 100, 200][run])×10⁻⁵", x: steps,
        y: loss(UInt64(run + 20), from: 3, to: 0.5 + Double(run % 4) * 0.03).smooth)
    }
    return LineChart(title: "Eight runs", panels: [.init(Axis("loss"), runs)])
  }()

  /// Few values, each a point; a gap where a value is missing.
  static let epochs: any Chart = {
    let epochs = (1...12).map(Double.init)
    let top1 = [0.412, 0.553, 0.611, 0.640, .nan, 0.672, 0.688, 0.701, 0.709, 0.716, 0.715, 0.718]
    let top5 = [0.652, 0.784, 0.831, 0.852, .nan, 0.872, 0.884, 0.893, 0.899, 0.903, 0.902, 0.904]
    return LineChart(
      x: .steps("epoch"),
      panels: [
        .init(
          Axis("accuracy"),
          [
            LineSeries("top 5", x: epochs, y: top5),
            LineSeries("top 1", x: epochs, y: top1, marks: [.init(x: 12, y: 0.718, "best 71.8 %")]),
          ])
      ])
  }()

  /// Quantiles of a tensor over steps.
  static let bands: any Chart = {
    let steps = (0..<120).map { Double($0) * 1_000 }
    var noise = SampleData.Noise(8)
    let quantiles = steps.enumerated().map { place, _ -> Quantiles in
      let scale = 0.05 + 0.0006 * Double(place) + noise.next() * 0.004
      let middle = 0.0003 * Double(place) + noise.next() * 0.003
      let all = [-2.3, -1.6, -0.7, 0, 0.7, 1.7, 2.5].map { middle + $0 * scale }
      return Quantiles(all[0], all[1], all[2], all[3], all[4], all[5], all[6])
    }
    return LineChart(
      title: "layer4.2.conv3.weight",
      panels: [.init(Axis("weight"), [LineSeries(x: steps, quantiles: quantiles)])])
  }()

  /// Both axes of logarithms, and lines that straighten there.
  static let logarithms: any Chart = {
    let sizes = (0..<40).map { SampleData.exponential(Double($0) * 0.35 + 9) }
    let lines = [(0.076, 8.8e13), (0.095, 5.4e13)].map { power, scale in
      sizes.map { SampleData.exponential(power * (logarithm(scale) - logarithm($0))) }
    }
    return LineChart(
      title: "Loss by size", x: Axis("parameters", .log, endsRound: false),
      panels: [
        .init(
          Axis("test loss", .log),
          [
            LineSeries("data limited", x: sizes, y: lines[0]),
            LineSeries("compute limited", x: sizes, y: lines[1]),
          ])
      ])
  }()

  /// The natural logarithm, by halving an interval: the same on every machine.
  private static func logarithm(_ value: Double) -> Double {
    var (low, high) = (-50.0, 50.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if SampleData.exponential(middle) < value { low = middle } else { high = middle }
    }
    return low
  }

  static let gelu: any Chart = {
    let x = (-60...60).map { Double($0) / 12 }
    func gelu(_ x: Double) -> Double {
      let inner = 0.7978845608 * (x + 0.044715 * x * x * x)
      return 0.5 * x * (1 + 1 - 2 / (SampleData.exponential(2 * inner) + 1))
    }
    return CurveChart(
      title: "GELU", x: x, values: x.map(gelu),
      derivative: x.map { (gelu($0 + 1e-3) - gelu($0 - 1e-3)) / 2e-3 },
      saturated: [-5...(-2.5)],
      inputs: Bins(counts: SampleData.bell(48, of: 90_000, center: 0.42), low: -5, high: 5))
  }()
}
