import DiagramModel

/// Where a name has room in the area of a class: without a point, and as far from other classes as possible.
struct RegionRoom {
  private let columns: Int
  private let rows: Int
  private let area: PlotArea
  /// By row: the distance to the nearest cell that is no place for a name, in cells.
  private var distances: [Int]

  /// Finds the room. Cost: linear in cells and points.
  init(_ field: RegionField, _ group: Int, _ area: PlotArea, _ points: [Point]) {
    (columns, rows) = (field.x.count, field.y.count)
    self.area = area
    let rank = field.groups.firstIndex { $0.number == group }
    distances = field.ranks.map { $0 == rank ? Int.max / 2 : 0 }
    for point in points {
      let (column, row) = cell(of: point)
      if column >= 0, column < columns, row >= 0, row < rows { distances[row * columns + column] = 0 }
    }
    spread()
  }

  private func cell(of point: Point) -> (Int, Int) {
    let frame = area.frame
    let x = (point.x - frame.minX) / frame.size.width * Double(columns - 1)
    let y = (frame.maxY - point.y) / frame.size.height * Double(rows - 1)
    return (Int(x.rounded()), Int(y.rounded()))
  }

  /// Distances by king's moves, in two passes. The border counts as no place.
  private mutating func spread() {
    func at(_ column: Int, _ row: Int) -> Int {
      column >= 0 && column < columns && row >= 0 && row < rows ? distances[row * columns + column] : 0
    }
    for row in 0..<rows {
      for column in 0..<columns where distances[row * columns + column] > 0 {
        let near = min(
          at(column - 1, row), at(column - 1, row - 1), at(column, row - 1), at(column + 1, row - 1))
        distances[row * columns + column] = min(distances[row * columns + column], near + 1)
      }
    }
    for row in (0..<rows).reversed() {
      for column in (0..<columns).reversed() where distances[row * columns + column] > 0 {
        let near = min(
          at(column + 1, row), at(column + 1, row + 1), at(column, row + 1), at(column - 1, row + 1))
        distances[row * columns + column] = min(distances[row * columns + column], near + 1)
      }
    }
  }

  /// The middle of the best place for a text of a size; nil where none has room.
  ///
  /// Cost: for each cell the width of the text in cells.
  func middle(of size: Size) -> Point? {
    guard columns > 1, rows > 1 else { return nil }
    let cell = Size(area.frame.size.width / Double(columns - 1), area.frame.size.height / Double(rows - 1))
    let (half, high) = (
      Int((size.width / 2 / cell.width).rounded(.up)), Int((size.height / 2 / cell.height).rounded(.up))
    )
    guard half * 2 < columns else { return nil }
    var best: (score: Int, column: Int, row: Int)?
    for row in 0..<rows {
      // How many cells up to here have room above and below.
      var run = 0
      for column in 0..<columns {
        let distance = distances[row * columns + column]
        run = distance > high ? run + 1 : 0
        guard run > 2 * half else { continue }
        let middle = column - half
        let score = distances[row * columns + middle]
        if score > best?.score ?? 0 { best = (score, middle, row) }
      }
    }
    return best.map {
      Point(
        area.frame.minX + Double($0.column) * cell.width, area.frame.maxY - Double($0.row) * cell.height)
    }
  }
}
