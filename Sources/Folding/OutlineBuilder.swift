import ModelGraph

/// Builds the outline of a tree: items, ports and links of every distinct block.
struct OutlineBuilder {
  let model: Model
  let flat: FlatGraph
  let tree: BlockTree
  let structure: Structure
  let repeats: Repeats
  /// Whether repeats are gathered.
  let gathers: Bool
  private(set) var outline: Outline
  /// By outline block: its loose class.
  private(set) var looseClasses: [Int] = []
  private var valueOfNet: [NetID: Int] = [:]
  private var counter: ParameterCounter
  private var knownInputGroups: [BlockID: [[Int]]] = [:]

  init(
    model: Model, flat: FlatGraph, tree: BlockTree, structure: Structure, repeats: Repeats, gathers: Bool
  ) {
    self.model = model
    self.flat = flat
    self.tree = tree
    self.structure = structure
    self.repeats = repeats
    self.gathers = gathers
    outline = Outline(header: model.header, blocks: [], items: [], values: [], diagnostics: [])
    counter = ParameterCounter(flat: flat, tree: tree)
  }

  /// Elements of the weights that a block uses, each once.
  mutating func weightCount(_ block: BlockID) -> Int64 { counter.count([.block(block)]) }

  /// A drawn item with its ports, as nets.
  struct Ported {
    var drawn: DrawnItem
    /// By input port: the nets that come in.
    var inputs: [[NetID]]
    /// By output port: the nets that go out; of a stack, one per member that is read outside.
    var outputs: [[NetID]]
    /// By output port: the nets of the first member that stand for it inside.
    var inner: [[NetID]]
  }

  /// Builds the picture of one block.
  mutating func build(_ root: BlockID) {
    let inputs = root == 0 ? flat.inputs : structure.inputsOfBlock[root]
    let outputs = root == 0 ? flat.outputs : repeats.outputs(of: .block(root))
    addBlock(root, members: [.block(root)], borderOutputs: root == 0 ? [] : outputs.map { [$0] })
    let ported = ports(of: root, forced: Set(outputs))
    var items = terminals(inputs, outputs, ported)
    let first = items.inputs.count
    var source: [NetID: OutlineLink.End] = [:]
    for (index, nets) in items.inputNets.enumerated() {
      for net in nets { source[net] = .item(index, port: 0) }
    }
    for (index, item) in ported.enumerated() {
      items.all.append(addItem(item))
      for (port, nets) in item.outputs.enumerated() {
        for net in nets { source[net] = .item(first + index, port: port) }
      }
    }
    var links = links(into: ported, offset: first, from: source)
    for (index, nets) in items.outputNets.enumerated() {
      items.all.append(items.outputs[index])
      let target = OutlineLink.End.item(first + ported.count + index, port: 0)
      append(nets, to: target, from: source, &links)
    }
    outline.blocks[0].items = items.all
    outline.blocks[0].links = links
  }

  /// Makes a block and everything inside; gives its number.
  @discardableResult
  private mutating func addBlock(_ block: BlockID, members: [Item], borderOutputs: [[NetID]]) -> Int {
    let id = outline.blocks.count
    let own = tree.blocks[block]
    let inputs = block == 0 ? [] : inputGroups(.block(block)).map { $0.map { structure.inputsOfBlock[block][$0] } }
    let each = block == 0 ? ParameterCounter.total(model) : counter.count([.block(block)])
    outline.blocks.append(
      OutlineBlock(
        kind: own.kind, title: title(members), className: own.className, path: tree.path(of: block),
        depth: own.depth, repeats: members.count, isOpen: false, items: [], links: [],
        inputs: inputs.map { value($0[0]) }, outputs: borderOutputs.map { value($0[0]) },
        captured: inputs.indices.filter { own.captures.contains(inputs[$0][0]) },
        operatorCount: tree.ranges[block].count, hiddenCount: counter.hiddenCount(block),
        parameters: each, totalParameters: members.count > 1 ? counter.count(members) : each))
    looseClasses.append(structure.looseOfBlock[block])
    guard id != 0 else { return id }
    fillInside(of: block, id, inputs: inputs, outputs: borderOutputs)
    return id
  }

