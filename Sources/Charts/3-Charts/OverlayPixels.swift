import DiagramModel

/// Numbers and an image on one grid, fine enough for both.
struct OverlayPixels {
  let columns: Int
  let rows: Int
  /// The level of each number over how bright the image is there; without an image the levels alone.
  let pixels: ImagePixels

  /// Puts numbers over an image. Linear in the pixels of both.
  init(_ chart: OverlayChart, _ colors: ValueColors) {
    let most = ChartTuning.mostOverlayPixels
    let picture = chart.picture.pooled(most: most)
    let map = chart.map.pooled(columns: most, rows: most, by: .furthest)
    columns = Self.common(picture.columns, map.columns, most: most)
    rows = Self.common(picture.rows, map.rows, most: most)
    let (values, brightness) = (colors.levels(map.values), picture.brightness)
    var levels = [UInt8](repeating: ColorScale.noValue, count: columns * rows)
    var under = [UInt8](repeating: 255, count: columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let place = row * columns + column
        if map.columns > 0, map.rows > 0 {
          levels[place] =
            values[row * map.rows / rows * map.columns + column * map.columns / columns]
        }
        if picture.columns > 0, picture.rows > 0 {
          under[place] =
            brightness[
              row * picture.rows / rows * picture.columns + column * picture.columns / columns]
        }
      }
    }
    pixels =
      picture.brightness.isEmpty
      ? .levels(levels, colors.scale) : .overlay(levels, colors.scale, under: under)
  }

  /// A count of pixels in which cells of both sides are equally long, if that is not too many.
  private static func common(_ a: Int, _ b: Int, most: Int) -> Int {
    guard a > 0, b > 0 else { return max(a, b) }
    var (large, small) = (max(a, b), min(a, b))
    while small > 0 { (large, small) = (small, large % small) }
    let multiple = a / large * b
    return multiple <= most ? multiple : max(a, b)
  }
}
