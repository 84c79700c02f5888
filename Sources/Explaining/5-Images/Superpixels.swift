/// Segments that follow an image's edges: SLIC superpixels (Achanta et al. 2012), the same each time.
///
/// Clusters begin on a regular grid. A pixel joins the one that is nearest in brightness or colour and in place, clusters move to
/// the mean of their pixels, some times over. Parts that are cut off or tiny then join a neighbour, so that every segment is in
/// one piece.
struct Superpixels {
  private let grid: ImageGrid
  /// By pixel: its numbers, scaled to the range of the image.
  private let pixels: [[Double]]
  /// Pixels from one centre to the next.
  private let spacing: Double
  private var labels: [Int]

  private struct Center {
    var row: Double
    var column: Double
    var color: [Double]
  }

  /// By segment: its pixels. Segments are in the order of their first pixels.
  private(set) var segments: [[Int]]

  /// Divides an image.
  ///
  /// - Parameter wanted: about how many segments; at least one.
  ///
  /// Cost: ``ExplainingTuning/clusterSteps`` times the numbers of the image.
  init(_ grid: ImageGrid, _ image: [Double], wanted: Int) {
    self.grid = grid
    let plane = grid.height * grid.width
    let finite = image.filter(\.isFinite)
    let least = finite.min() ?? 0
    let range = (finite.max() ?? 0) - least
    pixels = (0..<plane).map { pixel in
      (0..<grid.channels).map { channel in
        let number = image[grid.isPlanar ? channel * plane + pixel : pixel * grid.channels + channel]
        return range > 0 && number.isFinite ? (number - least) / range : 0
      }
    }
    spacing = max(1, (Double(plane) / Double(max(1, wanted))).squareRoot())
    labels = [Int](repeating: -1, count: plane)
    segments = []
    var centers = firstCenters()
    for _ in 0..<ExplainingTuning.clusterSteps {
      assign(to: centers)
      move(&centers)
    }
    let parts = ImageParts(labels, height: grid.height, width: grid.width)
    segments = parts.joined(smallest: Int(spacing * spacing) / ExplainingTuning.smallestPart)
  }

  private func firstCenters() -> [Center] {
    let rows = max(1, Int((Double(grid.height) / spacing).rounded()))
    let columns = max(1, Int((Double(grid.width) / spacing).rounded()))
    return (0..<(rows * columns)).map { number in
      let row = (Double(number / columns) + 0.5) * Double(grid.height) / Double(rows)
      let column = (Double(number % columns) + 0.5) * Double(grid.width) / Double(columns)
      let pixel = min(Int(row), grid.height - 1) * grid.width + min(Int(column), grid.width - 1)
      return Center(row: row - 0.5, column: column - 0.5, color: pixels[pixel])
    }
  }

  private mutating func assign(to centers: [Center]) {
    var distances = [Double](repeating: .infinity, count: labels.count)
    let weight = ExplainingTuning.compactness * ExplainingTuning.compactness / (spacing * spacing)
    for (number, center) in centers.enumerated() {
      let rows = reach(center.row, grid.height)
      let columns = reach(center.column, grid.width)
      for row in rows {
        for column in columns {
          let pixel = row * grid.width + column
          let (down, right) = (Double(row) - center.row, Double(column) - center.column)
          var distance = weight * (down * down + right * right)
          for (one, other) in zip(pixels[pixel], center.color) { distance += (one - other) * (one - other) }
          if distance < distances[pixel] { (distances[pixel], labels[pixel]) = (distance, number) }
        }
      }
    }
  }

  /// Pixels that a centre may have along a side: twice the spacing, as the paper says.
  private func reach(_ center: Double, _ size: Int) -> Range<Int> {
    let first = max(0, Int((center - 2 * spacing).rounded(.up)))
    return first..<max(first, min(size, Int(center + 2 * spacing) + 1))
  }

  private func move(_ centers: inout [Center]) {
    var sums = centers.map { Center(row: 0, column: 0, color: $0.color.map { _ in 0 }) }
    var counts = [Int](repeating: 0, count: centers.count)
    for (pixel, label) in labels.enumerated() where label >= 0 {
      counts[label] += 1
      sums[label].row += Double(pixel / grid.width)
      sums[label].column += Double(pixel % grid.width)
      for channel in pixels[pixel].indices { sums[label].color[channel] += pixels[pixel][channel] }
    }
    for number in centers.indices where counts[number] > 0 {
      let count = Double(counts[number])
      centers[number] = Center(
        row: sums[number].row / count, column: sums[number].column / count,
        color: sums[number].color.map { $0 / count })
    }
  }
}
