import DiagramModel

/// The stations of a U as panels of their own, so that layout knows nothing of the U: what comes from the station
/// before enters at the top, what goes on leaves at the bottom. Lines to other places are left out.
struct ScalePieces {
  /// All panels of the page but the first, whose place one takes that holds the stations.
  private(set) var diagram: Diagram
  /// By line: its number in its station's panel, where it ends there.
  private(set) var local: [Int?]
  /// By station: the number of the line that leaves it.
  private(set) var exits: [Int?] = []
  /// By box: the ports of it that values leave on in its station's panel, in that panel's order.
  private(set) var ports: [Int: [Int]] = [:]
  /// By station: its panel.
  private(set) var panels: [PanelID] = []

  /// Cost: linear in boxes and lines, and the square of the stations, which are few.
  init(_ diagram: Diagram, _ plan: ScalePlan) {
    self.diagram = diagram
    local = Array(repeating: nil, count: plan.panel.links.count)
    var holder = Panel(depth: 0)
    holder.layoutKey = (diagram.panels.map(\.layoutKey).max() ?? 0) + 1
    var parts: [Panel] = []
    for number in plan.stations.indices {
      var part = panel(of: number, plan)
      let twin = parts.firstIndex { Self.look(alike: $0, part) }
      part.layoutKey = twin.map { parts[$0].layoutKey } ?? holder.layoutKey + 1 + number
      panels.append(diagram.panels.count + number)
      holder.boxes.append(
        Box(
          content: .panel(panels[number]), size: Size(0, 0), inputs: part.inputs, outputs: part.outputs))
      parts.append(part)
    }
    self.diagram.panels[0] = holder
    self.diagram.panels += parts
  }

  /// The panel of one station.
  private mutating func panel(of station: Int, _ plan: ScalePlan) -> Panel {
    var builder = StationPanel(plan, station)
    for box in plan.stations[station].boxes {
      for index in plan.incoming[box] where plan.ways[index] != .skip {
        local[index] = builder.addLine(index)
      }
    }
    let leaving = plan.stations[station].boxes.flatMap { plan.outgoing[$0] }.first { index in
      switch plan.ways[index] {
      case .step(from: station), .turn: true
      default: false
      }
    }
    exits.append(leaving.map { builder.addExit($0) })
    ports.merge(builder.ports) { first, _ in first }
    return builder.panel
  }

  /// Whether layout has to do the same for two panels.
  private static func look(alike a: Panel, _ b: Panel) -> Bool {
    a.boxes.count == b.boxes.count && a.links.count == b.links.count && a.inputs.count == b.inputs.count
      && a.outputs.count == b.outputs.count
      && zip(a.boxes, b.boxes).allSatisfy { a, b in
        a.size == b.size && a.repeats == b.repeats && a.inputs.count == b.inputs.count
          && a.outputs.map { $0.label?.width } == b.outputs.map { $0.label?.width }
          && isTerminal(a) == isTerminal(b)
      }
      && zip(a.links, b.links).allSatisfy { $0.source == $1.source && $0.target == $1.target }
  }

  private static func isTerminal(_ box: Box) -> Bool {
    if case .terminal = box.content { true } else { false }
  }
}
