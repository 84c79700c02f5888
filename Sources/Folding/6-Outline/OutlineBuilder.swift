import GraphAlgorithms
import Idioms
import ModelGraph
import TextOutput

/// Builds the outline of a tree: items, ports and links of every distinct block.
struct OutlineBuilder {
  let model: Model
  let flat: FlatGraph
  let tree: BlockTree
  let classes: StructuralClasses
  let stacks: Stacks
  let idioms: FoundIdioms?
  let options: FoldOptions
  /// By type and detail: idioms that are one operator.
  private var knownIdioms: [[String]: OutlineIdiom] = [:]
  /// Whether repeats are gathered.
  let gathers: Bool
  /// Whether ports, inputs and outputs beyond a few are gathered too, so that a page can hold the picture.
  let gathersRest: Bool
  var outline: Outline
  /// What all operators of the outline look their nodes up in.
  let graphs: SharedGraphs
  /// By value: the number of its value in the outline, or -1.
  private var valueOf: [Int32]
  /// By count: the number of the value that stands for so many.
  private var bundles: [Int: Int] = [:]
  var counter: ParameterCounter
  var knownInputGroups: [BlockID: [[Int]]] = [:]

  init(_ tree: BlockTree, _ context: inout FoldContext) {
    model = context.model
    flat = context.flat
    self.tree = tree
    classes = context.classes(of: tree)
    stacks = context.stacks(of: tree)
    idioms = context.idioms
    options = context.options
    gathers = context.options.foldsRepeats
    gathersRest = context.options.gathersRest
    outline = Outline(
      header: model.header, traits: model.traits, blocks: [], items: [], values: [], diagnostics: [])
    valueOf = [Int32](repeating: -1, count: flat.values.count)
    graphs = SharedGraphs(model.graphs)
    counter = ParameterCounter(flat: flat, tree: tree, countsAll: model.traits.allTensorsAreParameters)
  }

  /// Elements of the weights that a block uses, each once.
  mutating func weightCount(_ block: BlockID) -> Int64 { counter.count([.block(block)]) }

  /// Builds the picture of one block.
  mutating func build(_ root: BlockID) {
    let inputs = root == 0 ? flat.inputs : classes.inputsOfBlock[root]
    let outputs = root == 0 ? flat.outputs : stacks.outputs(of: .block(root))
    addBlock(
      root, members: [.block(root)], inputs: [],
      outputs: root == 0 ? [] : outputs.map { Port(values: PortContent($0), inner: PortContent($0)) })
    var ported = ports(of: root, forced: Set(outputs))
    let terminals = terminals(inputs, outputs, ported)
    let inputValues = terminals.inputs.map { PortContent($0.values) }
    let outputValues = terminals.outputs.map { PortContent($0.values) }
    if gathersRest { Bundling.run(&ported, sources: inputValues, sinks: outputValues) }
    makeRoom(pills: inputValues.count + outputValues.count)
    let pills = (
      inputs: terminals.inputs.map { addTerminal($0, isInput: true) },
      outputs: terminals.outputs.map { addTerminal($0, isInput: false) }
    )
    let items = pills.inputs + ported.map { addItem($0, copies: [root], [:]) } + pills.outputs
    // After the blocks inside are done, so that there is only one wiring at a time.
    let first = inputValues.count
    var wiring = Wiring(ported, offset: first)
    for (index, terminal) in terminals.inputs.enumerated() {
      wiring.add(terminal.values, .item(index, port: 0), isBundle: terminal.isRest)
    }
    var links = links(into: ported, offset: first, from: wiring)
    for (index, terminal) in terminals.outputs.enumerated() {
      let target = OutlineLink.End.item(first + ported.count + index, port: 0)
      append(terminal.values, to: target, from: wiring, &links)
    }
    outline.blocks[0].items = items
    outline.blocks[0].links = links.fitted
  }

  /// Makes room for the worst case: pages that are not touched take no memory, and growing would take it twice.
  private mutating func makeRoom(pills: Int) {
    outline.items.reserveCapacity(tree.order.count + tree.blocks.count + pills)
    outline.blocks.reserveCapacity(tree.blocks.count)
    // Beside the model's values there may be one that stands for many at each block's border.
    outline.values.reserveCapacity(flat.values.count + tree.blocks.count)
  }

