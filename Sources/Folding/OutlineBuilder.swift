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
  var outline: Outline
  /// By outline block: its loose class.
  private(set) var looseClasses: [Int] = []
  var valueOfNet: [NetID: Int] = [:]
  var counter: ParameterCounter
  var knownInputGroups: [BlockID: [[Int]]] = [:]

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
    counter = ParameterCounter(flat: flat, tree: tree, countsAll: model.header.format == "Keras")
  }

  /// Elements of the weights that a block uses, each once.
  mutating func weightCount(_ block: BlockID) -> Int64 { counter.count([.block(block)]) }

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
    let inputs =
      block == 0 ? [] : inputGroups(.block(block)).map { $0.map { structure.inputsOfBlock[block][$0] } }
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

  // MARK: Links, values and titles

  mutating func links(
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
  mutating func append(
    _ nets: [NetID], to target: OutlineLink.End, from source: [NetID: OutlineLink.End],
    _ links: inout [OutlineLink]
  ) {
    var seen: Set<OutlineLink.End> = []
    for net in nets {
      guard let end = source[net], seen.insert(end).inserted else { continue }
      links.append(OutlineLink(source: end, target: target, value: value(net)))
    }
  }

  mutating func value(_ net: NetID) -> Int {
    if let known = valueOfNet[net] { return known }
    let description = model.graphs[flat.nets[net].graph].values[flat.nets[net].value]
    outline.values.append(OutlineValue(name: description.name, type: description.type))
    valueOfNet[net] = outline.values.count - 1
    return outline.values.count - 1
  }

  func title(_ members: [Item]) -> String {
    guard case .block(let first)? = members.first else { return "" }
    let title = tree.title(of: first)
    guard members.count > 1, case .block(let last)? = members.last else {
      let call = tree.blocks[first].call
      return call > 1 ? "\(title) (call \(call))" : title
    }
    if tree.blocks[first].kind == .pattern, let start = named(in: first).first, let end = named(in: last).last
    {
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
