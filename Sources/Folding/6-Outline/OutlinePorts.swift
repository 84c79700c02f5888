import GraphAlgorithms

/// Where values cross the borders of items: ports, and which values share one.
extension OutlineBuilder {
  /// A drawn item with its ports.
  struct Ported {
    var drawn: DrawnItem
    var inputs: [Port]
    var outputs: [Port]
  }

  /// A place where values cross the border of an item.
  struct Port {
    /// The values that cross; of a stack those of all members, except those that one hands to the next.
    var values: PortContent
    /// The values of the first member that stand for it inside.
    var inner: PortContent
    /// Whether many values were joined, see ``Bundling``.
    var isBundle = false
  }

  /// The drawn items of a block with their ports. `forced` values go out though nothing here reads them.
  mutating func ports(of block: BlockID, forced: Set<FlatValueID>) -> [Ported] {
    let drawn = gathers ? stacks.gather(block) : tree.blocks[block].children.map { DrawnItem($0) }
    return drawn.map { ports(of: $0, forced: forced) }
  }

  private mutating func ports(of drawn: DrawnItem, forced: Set<FlatValueID>) -> Ported {
    let first = Array(classes.inputs(drawn.item))
    let groups = inputGroups(drawn.item, first)
    let innerInputs = groups?.map { PortContent($0.map { first[$0] }) } ?? first.map { PortContent($0) }
    guard drawn.count > 1 else {
      let outputs = outputGroups(drawn.item, stacks.outputs(of: drawn.item, forced: forced))
      return Ported(
        drawn: drawn, inputs: innerInputs.map { Port(values: $0, inner: $0) },
        outputs: outputs.map { Port(values: $0, inner: $0) })
    }
    let whole = drawn.members.map { tree.range(of: $0) }
    let sorted = whole.sorted { $0.lowerBound < $1.lowerBound }
    func isInside(_ node: FlatNodeID) -> Bool { Self.contains(sorted, tree.position[node]) }
    var inputs: [[FlatValueID]] = innerInputs.map { _ in [] }
    let places = groups ?? first.indices.map { [$0] }
    for member in drawn.members {
      let own = Array(classes.inputs(member))
      for (port, group) in places.enumerated() {
        for index in group where own.indices.contains(index) {
          if case .node(let source, _) = flat.values[own[index]].producer, isInside(source) { continue }
          if inputs[port].last != own[index] { inputs[port].append(own[index]) }
        }
      }
    }
    // A port is a place in the member: the producing operator's ordinal and its output slot.
    var values: [Place: [FlatValueID]] = [:]
    var outputPlaces: [Place] = []
    for (member, range) in zip(drawn.members, whole) {
      for value in stacks.outputs(of: member, forced: forced) {
        guard case .node(let source, let slot) = flat.values[value].producer else { continue }
        let isRead =
          flat.values[value].isOutput || forced.contains(value)
          || flat.uses(of: value).contains { tree.position[$0.node] >= 0 && !isInside($0.node) }
        // A value that a member only hands to the next still goes out of it.
        let place = Place(ordinal: tree.position[source] - range.lowerBound, slot: slot)
        if values[place] == nil {
          outputPlaces.append(place)
          values[place] = []
        }
        if isRead { values[place]?.append(value) }
      }
    }
    var placeOf: [FlatValueID: Place] = [:]
    for place in outputPlaces {
      if let value = flat.outputs(of: tree.order[whole[0].lowerBound + place.ordinal])[place.slot] {
        placeOf[value] = place
      }
    }
    let firstOutputs = outputPlaces.compactMap { place in
      flat.outputs(of: tree.order[whole[0].lowerBound + place.ordinal])[place.slot]
    }
    let inner = outputGroups(drawn.item, firstOutputs)
    let outputs = inner.map { group in
      let outer = group.flatMap { value in placeOf[value].flatMap { values[$0] } ?? [] }
      return outer.isEmpty ? group : PortContent(outer)
    }
    return Ported(
      drawn: drawn, inputs: zip(inputs, innerInputs).map { Port(values: PortContent($0), inner: $1) },
      outputs: zip(outputs, inner).map { Port(values: $0, inner: $1) })
  }

  /// A place in a stack's member where a value comes out.
  private struct Place: Hashable {
    var ordinal: Int
    var slot: Int
  }

  /// The inputs of an item by port, as places in its list of values; nil where each has a port of its own. Model inputs
  /// that all go to one port of a stack inside (a decoder's caches, one a layer) are one port.
  private mutating func inputGroups(_ item: Child, _ values: [FlatValueID]) -> [[Int]]? {
    guard case .block(let block) = item, gathers,
      values.reduce(0, { $0 + (flat.values[$1].producer == .input ? 1 : 0) }) > 1
    else { return nil }
    if let known = knownInputGroups[block] { return known }
    var readers: [FlatValueID: (port: [Int], count: Int)] = [:]
    var sizes: [[Int]: Int] = [:]
    for (index, inner) in ports(of: block, forced: []).enumerated() {
      for (port, group) in inner.inputs.map(\.values).enumerated() {
        sizes[[index, port]] = group.count
        for value in group { readers[value] = ([index, port], (readers[value]?.count ?? 0) + 1) }
      }
    }
    let groups = values.indices.orderedGroups { index -> [Int]? in
      let value = values[index]
      guard let reader = readers[value], reader.count == 1, flat.values[value].producer == .input,
        !flat.values[value].isOutput, (sizes[reader.port] ?? 0) > 1
      else { return nil }
      return reader.port
    }
    knownInputGroups[block] = groups
    return groups
  }

  /// The outputs of an item by port: those of one stack's members inside, one a member, are one port.
  private mutating func outputGroups(_ item: Child, _ values: [FlatValueID]) -> [PortContent] {
    guard case .block(let block) = item, gathers,
      values.reduce(0, { $0 + (flat.values[$1].isOutput ? 1 : 0) }) > 1
    else { return values.map { PortContent($0) } }
    var portOf: [FlatValueID: [Int]] = [:]
    for (index, inner) in ports(of: block, forced: Set(values)).enumerated() {
      for (port, group) in inner.outputs.map(\.values).enumerated() where group.count > 1 {
        for value in group { portOf[value] = [index, port] }
      }
    }
    return values.orderedGroups { portOf[$0] }.map { PortContent($0) }
  }

  /// Whether one of some ascending, disjoint ranges holds a position. Cost: logarithmic.
  private static func contains(_ ranges: [Range<Int>], _ position: Int) -> Bool {
    let place = ranges.partitioningIndex { $0.upperBound > position }
    return place < ranges.count && ranges[place].contains(position)
  }
}
