import DiagramModel

extension OverlayChart.Segments {
  /// The lines between cells of different segments over a frame, those in one direction joined; none where there are more than
  /// ``ChartTuning/mostSegmentLines``. Linear in the cells.
  func lines(in frame: Rect) -> [(Point, Point)] {
    let (count, overflow) = max(0, columns).multipliedReportingOverflow(by: max(0, rows))
    guard !overflow, count > 0, numbers.count >= count else { return [] }
    let (width, height) = (frame.size.width / Double(columns), frame.size.height / Double(rows))
    func corner(_ column: Int, _ row: Int) -> Point {
      Point(frame.minX + Double(column) * width, frame.minY + Double(row) * height)
    }
    var lines: [(Point, Point)] = []
    // Below each row, then right of each column: a run of cells that differ from their neighbour is one line.
    for row in 0..<max(0, rows - 1) {
      for run in Self.runs(
        columns, where: { numbers[row * columns + $0] != numbers[(row + 1) * columns + $0] })
      {
        lines.append((corner(run.lowerBound, row + 1), corner(run.upperBound, row + 1)))
      }
      if lines.count > ChartTuning.mostSegmentLines { return [] }
    }
    for column in 0..<max(0, columns - 1) {
      for run in Self.runs(
        rows, where: { numbers[$0 * columns + column] != numbers[$0 * columns + column + 1] })
      {
        lines.append((corner(column + 1, run.lowerBound), corner(column + 1, run.upperBound)))
      }
      if lines.count > ChartTuning.mostSegmentLines { return [] }
    }
    return lines
  }

  private static func runs(_ count: Int, where differs: (Int) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for place in 0...count {
      let isOpen = place < count && differs(place)
      if isOpen, start == nil { start = place }
      if !isOpen, let first = start {
        runs.append(first..<place)
        start = nil
      }
    }
    return runs
  }
}