  private mutating func fillInside(of block: BlockID, _ id: Int, inputs: [[NetID]], outputs: [[NetID]]) {
    let ported = ports(of: block, forced: Set(outputs.joined()))
    var source: [NetID: OutlineLink.End] = [:]
    for (port, nets) in inputs.enumerated() { for net in nets { source[net] = .border(port) } }
    var items: [Int] = []
    for (index, item) in ported.enumerated() {
      items.append(addItem(item))
      for (port, nets) in item.outputs.enumerated() {
        for net in nets { source[net] = .item(index, port: port) }
      }
    }
    var links = links(into: ported, offset: 0, from: source)
    for (port, nets) in outputs.enumerated() { append(nets, to: .border(port), from: source, &links) }
    outline.blocks[id].items = items
    outline.blocks[id].links = links
  }

  private mutating func addItem(_ item: Ported) -> Int {
    let content: OutlineItem.Content
    switch item.drawn.item {
    case .leaf(let leaf): content = .operation(operation(leaf))
    case .block(let block):
      content = .block(addBlock(block, members: item.drawn.members, borderOutputs: item.inner))
    }
    outline.items.append(
      OutlineItem(
        content: content, inputs: item.inputs.map { $0.map { value($0) } },
        outputs: item.outputs.map { value($0.last ?? 0) }, repeats: item.drawn.members.count))
    return outline.items.count - 1
  }

  private mutating func operation(_ leaf: LeafID) -> OutlineOperator {
    let description = flat.leaves[leaf]
    return OutlineOperator(
      node: model.graphs[description.graph].nodes[description.node], graph: description.graph,
      attributes: flat.attributes(of: description, in: model),
      constants: description.inputs.map { net in
        guard let net, !flat.isDrawn(net) else { return nil }
        return flat.nets[net].constant
      },
      parameters: counter.count([.leaf(leaf)]))
  }

  // MARK: Ports and links

  /// The drawn items of a block with their ports. `forced` nets go out though nothing here reads them.
  private mutating func ports(of block: BlockID, forced: Set<NetID>) -> [Ported] {
    let drawn =
      gathers ? repeats.gather(block) : tree.blocks[block].children.map { DrawnItem(item: $0, members: [$0]) }
    return drawn.map { ports(of: $0, forced: forced) }
  }

  private mutating func ports(of drawn: DrawnItem, forced: Set<NetID>) -> Ported {
    let groups = inputGroups(drawn.item)
    guard drawn.members.count > 1 else {
      let own = structure.inputs(drawn.item, flat)
      let outputs = outputGroups(drawn.item, repeats.outputs(of: drawn.item, forced: forced))
      return Ported(
        drawn: drawn, inputs: groups.map { $0.map { own[$0] } }, outputs: outputs, inner: outputs)
    }
    let whole = drawn.members.map { tree.range(of: $0) }
    let sorted = whole.sorted { $0.lowerBound < $1.lowerBound }
    func isInside(_ leaf: LeafID) -> Bool { Self.contains(sorted, tree.position[leaf]) }
    var inputs: [[NetID]] = groups.map { _ in [] }
    for member in drawn.members {
      let own = structure.inputs(member, flat)
      for (port, group) in groups.enumerated() {
        for index in group where own.indices.contains(index) {
          if case .leaf(let source, _) = flat.nets[own[index]].producer, isInside(source) { continue }
          if inputs[port].last != own[index] { inputs[port].append(own[index]) }
        }
      }
    }
    // A port is a place in the member: the producing operator's ordinal and its output slot.
    var nets: [Place: [NetID]] = [:]
    var places: [Place] = []
    for (member, range) in zip(drawn.members, whole) {
      for net in repeats.outputs(of: member, forced: forced) {
        guard case .leaf(let source, let slot) = flat.nets[net].producer else { continue }
        let isRead =
          flat.nets[net].isOutput || forced.contains(net)
          || flat.nets[net].uses.contains { tree.position[$0.leaf] >= 0 && !isInside($0.leaf) }
        guard isRead else { continue }
        let place = Place(ordinal: tree.position[source] - range.lowerBound, slot: slot)
        if nets[place] == nil { places.append(place) }
        nets[place, default: []].append(net)
      }
    }
    var placeOf: [NetID: Place] = [:]
    for place in places {
      if let net = flat.leaves[tree.order[whole[0].lowerBound + place.ordinal]].outputs[place.slot] {
        placeOf[net] = place
      }
    }
    let first = places.compactMap { place in
      flat.leaves[tree.order[whole[0].lowerBound + place.ordinal]].outputs[place.slot]
    }
    let inner = outputGroups(drawn.item, first)
    let outputs = inner.map { group in group.flatMap { net in placeOf[net].flatMap { nets[$0] } ?? [] } }
    return Ported(drawn: drawn, inputs: inputs, outputs: outputs, inner: inner)
  }

