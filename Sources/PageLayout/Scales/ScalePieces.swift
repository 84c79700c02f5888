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
  /// The panel of what stands beside the U, and by bus the number of the line that leaves it.
  private(set) var beside: (panel: PanelID, exits: [Int])?

  /// Cost: linear in boxes and lines.
  init(_ diagram: Diagram, _ plan: ScalePlan) {
    self.diagram = diagram
    local = Array(repeating: nil, count: plan.panel.links.count)
    var holder = Panel(depth: 0)
    holder.layoutKey = (diagram.panels.map(\.layoutKey).max() ?? 0) + 1
    var parts: [Panel] = []
    var keys: [LayoutSignature: Int] = [:]
    var all = plan.stations.indices.map { panel(of: $0, plan) }
    if let panel = besidePanel(plan) { all.append(panel) }
    for (number, part) in all.enumerated() {
      var part = part
      // No box in it is open.
      let signature = LayoutSignature(part) { _ in 0 }
      part.layoutKey = keys[signature] ?? holder.layoutKey + 1 + number
      keys[signature] = part.layoutKey
      let id = diagram.panels.count + number
      if plan.stations.indices.contains(number) { panels.append(id) }
      holder.boxes.append(
        Box(
          content: .panel(id), size: Size(0, 0), inputs: part.inputs, outputs: part.outputs))
      parts.append(part)
    }
    self.diagram.panels[0] = holder
    self.diagram.panels += parts
  }

  /// The panel of one station.
  private mutating func panel(of station: Int, _ plan: ScalePlan) -> Panel {
    var builder = StationPanel(plan, plan.stations[station].boxes)
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

  /// The panel of what stands beside the U, which comes after those of the stations; nil where nothing does.
  private mutating func besidePanel(_ plan: ScalePlan) -> Panel? {
    guard !plan.beside.isEmpty else { return nil }
    var builder = StationPanel(plan, plan.beside)
    for box in plan.beside {
      for index in plan.incoming[box] { local[index] = builder.addLine(index) }
    }
    let exits = plan.buses.compactMap { $0.links.first }.map { builder.addExit($0) }
    beside = (diagram.panels.count + plan.stations.count, exits)
    ports.merge(builder.ports) { first, _ in first }
    return builder.panel
  }
}
