import DiagramModel

/// Rectangles by where they are, so that those near another need not be looked for among all.
///
/// Cost: about linear in the rectangles and in what is found, unless they lie all over each other.
struct RectGrid {
  private let rects: [Rect]
  private var cells: [Cell: [Int]] = [:]
  /// Those that cover too many cells to be listed in each.
  private var large: [Int] = []

  private struct Cell: Hashable {
    var column: Int
    var row: Int
  }

  private static let side = 256.0
  private static let mostCells = 1_000

  init(_ rects: [Rect]) {
    self.rects = rects
    for (index, rect) in rects.enumerated() {
      if let covered = Self.cells(of: rect) {
        for cell in covered { cells[cell, default: []].append(index) }
      } else {
        large.append(index)
      }
    }
  }

  /// The numbers of rectangles that may touch another, ascending.
  func near(_ rect: Rect) -> [Int] {
    guard let covered = Self.cells(of: rect) else { return Array(rects.indices) }
    var found = Set(large)
    for cell in covered { found.formUnion(cells[cell] ?? []) }
    return found.sorted()
  }

  /// The cells that a rectangle and what is close to it cover; nil where they are very many.
  private static func cells(of rect: Rect) -> [Cell]? {
    func place(_ coordinate: Double) -> Int? {
      let place = (coordinate / side).rounded(.down)
      return abs(place) < 1e9 ? Int(place) : nil
    }
    guard let left = place(rect.minX - 8), let right = place(rect.maxX + 8), let top = place(rect.minY - 8),
      let bottom = place(rect.maxY + 8), left <= right, top <= bottom,
      (right - left + 1) * (bottom - top + 1) <= mostCells
    else { return nil }
    return (left...right).flatMap { column in (top...bottom).map { Cell(column: column, row: $0) } }
  }
}

extension Rect {
  /// The smallest rectangle that holds some points.
  init(around points: [Point]) {
    let first = points.first ?? Point(0, 0)
    var (low, high) = (first, first)
    for point in points {
      low = Point(min(low.x, point.x), min(low.y, point.y))
      high = Point(max(high.x, point.x), max(high.y, point.y))
    }
    self.init(low, Size(high.x - low.x, high.y - low.y))
  }
}
