import DiagramModel

/// A panel cut into columns: where each stands, and how the lines go on from one to the next.
struct Columns {
  private let panel: Panel
  private let cuts: [Rows.Cut]
  /// By box and by line: its column; a line at which the panel is cut is of the column that it leaves.
  private let ofBox: [Int]
  private let ofLink: [Int]
  /// By column: what it holds as laid out, and how far it is moved.
  private var frames: [Rect]
  private var shifts: [Point] = []
  private var lines: [GutterLine] = []
  private(set) var size = Size(0, 0)

  /// How many columns there are.
  var count: Int { frames.count }
  /// The area that columns cover.
  var filled: Double { frames.reduce(0) { $0 + $1.size.width * $1.size.height } }

  /// Cuts a panel and places its columns. Cost: linear in boxes and lines.
  init(_ panel: Panel, _ place: PanelPlacement, _ rows: Rows, _ cuts: [Rows.Cut]) {
    self.panel = panel
    self.cuts = cuts
    let starts = [0] + cuts.map(\.row)
    var column = 0
    let ofRow = rows.tops.indices.map { row -> Int in
      while column + 1 < starts.count, starts[column + 1] <= row { column += 1 }
      return column
    }
    ofBox = rows.ofBox.map { ofRow[$0] }
    let ofBox = ofBox
    ofLink = panel.links.map { link in
      if case .box(let source, _) = link.source { ofBox[source] } else { 0 }
    }
    let ends = cuts.map { $0.row - 1 } + [rows.tops.count - 1]
    let reach = Self.reach(panel, place, columns: starts.count, ofBox, ofLink, cut: Set(cuts.map(\.link)))
    frames = starts.indices.map { column in
      let (top, bottom) = (rows.tops[starts[column]], rows.bottoms[ends[column]])
      let x = reach[column]
      return Rect(Point(x.left, top), Size(max(0, x.right - x.left), bottom - top))
    }
    arrange(place)
  }

  /// By column: how far its boxes, labels and lines reach to both sides.
  private static func reach(
    _ panel: Panel, _ place: PanelPlacement, columns: Int, _ ofBox: [Int], _ ofLink: [Int], cut: Set<Int>
  ) -> [(left: Double, right: Double)] {
    var reach = Array(repeating: (left: Double.infinity, right: -Double.infinity), count: columns)
    func add(_ left: Double, _ right: Double, _ column: Int) {
      reach[column] = (min(reach[column].left, left), max(reach[column].right, right))
    }
    for (index, rect) in place.boxes.enumerated() {
      let frame = Rows.frame(panel.boxes[index], rect)
      add(frame.minX, frame.maxX, ofBox[index])
    }
    for label in place.labels { add(label.rect.minX, label.rect.maxX, ofBox[label.box]) }
    for (index, route) in place.routes.enumerated() where !cut.contains(index) {
      for point in route.hull { add(point.x, point.x, ofLink[index]) }
    }
    return reach
  }

  /// Puts the columns side by side, their first boxes level, with a turn in each gutter.
  private mutating func arrange(_ place: PanelPlacement) {
    let labels = cuts.map { panel.seams[$0.link].label }
    let room = labels.reduce(0) { max($0, $1?.style.lineHeight ?? 0) }
    let lane = room > 0 ? room + PageTuning.labelGap.below : 0
    let top = lane + PageTuning.turn.above
    var left = Metrics.panelPadding
    for (column, frame) in frames.enumerated() {
      shifts.append(Point(left - frame.minX, top - frame.minY))
      var right = left + frame.size.width
      if column > 0 {
        let route = place.routes[cuts[column - 1].link]
        let bottom = top + frames[column - 1].size.height + PageTuning.turn.below
        let line = GutterLine(
          start: route.start + shifts[column - 1], end: route.end + shifts[column],
          gutter: left - PageTuning.gutter / 2, top: lane, bottom: bottom, hasArrow: route.hasArrow,
          label: labels[column - 1])
        lines.append(line)
        // The next gutter's line has to stay clear of the label.
        if let label = line.labelRect {
          right = max(right, label.maxX + PageTuning.labelGap.beside - PageTuning.gutter / 2)
        }
        size.height = max(size.height, bottom)
      }
      size.height = max(size.height, top + frame.size.height)
      size.width = right + Metrics.panelPadding
      left = right + PageTuning.gutter
    }
    size.height = (size.height + PageTuning.bottom).rounded(.up)
    size.makeWidthEven()
  }

  /// The panel's placement with everything moved into its column. Cost: linear in boxes and lines.
  func placement(of place: PanelPlacement) -> PanelPlacement {
    var result = place
    result.size = size
    for (box, column) in ofBox.enumerated() {
      result.boxes[box].origin = result.boxes[box].origin + shifts[column]
    }
    for (link, column) in ofLink.enumerated() {
      result.routes[link] = result.routes[link].moved(shifts[column].x, shifts[column].y)
    }
    for index in result.labels.indices {
      let shift = shifts[ofBox[result.labels[index].box]]
      result.labels[index].rect = result.labels[index].rect.moved(shift.x, shift.y)
    }
    for (cut, line) in zip(cuts, lines) {
      result.routes[cut.link] = line.route
      guard case .box(let box, let port) = panel.links[cut.link].source else { continue }
      result.labels.removeAll { $0.box == box && $0.port == port }
      if let rect = line.labelRect { result.seams.append(PlacedSeam(link: cut.link, rect: rect)) }
    }
    return result
  }
}
