/// The nearest rows of each row, exactly.
struct NearestNeighbors {
  /// How many each row has.
  let count: Int
  /// Row by row, the nearest first: its number and its squared distance. Of equally near ones, the first rows.
  let rows: [(row: Int, distance: Double)]

  /// Compares all pairs. Cost: rows² × width / 2.
  init(of chosen: ChosenRows, count: Int) {
    let all = chosen.rows.count
    let count = max(0, min(count, all - 1))
    // For each row a heap whose top is the furthest of its nearest.
    var heaps = [(row: Int, distance: Double)](repeating: (.max, .infinity), count: all * count)
    if count > 0 {
      heaps.withUnsafeMutableBufferPointer { heaps in
        chosen.forEachPair { first, second, distance in
          Self.offer((second, distance), heaps, at: first * count, count)
          Self.offer((first, distance), heaps, at: second * count, count)
        }
      }
      for row in 0..<all {
        heaps[(row * count)..<((row + 1) * count)].sort { Self.isNearer($0, $1) }
      }
    }
    (self.count, rows) = (count, heaps)
  }

  private static func isNearer(
    _ a: (row: Int, distance: Double), _ b: (row: Int, distance: Double)
  ) -> Bool { a.distance < b.distance || (a.distance == b.distance && a.row < b.row) }

  /// Takes a row in place of the furthest one where it is nearer.
  private static func offer(
    _ row: (row: Int, distance: Double), _ heaps: UnsafeMutableBufferPointer<(row: Int, distance: Double)>,
    at start: Int, _ count: Int
  ) {
    guard isNearer(row, heaps[start]) else { return }
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < count else { break }
      if child + 1 < count, isNearer(heaps[start + child], heaps[start + child + 1]) { child += 1 }
      guard isNearer(row, heaps[start + child]) else { break }
      heaps[start + place] = heaps[start + child]
      place = child
    }
    heaps[start + place] = row
  }
}