  /// Makes a block and everything inside; returns its number.
  @discardableResult
  private mutating func addBlock(
    _ block: BlockID, members: [Child], inputs: [Port], outputs: [Port], copies: [BlockID] = []
  ) -> Int {
    let id = outline.blocks.count
    let own = tree.blocks[block]
    let title = title(members)
    let each = block == 0 ? ParameterCounter.total(model) : counter.count([.block(block)])
    outline.blocks.append(
      OutlineBlock(
        kind: own.kind, title: title, shownTitle: tree.shownTitle(title, of: block), className: own.className,
        idiom: own.idiom.flatMap { idioms?.matches.all[$0] }.map { OutlineIdiom($0) },
        path: tree.path(of: block),
        depth: own.depth, repeats: members.count, isOpen: false, items: [], links: [],
        inputs: inputs.map { value(inside: $0) }, outputs: outputs.map { value(inside: $0) },
        captured: inputs.indices.filter { port in inputs[port].inner.allSatisfy(own.captures.contains) },
        operatorCount: tree.ranges[block].count, hiddenCount: counter.hiddenCount(block),
        parameters: each, totalParameters: members.count > 1 ? counter.count(members) : each))
    outline.looseClasses.append(classes.looseOfBlock[block])
    guard id != 0 else { return id }
    list(copies, asBlock: id)
    fillInside(of: block, id, inputs: inputs, outputs: outputs, copies: copies)
    return id
  }

  private mutating func fillInside(
    of block: BlockID, _ id: Int, inputs: [Port], outputs: [Port], copies: [BlockID]
  ) {
    var ported = ports(of: block, forced: Set(outputs.flatMap(\.inner)))
    if gathersRest { Bundling.run(&ported, sources: inputs.map(\.inner), sinks: outputs.map(\.inner)) }
    let places = places(in: block, standingFor: copies)
    let items = ported.map { addItem($0, copies: copies, places) }
    // After the blocks inside are done, so that there is only one wiring at a time.
    var wiring = Wiring(ported, offset: 0)
    for (index, port) in inputs.enumerated() {
      wiring.add(port.inner, .border(index), isBundle: port.isBundle)
    }
    var links = links(into: ported, offset: 0, from: wiring)
    for (index, port) in outputs.enumerated() { append(port.inner, to: .border(index), from: wiring, &links) }
    outline.blocks[id].items = items
    outline.blocks[id].links = links.fitted
  }

  /// Makes an item of a block that stands for `blocks`, with the places of its children where those are several.
  private mutating func addItem(_ item: Ported, copies blocks: [BlockID], _ places: [Child: Int]) -> Int {
    let copies = copies(of: item.drawn, in: blocks, places)
    let content: OutlineItem.Content
    switch item.drawn.item {
    case .node(let flatNode): content = .operation(operation(flatNode))
    case .block(let block):
      let number = addBlock(
        block, members: item.drawn.members, inputs: item.inputs, outputs: item.outputs,
        copies: Self.blocks(copies))
      outline.blocks[number].isParallel = item.drawn.isParallel
      content = .block(number)
    }
    outline.items.append(
      OutlineItem(
        content: content, inputs: item.inputs.map { values(outside: $0) },
        outputs: item.outputs.map { values(outside: $0).last ?? 0 },
        repeats: item.drawn.count))
    if item.drawn.item.isNode { list(copies, asItem: outline.items.count - 1) }
    return outline.items.count - 1
  }

  private mutating func operation(_ flatNode: FlatNodeID) -> OutlineOperator {
    let description = flat.nodes[flatNode]
    let slots = flat.inputs(of: flatNode)
    let readsConstant = slots.contains {
      $0.map { !flat.isDrawn($0) && flat.values[$0].constant != nil } ?? false
    }
    return OutlineOperator(
      graphs: graphs, graph: description.graph, number: description.node,
      attributes: flat.attributes(of: description, in: model),
      constants: !readsConstant
        ? []
        : slots.map { flatValue in
          guard let flatValue, !flat.isDrawn(flatValue) else { return nil }
          return flat.values[flatValue].constant
        },
      parameters: counter.count([.node(flatNode)]),
      idiom: idiom(of: flatNode))
  }

  /// The idiom that an operator is by itself. Equal ones are made once.
  private mutating func idiom(of flatNode: FlatNodeID) -> OutlineIdiom? {
    guard let idioms else { return nil }
    let facts = idioms.facts
    if let match = idioms.matches.single(flatNode) { return OutlineIdiom(match) }
    let type = facts.type(flatNode)
    guard !model.traits.nodesAreLayers, !FormulaRows.wider.contains(type),
      let name = FormulaRows.operators[type],
      let about = options.idioms.facts[name], about.kind == "activation" || about.kind == "normalization"
    else { return nil }
    let detail = IdiomText.width(of: flatNode, about, facts)
    let key = [type, detail ?? ""]
    if let known = knownIdioms[key] { return known }
    let made = OutlineIdiom(
      name: name, title: about.title, detail: detail, kind: about.kind, isCard: true,
      program: ElementRegions.program(of: flatNode, facts))
    knownIdioms[key] = made
    return made
  }

  // MARK: Links, values and titles

  /// Where the values of a panel come from.
  struct Wiring {
    private var ends: [Int32: Place] = [:]
    /// The ends from which one line stands for many values.
    private(set) var bundles: Set<OutlineLink.End> = []

    /// An end in 8 bytes, since a panel may have as many values as the model.
    private struct Place {
      /// An item, or -1 for the border.
      let item: Int32
      let port: Int32
    }

