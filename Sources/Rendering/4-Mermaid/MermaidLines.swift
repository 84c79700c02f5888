import DiagramModel

/// The lines of a diagram from box to box: with borders of open blocks followed, since Mermaid's lines end at boxes.
struct MermaidLines {
  /// One line.
  struct Line: Equatable {
    /// The boxes at its ends.
    var source, target: Place
    /// The text beside it where it is the first that leaves its port.
    var label: TextLine?
    /// Whether it is dashed.
    var isCaptured: Bool
  }

  /// A box that is no open block.
  struct Place: Hashable {
    /// The number of its panel.
    var panel: Int
    /// Its place among the panel's boxes.
    var box: Int
  }

  /// An end of a line inside of a panel.
  private struct PanelEnd: Hashable {
    var panel: Int
    var end: Link.End
  }

  private let panels: [Panel]
  /// By where it ends: the places from which lines come.
  private var sources: [PanelEnd: [Link.End]] = [:]
  /// By panel: the open block that it is.
  private var homes: [Int: Place] = [:]

  /// The lines, in the order of their targets, each pair of boxes once. Cost: linear in links, times how deep they lead.
  static func lines(of diagram: Diagram) -> [Line] { MermaidLines(diagram).lines() }

  /// The panels that no line enters or leaves.
  static func isolatedPanels(of diagram: Diagram) -> Set<PanelID> {
    func isBorder(_ end: Link.End) -> Bool { if case .border = end { true } else { false } }
    return Set(
      diagram.panels.indices.filter { panel in
        !diagram.panels[panel].links.contains { isBorder($0.source) || isBorder($0.target) }
      })
  }

  private init(_ diagram: Diagram) {
    panels = diagram.panels
    for (number, panel) in panels.enumerated() {
      for link in panel.links {
        sources[PanelEnd(panel: number, end: link.target), default: []].append(link.source)
      }
      for (index, box) in panel.boxes.enumerated() {
        if case .panel(let inner) = box.content { homes[inner] = Place(panel: number, box: index) }
      }
    }
  }

  private func lines() -> [Line] {
    var lines: [Line] = []
    var known: [[Place]: Int] = [:]
    var labelled: Set<PanelEnd> = []
    for (number, panel) in panels.enumerated() {
      for link in panel.links {
        guard case .box(let index, _) = link.target, inside(of: number, index) == nil else { continue }
        let target = Place(panel: number, box: index)
        for found in origins(of: PanelEnd(panel: number, end: link.source)) {
          guard case .box(let box, let port) = found.end else { continue }
          let source = Place(panel: found.panel, box: box)
          let isCaptured = link.style == .captured
          let label = labelled.insert(found).inserted ? label(of: source, port: port) : nil
          if let line = known[[source, target]] {
            // A line that stands for several carries data if one of them does.
            lines[line].isCaptured = lines[line].isCaptured && isCaptured
            lines[line].label = lines[line].label ?? label
          } else {
            known[[source, target]] = lines.count
            lines.append(Line(source: source, target: target, label: label, isCaptured: isCaptured))
          }
        }
      }
    }
    return lines
  }

  private func label(of place: Place, port: Int) -> TextLine? {
    let outputs = panels[place.panel].boxes[place.box].outputs
    return outputs.indices.contains(port) ? outputs[port].label : nil
  }

  private func inside(of panel: Int, _ box: Int) -> PanelID? {
    if case .panel(let inner) = panels[panel].boxes[box].content { inner } else { nil }
  }

  /// The ports of boxes from which a value really comes.
  private func origins(of end: PanelEnd) -> [PanelEnd] {
    var found: [PanelEnd] = []
    var pending = [end]
    var seen: Set<PanelEnd> = [end]
    while let next = pending.popLast() {
      var before: PanelEnd
      switch next.end {
      case .border(let port):
        guard let home = homes[next.panel] else { continue }
        before = PanelEnd(panel: home.panel, end: .box(home.box, port: port))
      case .box(let index, let port):
        guard let inner = inside(of: next.panel, index) else {
          found.append(next)
          continue
        }
        before = PanelEnd(panel: inner, end: .border(port))
      }
      for source in (sources[before] ?? []).reversed() {
        let place = PanelEnd(panel: before.panel, end: source)
        if seen.insert(place).inserted { pending.append(place) }
      }
    }
    return found
  }
}