  /// A place in a stack's member where a value comes out.
  private struct Place: Hashable {
    var ordinal: Int
    var slot: Int
  }

  /// The inputs of an item by port, as places in its list of nets. Model inputs that all go to one port of
  /// a stack inside (a decoder's caches, one a layer) are one port.
  private mutating func inputGroups(_ item: Item) -> [[Int]] {
    let nets = structure.inputs(item, flat)
    let apart = nets.indices.map { [$0] }
    guard case .block(let block) = item, gathers,
      nets.reduce(0, { $0 + (flat.nets[$1].producer == .input ? 1 : 0) }) > 1
    else { return apart }
    if let known = knownInputGroups[block] { return known }
    var readers: [NetID: (port: [Int], count: Int)] = [:]
    var sizes: [[Int]: Int] = [:]
    for (index, inner) in ports(of: block, forced: []).enumerated() {
      for (port, group) in inner.inputs.enumerated() {
        sizes[[index, port]] = group.count
        for net in group { readers[net] = ([index, port], (readers[net]?.count ?? 0) + 1) }
      }
    }
    var groups: [[Int]] = []
    var places: [[Int]: Int] = [:]
    for (index, net) in nets.enumerated() {
      if let reader = readers[net], reader.count == 1, flat.nets[net].producer == .input, !flat.nets[net].isOutput,
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
      for (port, group) in inner.outputs.enumerated() where group.count > 1 {
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

  private mutating func links(
    into ported: [Ported], offset: Int, from source: [NetID: OutlineLink.End]
  ) -> [OutlineLink] {
    var links: [OutlineLink] = []
    for (index, item) in ported.enumerated() {
      var fans: Set<OutlineLink.End> = []
      for (port, nets) in item.inputs.enumerated() {
        // What comes out of one port (a fan of inputs, a stack) goes into an operator as one line.
        if item.drawn.item.isLeaf, let end = nets.first.flatMap({ source[$0] }), !fans.insert(end).inserted {
          continue
        }
        append(nets, to: .item(offset + index, port: port), from: source, &links)
      }
    }
    return links
  }

  /// One link for each distinct source of nets that meet in one port.
  private mutating func append(
    _ nets: [NetID], to target: OutlineLink.End, from source: [NetID: OutlineLink.End], _ links: inout [OutlineLink]
  ) {
    var seen: Set<OutlineLink.End> = []
    for net in nets {
      guard let end = source[net], seen.insert(end).inserted else { continue }
      links.append(OutlineLink(source: end, target: target, value: value(net)))
    }
  }

  private mutating func value(_ net: NetID) -> Int {
    if let known = valueOfNet[net] { return known }
    let description = model.graphs[flat.nets[net].graph].values[flat.nets[net].value]
    outline.values.append(OutlineValue(name: description.name, type: description.type))
    valueOfNet[net] = outline.values.count - 1
    return outline.values.count - 1
  }

  // MARK: Terminals and titles

  /// Inputs and outputs of the picture, those of one stack's members gathered.
  private struct Terminals {
    var inputs: [Int] = []
    var inputNets: [[NetID]] = []
    var outputs: [Int] = []
    var outputNets: [[NetID]] = []
    var all: [Int] = []
  }

  private mutating func terminals(_ inputs: [NetID], _ outputs: [NetID], _ ported: [Ported]) -> Terminals {
    var terminals = Terminals()
    var readers: [NetID: Int] = [:]
    for item in ported { for nets in item.inputs { for net in nets { readers[net, default: 0] += 1 } } }
    let inputGroups = group(inputs, by: ported.map(\.inputs)) { net in
      readers[net] == 1 && !flat.nets[net].isOutput
    }
    for nets in joinFans(inputGroups, readers) {
      terminals.inputs.append(addTerminal(nets, isInput: true))
      terminals.inputNets.append(nets)
    }
    for nets in group(outputs, by: ported.map(\.outputs), where: { _ in true }) {
      terminals.outputs.append(addTerminal(nets, isInput: false))
      terminals.outputNets.append(nets)
    }
    terminals.all = terminals.inputs
    return terminals
  }

  /// Puts inputs together that differ only in the number in their names and all go to one operator: the
  /// columns of a table, the caches of a decoder.
  private func joinFans(_ groups: [[NetID]], _ readers: [NetID: Int]) -> [[NetID]] {
    struct Fan: Hashable {
      var stem: String
      var type: ValueType?
      var reader: LeafID
    }
    let fans = groups.map { nets -> Fan? in
      guard nets.count == 1, readers[nets[0]] == 1, !flat.nets[nets[0]].isOutput,
        let reader = flat.nets[nets[0]].uses.first?.leaf,
        flat.nets[nets[0]].uses.allSatisfy({ $0.leaf == reader })
      else { return nil }
      let value = model.graphs[flat.nets[nets[0]].graph].values[flat.nets[nets[0]].value]
      return Fan(stem: value.name.filter { !$0.isNumber }, type: value.type, reader: reader)
    }
    var sizes: [Fan: Int] = [:]
    for case let fan? in fans { sizes[fan, default: 0] += 1 }
    var joined: [[NetID]] = []
    var places: [Fan: Int] = [:]
    for (nets, fan) in zip(groups, fans) {
      if let fan, (sizes[fan] ?? 0) >= Self.smallestFan {
        if let place = places[fan] {
          joined[place] += nets
          continue
        }
        places[fan] = joined.count
      }
      joined.append(nets)
    }
    return joined
  }

  /// Fewer inputs than this are drawn one by one.
  private static let smallestFan = 4

  /// Nets in order, those that meet in one port of a stack put together.
  private func group(_ nets: [NetID], by ports: [[[NetID]]], where isAllowed: (NetID) -> Bool) -> [[NetID]] {
    var portOf: [NetID: Int] = [:]
    var next = 0
    for item in ports {
      for port in item {
        if port.count > 1 { for net in port { portOf[net] = next } }
        next += 1
      }
    }
    var groups: [[NetID]] = []
    var places: [Int: Int] = [:]
    for net in nets {
      if let port = portOf[net], isAllowed(net) {
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

  private mutating func addTerminal(_ nets: [NetID], isInput: Bool) -> Int {
    let values = nets.map { value($0) }
    var name = values.first.map { outline.values[$0].name } ?? ""
    if values.count > 1, let last = values.last {
      name = Titles.range(name, outline.values[last].name, count: values.count)
    }
    outline.items.append(
      OutlineItem(
        content: isInput ? .input(name: name) : .output(name: name),
        inputs: isInput ? [] : [values], outputs: isInput ? [values.first ?? 0] : [], repeats: values.count))
    return outline.items.count - 1
  }

  private func title(_ members: [Item]) -> String {
    guard case .block(let first)? = members.first else { return "" }
    let title = tree.title(of: first)
    guard members.count > 1, case .block(let last)? = members.last else {
      let call = tree.blocks[first].call
      return call > 1 ? "\(title) (call \(call))" : title
    }
    if tree.blocks[first].kind == .pattern, let start = named(in: first).first, let end = named(in: last).last {
      return Titles.range(tree.title(of: start), tree.title(of: end), count: members.count)
    }
    return Titles.range(title, tree.title(of: last), count: members.count)
  }

  /// The blocks in a pattern that the exporter named.
  private func named(in pattern: BlockID) -> [BlockID] {
    tree.blocks[pattern].children.compactMap { child in
      if case .block(let inner) = child, tree.blocks[inner].kind != .pattern { inner } else { nil }
    }
  }
}