    init(_ ported: [Ported], offset: Int) {
      ends.reserveCapacity(
        ported.reduce(0) { sum, item in item.outputs.reduce(sum) { $0 + $1.values.count } })
      for (index, item) in ported.enumerated() {
        for (port, own) in item.outputs.enumerated() {
          add(own.values, .item(offset + index, port: port), isBundle: own.isBundle)
        }
      }
    }

    mutating func add(_ flatValues: some Sequence<FlatValueID>, _ end: OutlineLink.End, isBundle: Bool) {
      let place =
        switch end {
        case .item(let item, let port): Place(item: Int32(item), port: Int32(port))
        case .border(let port): Place(item: -1, port: Int32(port))
        }
      for flatValue in flatValues { ends[Int32(flatValue)] = place }
      if isBundle { bundles.insert(end) }
    }

    /// The end that a value comes from.
    func source(of flatValue: FlatValueID) -> OutlineLink.End? {
      ends[Int32(flatValue)].map { place in
        place.item < 0 ? .border(Int(place.port)) : .item(Int(place.item), port: Int(place.port))
      }
    }
  }

  mutating func links(into ported: [Ported], offset: Int, from wiring: Wiring) -> [OutlineLink] {
    var links: [OutlineLink] = []
    links.reserveCapacity(ported.reduce(0) { $0 + $1.inputs.count })
    for (index, item) in ported.enumerated() {
      guard item.drawn.item.isNode else {
        for (port, own) in item.inputs.enumerated() {
          append(own.values, to: .item(offset + index, port: port), from: wiring, &links)
        }
        continue
      }
      // Values from one port (a fan of inputs, a stack) go into an operator as one line.
      var ports: [OutlineLink.End: Int] = [:]
      var lines: [(port: Int, values: PortContent)] = []
      for (port, own) in item.inputs.enumerated() {
        let end = own.values.first.flatMap { wiring.source(of: $0) }
        if let end, let known = ports[end] {
          lines[known].values = PortContent(lines[known].values.list + own.values)
        } else {
          if let end { ports[end] = lines.count }
          lines.append((port, own.values))
        }
      }
      for line in lines {
        append(line.values, to: .item(offset + index, port: line.port), from: wiring, &links)
      }
    }
    return links
  }

  /// One link for each distinct source of values that meet in one port.
  mutating func append(
    _ flatValues: some Sequence<FlatValueID>, to target: OutlineLink.End, from wiring: Wiring,
    _ links: inout [OutlineLink]
  ) {
    var places: [OutlineLink.End: Int] = [:]
    var found: [(end: OutlineLink.End, flatValue: FlatValueID, count: Int)] = []
    for flatValue in flatValues {
      guard let end = wiring.source(of: flatValue) else { continue }
      if let place = places[end] {
        found[place].count += 1
      } else {
        places[end] = found.count
        found.append((end, flatValue, 1))
      }
    }
    for line in found {
      let isBundle = line.count > 1 && wiring.bundles.contains(line.end)
      links.append(
        OutlineLink(
          source: line.end, target: target, value: isBundle ? bundle(of: line.count) : value(line.flatValue)))
    }
  }

  mutating func value(_ flatValue: FlatValueID) -> Int {
    if valueOf[flatValue] >= 0 { return Int(valueOf[flatValue]) }
    let (graph, number) = (flat.values[flatValue].graph, flat.values[flatValue].value)
    let (name, type) = (model.graphs[graph].values[number].name, model.graphs[graph].values[number].type)
    var made = OutlineValue(name: name, type: type)
    if graph != 0 { made.innerName = flat.recordedName(of: flatValue, in: model) }
    outline.values.append(made)
    valueOf[flatValue] = Int32(outline.values.count - 1)
    return outline.values.count - 1
  }

  /// The value that a port shows inside.
  private mutating func value(inside port: Port) -> Int {
    port.isBundle ? bundle(of: port.inner.count) : value(port.inner[0])
  }

  /// The values that a port shows outside; that of a stack has one for each member.
  private mutating func values(outside port: Port) -> [Int] {
    port.isBundle ? [bundle(of: port.values.count)] : port.values.map { value($0) }
  }

  /// The value that stands for so many.
  mutating func bundle(of count: Int) -> Int {
    if let known = bundles[count] { return known }
    let name = NumberText.grouped(Int64(count)) + " values"
    outline.values.append(OutlineValue(name: name, type: nil, count: count))
    bundles[count] = outline.values.count - 1
    return outline.values.count - 1
  }

  func title(_ members: [Child]) -> String {
    guard case .block(let first)? = members.first else { return "" }
    let title = tree.title(of: first)
    guard members.count > 1, case .block(let last)? = members.last else {
      return title + tree.blocks[first].turn.suffix
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
      if case .block(let inner) = child, tree.blocks[inner].kind != .pattern,
        tree.blocks[inner].kind != .idiom
      {
        inner
      } else {
        nil
      }
    }
  }
}
