import DiagramModel

/// The texts of a U, and its size.
extension ScaleLines {
  /// Puts a label above a level line, in the middle between two places.
  mutating func add(_ label: TextLine, of link: Int, from left: Double, to right: Double, _ y: Double) {
    guard case .box(let box, let port) = plan.panel.links[link].source,
      !placement.labels.contains(where: { $0.box == box && $0.port == port })
    else { return }
    let height = label.style.lineHeight
    let rect = Rect(
      Point((left + right - label.width) / 2, y - PageTuning.labelGap.below - height),
      Size(label.width, height))
    guard !placement.labels.contains(where: { $0.rect.meets(rect) }) else { return }
    placement.labels.append(PlacedLabel(box: box, port: port, rect: rect))
  }

  /// Puts the labels in stations where they were laid out: none where the sheets of a stack have come in its place,
  /// since that was turned upside down.
  mutating func placeLabels() {
    let beside = arms.beside.map { [($0, plan.beside)] } ?? []
    for (piece, boxes) in zip(arms.pieces, plan.stations.map(\.boxes)) + beside {
      let frames = piece.frames
      for label in piece.place.labels where boxes.indices.contains(label.box) {
        let box = boxes[label.box]
        guard let port = port(label, of: box), !frames.contains(where: { $0.meets(label.rect) }),
          !placement.labels.contains(where: { $0.box == box && $0.port == port })
        else { continue }
        placement.labels.append(PlacedLabel(box: box, port: port, rect: label.rect))
      }
    }
    for (link, way) in plan.ways.enumerated() where way == .skip {
      guard let label = arms.label(link), let (start, _) = ends(link) else { continue }
      add(label, of: link, from: arms.gap.left, to: arms.gap.right, start.y)
    }
  }

  /// The port of a box that a label in its station's drawing belongs to: there, ports without lines are left out.
  private func port(_ label: PlacedLabel, of box: Int) -> Int? {
    parts.ports[box]?.indices.contains(label.port) ?? false ? parts.ports[box]?[label.port] : nil
  }

  /// How far the arms reach to the right, without the rows that leave them.
  private var armsEnd: Double {
    arms.pieces.indices.filter { plan.stations[$0].isRising }.reduce(arms.axes.right) {
      max($0, arms.axes.right + arms.pieces[$1].reach.right)
    }
  }

  mutating func placeLevels() {
    for (level, lines) in plan.scales.levels.enumerated() {
      let band = arms.bands[level]
      let height = lines.reduce(0) { $0 + $1.style.lineHeight }
      let at = Point(arms.labelX, (band.label - height / 2).rounded())
      var rule: PlacedLevel.Rule?
      if level < (plan.scales.hasMiddle ? plan.bottom - 1 : plan.bottom) {
        let y = (band.bottom + PageTuning.bandGap / 2).rounded()
        rule = PlacedLevel.Rule(from: Point(arms.labelX, y), to: Point(armsEnd, y))
      }
      placement.levels.append(PlacedLevel(label: at, rule: rule))
    }
  }

  mutating func finish() {
    let frames = zip(plan.panel.boxes, placement.boxes).map(Rows.frame) + placement.labels.map(\.rect)
    let points = plan.buses.flatMap(\.links).flatMap { placement.routes[$0].hull }
    let right = points.reduce(frames.map(\.maxX).max() ?? 0) { max($0, $1.x) }
    let low = points.reduce(arms.beside?.frames.map(\.maxY).max() ?? 0) { max($0, $1.y) }
    placement.size = Size(
      (right + Metrics.panelPadding).rounded(.up),
      max(arms.bands.last?.bottom ?? 0, low == 0 ? 0 : low + PageTuning.bottom).rounded(.up))
    placement.size.makeWidthEven()
    let heads = plan.heads.flatMap(\.boxes).map { placement.boxes[$0].maxY }
    guard let low = heads.max(), low < placement.size.height / 2 else { return }
    placement.room = Point(points.reduce(armsEnd) { max($0, $1.x) }, low)
  }
}
