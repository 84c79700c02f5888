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

  /// A drawn item with its ports, as nets.
  struct Ported {
    var drawn: DrawnItem
    /// By input port: the nets that come in.
    var inputs: [[NetID]]
    /// By output port: the nets that go out; of a stack, one per member that is read outside.
    var outputs: [[NetID]]
    /// By output port: the net of the first member that stands for it inside.
    var inner: [NetID]
  }

  /// Builds the picture of one block.
  mutating func build(_ root: BlockID) {
    let inputs = root == 0 ? flat.inputs : structure.inputsOfBlock[root]
    let outputs = root == 0 ? flat.outputs : repeats.outputs(of: .block(root))
    addBlock(root, members: [.block(root)], borderOutputs: root == 0 ? [] : outputs)
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
  private mutating func addBlock(_ block: BlockID, members: [Item], borderOutputs: [NetID]) -> Int {
    let id = outline.blocks.count
    let own = tree.blocks[block]
    let inputs = block == 0 ? [] : structure.inputsOfBlock[block]
    let each = counter.count([.block(block)])
    outline.blocks.append(
      OutlineBlock(
        kind: own.kind, title: title(members), className: own.className, path: tree.path(of: block),
        depth: own.depth, repeats: members.count, isOpen: false, items: [], links: [],
        inputs: inputs.map { value($0) }, outputs: borderOutputs.map { value($0) },
        captured: inputs.indices.filter { own.captures.contains(inputs[$0]) },
        operatorCount: tree.ranges[block].count, hiddenCount: counter.hiddenCount(block),
        parameters: each, totalParameters: members.count > 1 ? counter.count(members) : each))
    looseClasses.append(structure.looseOfBlock[block])
    guard id != 0 else { return id }
    fillInside(of: block, id, inputs: inputs, outputs: borderOutputs)
    return id
  }

  private mutating func fillInside(of block: BlockID, _ id: Int, inputs: [NetID], outputs: [NetID]) {
    let ported = ports(of: block, forced: Set(outputs))
    var source: [NetID: OutlineLink.End] = [:]
    for (port, net) in inputs.enumerated() { source[net] = .border(port) }
    var items: [Int] = []
    for (index, item) in ported.enumerated() {
      items.append(addItem(item))
      for (port, nets) in item.outputs.enumerated() {
        for net in nets { source[net] = .item(index, port: port) }
      }
    }
    var links = links(into: ported, offset: 0, from: source)
    for (port, net) in outputs.enumerated() { append([net], to: .border(port), from: source, &links) }
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
  private func ports(of block: BlockID, forced: Set<NetID>) -> [Ported] {
    let drawn =
      gathers ? repeats.gather(block) : tree.blocks[block].children.map { DrawnItem(item: $0, members: [$0]) }
    return drawn.map { ports(of: $0, forced: forced) }
  }

  private func ports(of drawn: DrawnItem, forced: Set<NetID>) -> Ported {
    guard drawn.members.count > 1 else {
      let outputs = repeats.outputs(of: drawn.item, forced: forced)
      return Ported(
        drawn: drawn, inputs: structure.inputs(drawn.item, flat).map { [$0] }, outputs: outputs.map { [$0] },
        inner: outputs)
    }
    let whole = drawn.members.map { tree.range(of: $0) }
    let sorted = whole.sorted { $0.lowerBound < $1.lowerBound }
    func isInside(_ leaf: LeafID) -> Bool { Self.contains(sorted, tree.position[leaf]) }
    var inputs: [[NetID]] = structure.inputs(drawn.item, flat).map { _ in [] }
    for member in drawn.members {
      for (port, net) in structure.inputs(member, flat).enumerated() where inputs.indices.contains(port) {
        if case .leaf(let source, _) = flat.nets[net].producer, isInside(source) { continue }
        if inputs[port].last != net { inputs[port].append(net) }
      }
    }
    // A port is a place in the member: the producing operator's ordinal and its output slot.
    var keys: [(ordinal: Int, slot: Int)] = []
    var nets: [[NetID]] = []
    for (member, range) in zip(drawn.members, whole) {
      for net in repeats.outputs(of: member, forced: forced) {
        guard case .leaf(let source, let slot) = flat.nets[net].producer else { continue }
        let readOutside =
          flat.nets[net].isOutput || forced.contains(net)
          || flat.nets[net].uses.contains { tree.position[$0.leaf] >= 0 && !isInside($0.leaf) }
        guard readOutside else { continue }
        let ordinal = tree.position[source] - range.lowerBound
        if let port = keys.firstIndex(where: { $0 == (ordinal, slot) }) {
          nets[port].append(net)
        } else {
          keys.append((ordinal, slot))
          nets.append([net])
        }
      }
    }
    let inner = keys.compactMap { key -> NetID? in
      flat.leaves[tree.order[whole[0].lowerBound + key.ordinal]].outputs[key.slot]
    }
    return Ported(drawn: drawn, inputs: inputs, outputs: nets, inner: inner)
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
        // A joined fan of inputs goes into an operator as one line.
        if item.drawn.item.isLeaf, let net = nets.first, flat.nets[net].producer == .input,
          let end = source[net], !fans.insert(end).inserted
        {
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
    return Titles.range(title, tree.title(of: last), count: members.count)
  }
}
