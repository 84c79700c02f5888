import Charts
import DiagramModel

/// Charts of explanations, as they look with data of real models.
enum ExplanationSamples {
  /// One row of a model of houses, with more features than are drawn.
  static let waterfall = WaterfallChart(
    title: "Row 17", base: 2.071,
    [
      .init("MedInc = 8.32", 1.934), .init("Latitude = 37.88", -0.412), .init("Longitude = −122.23", 0.534),
      .init("AveOccup = 2.56", 0.241), .init("HouseAge = 41", 0.078), .init("AveRooms = 6.98", -0.131),
      .init("Population = 322", 0.004), .init("AveBedrms = 1.02", -0.022),
    ], most: 6, unit: "value in $100,000")

  /// One whose bars do not lead to the output, with a contribution that is no number.
  static let gap = WaterfallChart(
    base: -1.5, [.init("a", -0.75), .init("b", .nan), .init("c", 0.25)], output: -1.2)

  /// Rows of data with features of three kinds: linear, with two groups, skewed.
  static let beeswarm: BeeswarmChart = {
    var noise = SampleData.Noise(5)
    let names = ["petal length (cm)", "petal width (cm)", "sepal length (cm)", "sepal width (cm)", "noise"]
    let scales = [0.24, 0.19, 0.07, 0.02, 0.004]
    var features = names.map { BeeswarmChart.Feature($0, contributions: [], values: []) }
    for row in 0..<320 {
      for (place, scale) in scales.enumerated() {
        let value = noise.next() + (place < 2 && row % 3 == 0 ? -1.2 : 0.3)
        features[place].values.append(row == 7 && place == 3 ? .nan : value)
        features[place].contributions.append(scale * (value * (place == 2 ? -1 : 1) + 0.25 * noise.next()))
      }
    }
    return BeeswarmChart(title: "P(setosa)", features, most: 3)
  }()

  /// Two moons, a model that is unsure between them, and a few points on the wrong side.
  static let regions: RegionChart = {
    let x = (0...60).map { Double($0) / 10 - 3 }
    let y = (0...50).map { Double($0) / 10 - 2.5 }
    func score(_ a: Double, _ b: Double) -> Double { 2.2 * (b - a * (a * a - 4) * 0.3) }
    func share(_ score: Double) -> Double { 1 / (1 + SampleData.exponential(-score)) }
    let scores = y.map { b in x.map { score($0, b) } }
    let plane = RegionChart.Plane(
      x: x, y: y, classes: scores.map { $0.map { $0 > 0 ? 1 : 0 } },
      confidence: scores.map { $0.map { share(abs($0)) } })
    var noise = SampleData.Noise(9)
    let points = (0..<90).map { _ in
      let (a, b) = (noise.next() * 4, noise.next() * 3)
      let group = score(a, b) + noise.next() * 2 > 0 ? 1 : 0
      return RegionChart.Datum(a, b, group: group, isWrong: (score(a, b) > 0) != (group == 1))
    }
    return RegionChart(
      title: "Decision of moons_mlp", plane, points: points, classes: ["lower", "upper"],
      x: Axis("feature 0"), y: Axis("feature 1"))
  }()

  /// A photograph-like image, with a map of 7 × 7 windows and the outlines of its segments.
  static let overlay: OverlayChart = {
    let side = 56
    let bytes = (0..<(side * side)).flatMap { place -> [UInt8] in
      let (x, y) = (Double(place % side) / 28 - 1, Double(place / side) / 28 - 1)
      let disc = 1 / (1 + 12 * (x * x + y * y))
      return [
        UInt8(40 + 200 * disc), UInt8(90 + 80 * (1 - y) / 2), UInt8(60 + 150 * (1 + y) / 2 * (1 - disc)),
      ]
    }
    let map = (0..<49).map { place -> Float in
      let (x, y) = (Float(place % 7) - 3, Float(place / 7) - 3)
      return place == 48 ? 2 : 0.6 / (1 + x * x + y * y) - 0.12 * (y > 1 ? 1 : 0)
    }
    return OverlayChart(
      title: "score of ball", .init(columns: side, rows: side, bytes, isColor: true),
      NumberGrid(columns: 7, rows: 7, values: map),
      segments: .init(columns: 7, rows: 7, (0..<49).map { $0 / 14 * 4 + $0 % 7 / 2 }), unit: "drop of p",
      reach: 0.6)
  }()

  /// A digit of 8 × 8 pixels with a number for each.
  static let digit: OverlayChart = {
    let rows = [
      "00ff0000", "0f88f000", "f0008f00", "0000f800", "000f8000", "00f80000", "0ff88ff0", "fffffff8",
    ]
    let pixels = rows.flatMap { $0.map { Float($0 == "f" ? 1 : $0 == "8" ? 0.5 : 0) } }
    let grid = NumberGrid(columns: 8, rows: 8, values: pixels)
    let map = pixels.enumerated().map { ($0.element - 0.4) * Float($0.offset % 5) * 0.1 }
    return OverlayChart(.init([grid], from: 0, to: 1), NumberGrid(columns: 8, rows: 8, values: map))
  }()

  static let tokens: TokenChart = {
    let text =
      "this film is n't just not good : it is the dull est two hours I have ever sat through , yet I laughed"
    let values: [String: Double] = [
      "n't": -0.21, "not": -0.62, "good": 0.48, "dull": -1.34, "est": -0.55, "ever": -0.12, "laughed": 0.87,
      "yet": 0.2, "just": 0.03, "film": 0.01,
    ]
    return TokenChart(
      title: "log-odds of positive",
      text.split(separator: " ").map { .init(String($0), values[String($0)] ?? 0) },
      unit: "SHAP value")
  }()

  static let all: [(name: String, chart: any Chart)] = [
    ("overlay", overlay), ("overlay-digit", digit), ("tokens", tokens),
    (
      "scores-shares",
      BarChart.scores([0.02, 0.9, 0.01, 0.03, 0.02, 0.015, 0.005], classes: ["ant", "bee", "cat"], most: 3)
    ),
    ("scores", BarChart.scores(title: "digits", [-3.2, 8.1, 0.4, -1, 2.5, .nan], most: 5)),
    ("waterfall", waterfall), ("waterfall-gap", gap), ("beeswarm", beeswarm), ("regions", regions),
  ]
}
