import DiagramModel

/// Boxes of a panel to be framed, with the words in the frame's corner.
struct PanelRegion {
  /// Ascending.
  var boxes: [Int]
  var condition: TextLine
}

extension Composer {
  /// Puts boxes of a panel into frames: panels of their own, so that layout keeps them together and everything else out.
  ///
  /// Cost: linear in boxes and lines for each frame.
  mutating func frame(_ regions: [PanelRegion], in id: PanelID) {
    let whole = panels[id]
    // By box: the region, and its place there.
    var inside: [Int: (region: Int, place: Int)] = [:]
    for (region, own) in regions.enumerated() {
      for (place, box) in own.boxes.enumerated() { inside[box] = (region, place) }
    }
    guard !inside.isEmpty else { return }
    var boxes: [Box] = []
    var placeOf = Array(repeating: 0, count: whole.boxes.count)
    var frameOf = Array(repeating: -1, count: regions.count)
    for (index, box) in whole.boxes.enumerated() {
      guard let (region, place) = inside[index] else {
        placeOf[index] = boxes.count
        boxes.append(box)
        continue
      }
      guard place == 0 else { continue }
      frameOf[region] = boxes.count
      let inner = panels.count
      panels.append(
        Panel(
          header: .init(lines: [regions[region].condition]),
          boxes: regions[region].boxes.map { whole.boxes[$0] },
          depth: whole.depth + 1))
      panels[inner].isRegion = true
      boxes.append(Box(content: .panel(inner), size: Size(0, 0), name: regions[region].condition.text))
    }
    var frames = RegionLines(placeOf, frameOf, inside)
    for link in whole.links { frames.add(link) }
    for (region, frame) in frameOf.enumerated() where frame >= 0 {
      guard case .panel(let inner) = boxes[frame].content else { continue }
      panels[inner].links = frames.inner[region]
      panels[inner].inputs = frames.inputs[region].map { Port(value: $0.value) }
      panels[inner].outputs = frames.outputs[region].map { Port(value: $0.value) }
      boxes[frame].inputs = panels[inner].inputs
      boxes[frame].outputs = panels[inner].outputs
      setLayoutKey(of: inner)
    }
    panels[id].boxes = boxes
    panels[id].links = frames.outer
  }
}

/// The lines of a panel with frames in it: a line across a frame becomes one outside and one inside.
private struct RegionLines {
  private(set) var outer: [Link] = []
  /// By region.
  private(set) var inner: [[Link]]
  private(set) var inputs: [[(source: Link.End, value: String)]]
  private(set) var outputs: [[(source: Link.End, value: String)]]
  private let placeOf: [Int]
  private let frameOf: [Int]
  private let inside: [Int: (region: Int, place: Int)]

  init(_ placeOf: [Int], _ frameOf: [Int], _ inside: [Int: (region: Int, place: Int)]) {
    self.placeOf = placeOf
    self.frameOf = frameOf
    self.inside = inside
    inner = frameOf.map { _ in [] }
    inputs = frameOf.map { _ in [] }
    outputs = frameOf.map { _ in [] }
  }

  mutating func add(_ link: Link) {
    let (from, to) = (place(of: link.source), place(of: link.target))
    if let from, let to, from.region == to.region {
      inner[from.region].append(Link(from: from.end, to: to.end, style: link.style, value: link.value))
      return
    }
    var source = moved(link.source)
    if let from {
      let port = port(&outputs[from.region], link.source, link.value)
      if port.isNew {
        inner[from.region].append(
          Link(from: from.end, to: .border(port.number), style: link.style, value: link.value))
      }
      source = .box(frameOf[from.region], port: port.number)
    }
    var target = moved(link.target)
    if let to {
      let port = port(&inputs[to.region], link.source, link.value)
      inner[to.region].append(
        Link(from: .border(port.number), to: to.end, style: link.style, value: link.value))
      target = .box(frameOf[to.region], port: port.number)
      guard port.isNew else { return }
    }
    outer.append(Link(from: source, to: target, style: link.style, value: link.value))
  }

  /// The region that an end is in, and the end there.
  private func place(of end: Link.End) -> (region: Int, end: Link.End)? {
    guard case .box(let box, let port) = end, let own = inside[box] else { return nil }
    return (own.region, .box(own.place, port: port))
  }

  private func moved(_ end: Link.End) -> Link.End {
    guard case .box(let box, let port) = end else { return end }
    return .box(placeOf[box], port: port)
  }

  /// The port of a frame for a value, which has one however often it is read.
  private func port(
    _ ports: inout [(source: Link.End, value: String)], _ source: Link.End, _ value: String
  ) -> (number: Int, isNew: Bool) {
    if let known = ports.firstIndex(where: { $0.source == source }) { return (known, false) }
    ports.append((source, value))
    return (ports.count - 1, true)
  }
}
