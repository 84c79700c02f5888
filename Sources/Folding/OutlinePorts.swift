/// Where values cross the borders of items: ports, and which nets share one.
extension OutlineBuilder {
  /// A drawn item with its ports.
  struct Ported {
    var drawn: DrawnItem
    var inputs: [Port]
    var outputs: [Port]
  }

  /// A place where values cross the border of an item.
  struct Port {
    /// The nets that cross; of a stack those of all members, without what one hands to the next.
    var nets: [NetID]
    /// The nets of the first member that stand for it inside.
    var inner: [NetID]
    /// Whether many values were joined, see ``Bundling``.
    var isBundle = false
  }

  /// The drawn items of a block with their ports. `forced` nets go out though nothing here reads them.
  mutating func ports(of block: BlockID, forced: Set<NetID>) -> [Ported] {
    let drawn =
      gathers ? repeats.gather(block) : tree.blocks[block].children.map { DrawnItem(item: $0, members: [$0]) }
    return drawn.map { ports(of: $0, forced: forced) }
  }

  private mutating func ports(of drawn: DrawnItem, forced: Set<NetID>) -> Ported {
    let first = Array(structure.inputs(drawn.item))
    let groups = inputGroups(drawn.item, first)
    let innerInputs = groups?.map { $0.map { first[$0] } } ?? first.map { [$0] }
    guard drawn.members.count > 1 else {
      let outputs = outputGroups(drawn.item, repeats.outputs(of: drawn.item, forced: forced))
      return Ported(
        drawn: drawn, inputs: innerInputs.map { Port(nets: $0, inner: $0) },
        outputs: outputs.map { Port(nets: $0, inner: $0) })
    }
    let whole = drawn.members.map { tree.range(of: $0) }
    let sorted = whole.sorted { $0.lowerBound < $1.lowerBound }
    func isInside(_ leaf: LeafID) -> Bool { Self.contains(sorted, tree.position[leaf]) }
    var inputs: [[NetID]] = innerInputs.map { _ in [] }
    let places = groups ?? first.indices.map { [$0] }
    for member in drawn.members {
      let own = Array(structure.inputs(member))
      for (port, group) in places.enumerated() {
        for index in group where own.indices.contains(index) {
          if case .leaf(let source, _) = flat.nets[own[index]].producer, isInside(source) { continue }
          if inputs[port].last != own[index] { inputs[port].append(own[index]) }
        }
      }
    }
    // A port is a place in the member: the producing operator's ordinal and its output slot.
    var nets: [Place: [NetID]] = [:]
    var outputPlaces: [Place] = []
    for (member, range) in zip(drawn.members, whole) {
      for net in repeats.outputs(of: member, forced: forced) {
        guard case .leaf(let source, let slot) = flat.nets[net].producer else { continue }
        let isRead =
          flat.nets[net].isOutput || forced.contains(net)
          || flat.uses(of: net).contains { tree.position[$0.leaf] >= 0 && !isInside($0.leaf) }
        // What a member only hands to the next still goes out of it.
        let place = Place(ordinal: tree.position[source] - range.lowerBound, slot: slot)
        if nets[place] == nil {
          outputPlaces.append(place)
          nets[place] = []
        }
        if isRead { nets[place]?.append(net) }
      }
    }
    var placeOf: [NetID: Place] = [:]
    for place in outputPlaces {
      if let net = flat.outputs(of: tree.order[whole[0].lowerBound + place.ordinal])[place.slot] {
        placeOf[net] = place
      }
    }
    let firstOutputs = outputPlaces.compactMap { place in
      flat.outputs(of: tree.order[whole[0].lowerBound + place.ordinal])[place.slot]
    }
    let inner = outputGroups(drawn.item, firstOutputs)
    let outputs = inner.map { group in
      let outer = group.flatMap { net in placeOf[net].flatMap { nets[$0] } ?? [] }
      return outer.isEmpty ? group : outer
    }
    return Ported(
      drawn: drawn, inputs: zip(inputs, innerInputs).map { Port(nets: $0, inner: $1) },
      outputs: zip(outputs, inner).map { Port(nets: $0, inner: $1) })
  }

  /// A place in a stack's member where a value comes out.
  private struct Place: Hashable {
    var ordinal: Int
    var slot: Int
  }

  /// The inputs of an item by port, as places in its list of nets; nil where each has a port of its own. Model inputs
  /// that all go to one port of a stack inside (a decoder's caches, one a layer) are one port.
  private mutating func inputGroups(_ item: Item, _ nets: [NetID]) -> [[Int]]? {
    guard case .block(let block) = item, gathers,
      nets.reduce(0, { $0 + (flat.nets[$1].producer == .input ? 1 : 0) }) > 1
    else { return nil }
    if let known = knownInputGroups[block] { return known }
    var readers: [NetID: (port: [Int], count: Int)] = [:]
    var sizes: [[Int]: Int] = [:]
    for (index, inner) in ports(of: block, forced: []).enumerated() {
      for (port, group) in inner.inputs.map(\.nets).enumerated() {
        sizes[[index, port]] = group.count
        for net in group { readers[net] = ([index, port], (readers[net]?.count ?? 0) + 1) }
      }
    }
    var groups: [[Int]] = []
    var places: [[Int]: Int] = [:]
    for (index, net) in nets.enumerated() {
      if let reader = readers[net], reader.count == 1, flat.nets[net].producer == .input,
        !flat.nets[net].isOutput,
        (sizes[reader.port] ?? 0) > 1
      {
        if let place = places[reader.port] {
          groups[place].append(index)
          continue
        }
        places[reader.port] = groups.count
      }
      groups.append([index])
    }
    knownInputGroups[block] = groups
    return groups
  }

  /// The outputs of an item by port: those of one stack's members inside, one a member, are one port.
  private mutating func outputGroups(_ item: Item, _ nets: [NetID]) -> [[NetID]] {
    guard case .block(let block) = item, gathers,
      nets.reduce(0, { $0 + (flat.nets[$1].isOutput ? 1 : 0) }) > 1
    else { return nets.map { [$0] } }
    var portOf: [NetID: [Int]] = [:]
    for (index, inner) in ports(of: block, forced: Set(nets)).enumerated() {
      for (port, group) in inner.outputs.map(\.nets).enumerated() where group.count > 1 {
        for net in group { portOf[net] = [index, port] }
      }
    }
    var groups: [[NetID]] = []
    var places: [[Int]: Int] = [:]
    for net in nets {
      if let port = portOf[net] {
        if let place = places[port] {
          groups[place].append(net)
          continue
        }
        places[port] = groups.count
      }
      groups.append([net])
    }
    return groups
  }

  /// Whether one of some ascending, disjoint ranges holds a position. Cost: logarithmic.
  private static func contains(_ ranges: [Range<Int>], _ position: Int) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(position)
  }
}
