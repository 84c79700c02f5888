/// Joins the ports of items that have too many, so that one line stands for all values that go the same way.
///
/// A panel shows where data flows. A block that hands five hundred values to another is drawn with one line that
/// says so; which they are is in the block's own picture. What comes in by one port comes from the same places, and
/// what goes out by one goes to the same places; where even that leaves too many, all go by one port.
///
/// Cost: linear in the panel's ports and values, and nothing for panels that have no such item.
struct Bundling {
  /// An item with more ports on one side has them joined. Drawn as a card of usual width, more lines stand closer
  /// than their arrowheads are wide.
  static let mostPorts = 16

  /// By value: what makes it: an item by number, then what comes from outside.
  private var makers: [NetID: Int] = [:]
  /// By value: what reads it: items, then what goes outside, ascending.
  private var readers: [NetID: [Int]] = [:]

  /// Joins ports of a panel's items.
  ///
  /// - Parameters:
  ///   - sources: the values that come into the panel, by pill or border port.
  ///   - sinks: those that leave it.
  static func run(_ ported: inout [OutlineBuilder.Ported], sources: [[NetID]], sinks: [[NetID]]) {
    let isCrowded = ported.map { item in
      !item.drawn.item.isLeaf && item.inputs.count > mostPorts || item.outputs.count > mostPorts
    }
    guard isCrowded.contains(true) else { return }
    let bundling = Bundling(ported, sources: sources, sinks: sinks)
    for index in ported.indices where isCrowded[index] { bundling.join(&ported[index]) }
  }

  private init(_ ported: [OutlineBuilder.Ported], sources: [[NetID]], sinks: [[NetID]]) {
    for (index, item) in ported.enumerated() {
      for port in item.outputs { for net in port.nets { makers[net] = index } }
      for port in item.inputs {
        for net in port.nets where readers[net]?.last != index { readers[net, default: []].append(index) }
      }
    }
    for (index, nets) in sources.enumerated() { for net in nets { makers[net] = ported.count + index } }
    for (index, nets) in sinks.enumerated() {
      for net in nets { readers[net, default: []].append(ported.count + index) }
    }
  }

  private func join(_ item: inout OutlineBuilder.Ported) {
    if !item.drawn.item.isLeaf {
      item.inputs = Self.joined(item.inputs) { nets in Set(nets.map { makers[$0] ?? -1 }).sorted() }
    }
    item.outputs = Self.joined(item.outputs) { nets in Set(nets.flatMap { readers[$0] ?? [] }).sorted() }
  }

  /// The ports with those of equal keys made one, in order of the first; all made one where that leaves too many.
  private static func joined(
    _ ports: [OutlineBuilder.Port], _ key: ([NetID]) -> [Int]
  ) -> [OutlineBuilder.Port] {
    guard ports.count > mostPorts else { return ports }
    var groups: [[Int]] = []
    var places: [[Int]: Int] = [:]
    for (index, port) in ports.enumerated() {
      let key = key(port.nets)
      if let place = places[key] {
        groups[place].append(index)
      } else {
        places[key] = groups.count
        groups.append([index])
      }
    }
    if groups.count > mostPorts { groups = [Array(ports.indices)] }
    return groups.map { group in
      guard group.count > 1 else { return ports[group[0]] }
      return OutlineBuilder.Port(
        nets: group.flatMap { ports[$0].nets }, inner: group.flatMap { ports[$0].inner }, isBundle: true)
    }
  }
}
