import DiagramModel

/// The outlines of where a function on a grid is above 0: marching squares with straight pieces between the points where sides of
/// cells are crossed. They are closed along the border of the grid.
struct LevelOutlines {
  /// Ways around areas, each back to its start without repeating it; holes run the other way.
  private(set) var ways: [[Point]] = []

  private let columns: Int
  private let rows: Int
  private let xs: [Double]
  private let ys: [Double]
  private let values: [Double]

  /// Finds outlines.
  ///
  /// - Parameters:
  ///   - xs: places of the columns, ascending.
  ///   - ys: places of the rows, ascending or descending.
  ///   - values: the function, row by row.
  ///
  /// Cost: linear in the grid.
  init(xs: [Double], ys: [Double], values: [Double]) {
    guard let left = xs.first, let right = xs.last, let top = ys.first, let bottom = ys.last,
      values.count == xs.count * ys.count
    else {
      (columns, rows, self.xs, self.ys, self.values) = (0, 0, [], [], [])
      return
    }
    // A ring of the lowest value at the border itself closes what reaches it.
    self.xs = [left] + xs + [right]
    self.ys = [top] + ys + [bottom]
    (columns, rows) = (xs.count + 2, ys.count + 2)
    var padded = [Double](repeating: -1, count: columns * rows)
    for row in ys.indices {
      for column in xs.indices {
        padded[(row + 1) * columns + column + 1] = values[row * xs.count + column]
      }
    }
    self.values = padded
    trace()
  }

  /// Sides of cells are numbered by the node at their start: level ones even, upright ones odd.
  private func side(_ column: Int, _ row: Int, isUpright: Bool) -> Int {
    2 * (row * columns + column) + (isUpright ? 1 : 0)
  }

  /// Links the side where a piece starts to that where it ends, then follows the links.
  private mutating func trace() {
    var next = [Int](repeating: -1, count: 2 * columns * rows)
    for row in 0..<(rows - 1) {
      for column in 0..<(columns - 1) {
        for (from, to) in pieces(column, row) { next[from] = to }
      }
    }
    for start in next.indices where next[start] >= 0 {
      var way: [Point] = []
      var at = start
      while next[at] >= 0 {
        way.append(crossing(at))
        (at, next[at]) = (next[at], -1)
      }
      let simple = Self.simplified(way)
      if simple.count > 2 { ways.append(simple) }
    }
  }

  /// The pieces in a cell, each with the area on the same hand.
  private func pieces(_ column: Int, _ row: Int) -> [(Int, Int)] {
    let place = row * columns + column
    let (a, b) = (values[place], values[place + 1])
    let (c, d) = (values[place + columns + 1], values[place + columns])
    // Most cells are all inside or all outside.
    if (a > 0) == (b > 0), (b > 0) == (c > 0), (c > 0) == (d > 0) { return [] }
    let corners = [a, b, c, d]
    let top = side(column, row, isUpright: false)
    let right = side(column + 1, row, isUpright: true)
    let bottom = side(column, row + 1, isUpright: false)
    let left = side(column, row, isUpright: true)
    let sides = [top, right, bottom, left]
    let inside = corners.map { $0 > 0 }
    let bits = inside.reduce(0) { $0 * 2 + ($1 ? 1 : 0) }
    switch bits {
    case 0b1010, 0b0101:
      // Of two corners across, the mean says whether they are joined.
      let isJoined = corners.reduce(0, +) > 0
      let first = inside[0] ? 0 : 1
      return [first, first + 2].map { (sides[$0], sides[($0 + (isJoined ? 1 : 3)) % 4]) }
    default:
      // Around the cell: where the corners go out of the area a piece starts, where they come into it one ends.
      var (from, to) = (left, left)
      for corner in 0..<4 where inside[corner] != inside[(corner + 1) % 4] {
        if inside[corner] { from = sides[corner] } else { to = sides[corner] }
      }
      return [(from, to)]
    }
  }

  private func crossing(_ side: Int) -> Point {
    let (node, isUpright) = (side / 2, side % 2 == 1)
    let (column, row) = (node % columns, node / columns)
    let (a, b) = (values[node], values[isUpright ? node + columns : node + 1])
    let share = min(max(a / (a - b), 0), 1)
    let at = Point(xs[column], ys[row])
    if isUpright { return Point(at.x, at.y + (ys[row + 1] - at.y) * share) }
    return Point(at.x + (xs[column + 1] - at.x) * share, at.y)
  }

  /// The way without points that are on the straight line between their neighbours, within a hair.
  private static func simplified(_ way: [Point]) -> [Point] {
    var kept: [Point] = []
    for point in way {
      if let last = kept.last, abs(last.x - point.x) < 0.01, abs(last.y - point.y) < 0.01 { continue }
      if kept.count > 1, isBetween(kept[kept.count - 2], kept[kept.count - 1], point) { kept.removeLast() }
      kept.append(point)
    }
    if kept.count > 2, isBetween(kept[kept.count - 2], kept[kept.count - 1], kept[0]) { kept.removeLast() }
    // The start is anywhere on the way.
    if kept.count > 3, isBetween(kept[kept.count - 1], kept[0], kept[1]) { kept.removeFirst() }
    return kept
  }

  private static func isBetween(_ a: Point, _ b: Point, _ c: Point) -> Bool {
    let (dx, dy) = (c.x - a.x, c.y - a.y)
    let length = max(abs(dx), abs(dy))
    guard length > 0.01 else { return false }
    let isAhead = (b.x - a.x) * dx + (b.y - a.y) * dy >= 0 && (c.x - b.x) * dx + (c.y - b.y) * dy >= 0
    return isAhead && abs(dx * (b.y - a.y) - dy * (b.x - a.x)) / length < 0.02
  }
}
