import Charts
import DiagramModel

/// Scatter plots, bars and ridges as they look with real data.
enum CloudSamples {
  private static func cloud(_ count: Int, groups: Int) -> [ScatterChart.PlacedValue] {
    var noise = SampleData.Noise(17)
    let centers = (0..<groups).map { _ in (noise.next() * 60, noise.next() * 60) }
    return (0..<count).map { place in
      let (x, y) = centers[place % groups]
      return .init(x + noise.next() * 9, y + noise.next() * 7, group: place % groups)
    }
  }

  static let classes: any Chart = ScatterChart(
    title: "Embedding of 1,200 test images", cloud(1_200, groups: 7),
    classes: ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog"], x: Axis("PC 1 (31.2 %)"),
    y: Axis("PC 2 (12.9 %)"), isEven: true)

  static let thumbnails: any Chart = ScatterChart(
    title: "conv1 kernels by their nearness",
    cloud(64, groups: 4).enumerated().map { place, point in
      var point = point
      point.thumbnail = Thumbnail(
        SampleData.kernel(place), colors: .diverging(reaching: 0.5), most: Size(21, 21))
      return point
    }, hasNumbers: false)

  static let signed: any Chart = BarChart(
    title: "What decides: “tabby cat”",
    [
      .init("whiskers, row 3", 0.312), .init("ear, row 1", 0.188), .init("background, row 7", -0.121),
      .init("stripes, row 5", 0.096), .init("collar, row 6", -0.041), .init("sofa, row 8", 0.012),
    ], unit: "share of the logit", others: (58, 0.027))

  static let amounts: any Chart = BarChart(
    title: "Parameters by kind",
    [
      .init("Convolution", 23_454_912, text: "23.5M"), .init("Linear", 2_049_000, text: "2.0M"),
      .init("Normalization", 53_120, text: "53.1K"),
    ])

  static let ridges: any Chart = RidgeChart(
    title: "Gradients of conv1.weight",
    (0..<16).map { row in
      let counts = SampleData.bell(
        80, of: 4_000 / (0.5 + Double(16 - row) / 8), center: 0.5 + 0.01 * Double(row % 3),
        width: 0.04 + Double(16 - row) * 0.008)
      return .init(row == 0 ? "0" : "\(row * 5)K", counts.map(Double.init))
    }, range: -0.02...0.02, x: Axis("gradient"))
}
