import DiagramModel

/// Two towers that stand side by side: each is laid out by itself, and what goes from the first to the second goes through the
/// gutter between them, level where that is possible.
///
/// The first tower's values leave their boxes to the right. They enter boxes of the second from the left, also boxes in
/// open blocks, through the blocks' left borders.
public struct TowerDrawing {
  let diagram: Diagram
  /// By box of the page: its number in its tower.
  let place: [Int]
  /// The lines of the page that go from the first tower to the second.
  let crossing: [Int]

  /// Takes a diagram apart; nil where the page is no pair of towers, or lines go back or over its border. Cost: linear.
  public init?(_ diagram: Diagram) {
    guard diagram.direction == .down, let page = diagram.panels.first, !page.towers.isEmpty,
      page.towers.count == page.boxes.count, page.inputs.isEmpty, page.outputs.isEmpty, page.header == nil
    else { return nil }
    self.diagram = diagram
    var counts: [Tower: Int] = [:]
    place = page.towers.map { tower in
      counts[tower, default: 0] += 1
      return counts[tower, default: 1] - 1
    }
    var crossing: [Int] = []
    for (index, link) in page.links.enumerated() {
      guard case .box(let source, _) = link.source, case .box(let target, _) = link.target else { return nil }
      switch (page.towers[source], page.towers[target]) {
      case (.left, .right): crossing.append(index)
      case (.right, .left): return nil
      default: break
      }
    }
    self.crossing = crossing
  }

  /// The towers as pages of a diagram to be laid out: the first two panels. The panels of open blocks follow.
  public var halves: Diagram {
    var halves = diagram
    let key = (diagram.panels.map(\.layoutKey).max() ?? 0) + 1
    halves.panels =
      [half(.left, key), half(.right, key + 1)] + diagram.panels.dropFirst().map(Self.shifted)
    return halves
  }

  private func half(_ tower: Tower, _ key: Int) -> Panel {
    let page = diagram.panels[0]
    var half = Panel(layoutKey: key)
    half.boxes = zip(page.boxes, page.towers).filter { $0.1 == tower }.map(\.0)
    half.links = page.links.compactMap { link in
      guard case .box(let source, let out) = link.source, case .box(let target, let port) = link.target,
        page.towers[source] == tower, page.towers[target] == tower
      else { return nil }
      var link = link
      (link.source, link.target) = (.box(place[source], port: out), .box(place[target], port: port))
      return link
    }
    return Self.shifted(half)
  }

  /// A panel whose inner panels have a number more.
  private static func shifted(_ panel: Panel) -> Panel {
    var panel = panel
    for box in panel.boxes.indices {
      if case .panel(let inner) = panel.boxes[box].content { panel.boxes[box].content = .panel(inner + 1) }
    }
    return panel
  }

  /// The placement of the diagram, from that of its halves; nil where a line between the towers would meet a box, or goes to
  /// several boxes in an open block.
  ///
  /// Cost: linear in boxes and lines, but crossing lines times boxes.
  public func placement(_ halves: Placement) -> Placement? {
    guard halves.panels.count == diagram.panels.count + 1 else { return nil }
    var join = TowerJoin(self, halves)
    return join.run()
  }
}
