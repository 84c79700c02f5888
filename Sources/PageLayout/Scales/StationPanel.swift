import DiagramModel

/// Builds the panel of a station, whose boxes have only the ports that its lines use.
struct StationPanel {
  private(set) var panel = Panel(depth: 1)
  /// By box: the ports that values leave on, in the order of the panel's.
  private(set) var ports: [Int: [Int]] = [:]
  private let plan: ScalePlan
  /// By box: its number in the panel.
  private var numbers: [Int: Int] = [:]
  private var sources: [Link.End: Link.End] = [:]
  private var targets: [Link.End: Link.End] = [:]

  init(_ plan: ScalePlan, _ boxes: [Int]) {
    self.plan = plan
    for box in boxes {
      numbers[box] = panel.boxes.count
      var copy = plan.panel.boxes[box]
      (copy.inputs, copy.outputs) = ([], [])
      panel.boxes.append(copy)
    }
  }

  /// Adds a line that ends in the station; returns its number.
  mutating func addLine(_ index: Int) -> Int {
    let link = plan.panel.links[index]
    let source = source(link.source)
    if source == .border(0), panel.inputs.isEmpty { panel.inputs.append(Port(value: link.value)) }
    panel.links.append(Link(from: source, to: target(link.target), style: link.style))
    return panel.links.count - 1
  }

  /// Adds the line that leaves the station, where a value does; returns its number.
  mutating func addExit(_ index: Int) -> Int {
    let link = plan.panel.links[index]
    let exit = Link.End.border(panel.outputs.count)
    panel.links.append(Link(from: source(link.source), to: exit, style: link.style))
    panel.outputs.append(Port(value: link.value))
    return panel.links.count - 1
  }

  private mutating func source(_ end: Link.End) -> Link.End {
    guard case .box(let box, let port) = end, let number = numbers[box] else { return .border(0) }
    if let known = sources[end] { return known }
    let all = plan.panel.boxes[box].outputs
    var copy = all.indices.contains(port) ? all[port] : Port(value: "")
    // The label stands on the skip.
    if plan.outgoing[box].contains(where: { plan.ways[$0] == .skip && plan.panel.links[$0].source == end }) {
      copy.label = nil
    }
    let own = Link.End.box(number, port: panel.boxes[number].outputs.count)
    panel.boxes[number].outputs.append(copy)
    ports[box, default: []].append(port)
    sources[end] = own
    return own
  }

  private mutating func target(_ end: Link.End) -> Link.End {
    guard case .box(let box, let port) = end, let number = numbers[box] else { return .border(0) }
    if let known = targets[end] { return known }
    let all = plan.panel.boxes[box].inputs
    let own = Link.End.box(number, port: panel.boxes[number].inputs.count)
    panel.boxes[number].inputs.append(all.indices.contains(port) ? all[port] : Port(value: ""))
    targets[end] = own
    return own
  }
}
