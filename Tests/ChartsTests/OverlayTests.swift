import DiagramModel
import Rendering
import Testing

@testable import Charts

@Suite struct OverlayTests {
  /// As `numpy.quantile(abs(v), q)`.
  @Test func quantiles() {
    let values: [Float] = [3, -1, .nan, 0.5, -8, 2, .infinity]
    #expect(abs(OverlayChart.quantile(values, 0.5) - 2) < 1e-12)
    #expect(abs(OverlayChart.quantile(values, 0.9) - 6) < 1e-12)
    #expect(abs(OverlayChart.quantile(values, 0.999) - 7.98) < 1e-9)
    #expect(OverlayChart.quantile([], 0.9) == 0 && OverlayChart.quantile([-2], 0.9) == 2)
  }

  /// One outlier of many takes the end colour and no more, and a line says so.
  @Test func outliers() throws {
    var values = (0..<10_000).map { Float($0 % 100) / 100 }
    values[17] = -50
    let chart = OverlayChart(
      .init(columns: 2, rows: 2, [0, 80, 160, 255]), NumberGrid(columns: 100, rows: 100, values: values))
    #expect(chart.colors.high < 1 && chart.colors.low == -chart.colors.high)
    let note = "Colours end at ±0.99; the largest number is 50 in size."
    #expect(chart.scene().text(note) != nil && chart.summary.hasSuffix(note))
    let plain = OverlayChart(
      .init(columns: 1, rows: 1, [9]), NumberGrid(columns: 2, rows: 1, values: [1, -1]))
    #expect(!plain.summary.contains("Colours end"))
  }

  private func pixels(_ chart: OverlayChart) throws -> (size: [Int], levels: [UInt8], under: [UInt8]) {
    let image = try #require(
      chart.scene().images.first { if case .overlay = $0.pixels { true } else { false } })
    guard case .overlay(let levels, let scale, let under) = image.pixels else { return ([], [], []) }
    #expect(scale == .diverging)
    return ([image.columns, image.rows], levels, under)
  }

  /// Coarse numbers over a finer image: cells of both are equally large.
  @Test func coarseMaps() throws {
    let chart = OverlayChart(
      .init(columns: 4, rows: 1, [0, 50, 100, 150]),
      NumberGrid(columns: 6, rows: 1, values: [1, -1, 0, 1, .nan, 0]))
    let (size, levels, under) = try pixels(chart)
    #expect(size == [12, 1])
    #expect(under == [0, 0, 0, 50, 50, 50, 100, 100, 100, 150, 150, 150])
    #expect(levels == [254, 254, 0, 0, 127, 127, 254, 254, 255, 255, 127, 127])
  }

  /// Brightness is that of Pillow's `convert("L")`.
  @Test func colorsUnder() throws {
    let bytes: [UInt8] = [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30]
    let chart = OverlayChart(
      .init(columns: 2, rows: 2, bytes, isColor: true), NumberGrid(columns: 1, rows: 1, values: [1]))
    #expect(try pixels(chart).under == [76, 150, 29, 18])
    let input = try #require(chart.scene().images.first)
    #expect(input.pixels == .rgb(bytes) && input.title == "input")
  }

  /// An image of channels, from the numbers that a model takes.
  @Test func channels() {
    func grid(_ values: [Float]) -> NumberGrid { NumberGrid(columns: 2, rows: 1, values: values) }
    let color = OverlayChart.Picture([grid([-1, 0]), grid([0, 1]), grid([1, 9])], from: -1, to: 1)
    #expect(color.isColor && color.bytes == [0, 128, 255, 128, 255, 255])
    let grey = OverlayChart.Picture([grid([0, 1]), grid([1, 0.5])], from: 0, to: 1)
    #expect(!grey.isColor && grey.bytes == [128, 191])
    #expect(OverlayChart.Picture([], from: 0, to: 1).columns == 0)
  }

  /// An image of more pixels than are drawn becomes means, not samples.
  @Test func largeImages() {
    let bytes = (0..<(896 * 2)).map { UInt8($0 % 2 == 0 ? 0 : 200) }
    let pooled = OverlayChart.Picture(columns: 896, rows: 2, bytes).pooled(most: 448)
    #expect(pooled.columns == 448 && pooled.rows == 2 && pooled.bytes.allSatisfy { $0 == 100 })
  }

  /// Lines run between different segments, joined along each direction.
  @Test func segments() {
    let frame = Rect(Point(10, 20), Size(30, 20))
    let halves = OverlayChart.Segments(columns: 3, rows: 2, [1, 1, 2, 1, 1, 2])
    #expect(halves.lines(in: frame).map { [$0.0, $0.1] } == [[Point(30, 20), Point(30, 40)]])
    let steps = OverlayChart.Segments(columns: 3, rows: 2, [1, 1, 2, 1, 2, 2])
    #expect(steps.lines(in: frame).count == 3)
    #expect(OverlayChart.Segments(columns: 3, rows: 2, [1]).lines(in: frame).isEmpty)
    let noise = OverlayChart.Segments(columns: 300, rows: 300, (0..<90_000).map { $0 })
    #expect(noise.lines(in: frame).count == 598)
    var random = SampleData.Noise(1)
    let numbers = (0..<90_000).map { _ in random.next() > 0 ? 1 : 0 }
    let checks = OverlayChart.Segments(columns: 300, rows: 300, numbers)
    #expect(checks.lines(in: frame).isEmpty)
  }

  /// Strong colours are those of the key whatever the image; the image shows where numbers are 0.
  @Test func pixelsOfThemes() throws {
    func svg(_ map: Float, _ byte: UInt8, _ theme: ThemeChoice) -> [UInt8] {
      let chart = OverlayChart(
        .init(columns: 1, rows: 1, [byte]), NumberGrid(columns: 1, rows: 1, values: [map]), reach: 1,
        hasPicture: false)
      return renderSVG(chart.scene(), SVGOptions(theme: theme))
    }
    for theme in [ThemeChoice.light, .dark] {
      #expect(svg(1, 0, theme) == svg(1, 255, theme))
      #expect(svg(0, 0, theme) != svg(0, 255, theme))
    }
    // Greys cannot tell numbers from an image.
    #expect(svg(0, 0, .print) == svg(0, 255, .print))
  }
}
