import Diagnostics
import ModelGraph

/// Writes a model out into one ``FlatGraph``: calls of local functions and bodies in place, scopes,
/// calls and bodies as blocks.
///
/// Cost: linear in what is written out. Functions may call each other exponentially often in a hostile file, even
/// around nothing, so the depth of calls is bounded, and each call and operator is charged against a budget; a call
/// beyond it stays one operator.
struct Expansion {
  let model: Model
  var flat = FlatGraph()
  var diagnostics: [Diagnostic] = []
  private var functions: [OperatorID: Int] = [:]
  private var callStack: [Int] = []
  /// What may still be written out before further calls are left as one operator each: operators and calls, each
  /// as often as blocks stand around it, since later passes cost that much, and what a call needs room for.
  private var budget: Int
  private var functionNames: [FunctionName]

  /// How deep calls and bodies may nest before a call is left as one operator.
  static let maxDepth = 64
  /// The budget of a small file: some 50,000 operators at the greatest depth take about a second.
  private static let smallBudget = 2_000_000
  /// What each node in a file adds to the budget, so that a large file with functions is written out whole.
  private static let budgetPerNode = 16
  /// How deep blocks may nest; deeper scopes join the last allowed one.
  static let maxBlockDepth = 200

  init(_ model: Model) {
    self.model = model
    budget = model.graphs.reduce(Self.smallBudget) { $0 + Self.budgetPerNode * $1.nodes.count }
    functionNames = model.functions.map { FunctionName($0.id.type) }
    for (index, function) in model.functions.enumerated() where functions[function.id] == nil {
      functions[function.id] = index
    }
  }

  /// Writes the main graph out.
  mutating func run() {
    let root = model.main
    let title = root.scopes[0].className ?? root.name
    flat.leaves.reserveCapacity(root.nodes.count)
    flat.nets.reserveCapacity(root.values.count)
    flat.blocks = [Block(kind: .model, name: title, className: root.scopes[0].className, parent: 0, depth: 0)]
    var nets = [NetID?](repeating: nil, count: root.values.count)
    for (value, description) in root.values.enumerated() where description.producer == .input {
      nets[value] = addNet(0, value, .input)
    }
    for value in root.inputs where root.values[value].constant == nil {
      if let net = nets[value] { flat.inputs.append(net) }
    }
    expand(graph: 0, into: 0, nets: &nets, frame: 0, depth: 0)
    for value in root.outputs {
      let net = net(0, value, &nets)
      flat.nets[net].isOutput = true
      flat.outputs.append(net)
    }
    flat.listUses()
  }

  private mutating func addNet(_ graph: GraphID, _ value: ValueID, _ producer: Net.Producer) -> NetID {
    var net = Net(graph: graph, value: value, producer: producer)
    if let constant = model.graphs[graph].values[value].constant {
      net.constant = constant
      switch model.graphs[graph].values[value].producer {
      case .initializer, .input:
        net.isInitializer = true
        net.producer = .constant
      default: break
      }
    }
    flat.nets.append(net)
    return flat.nets.count - 1
  }

  /// The net of a value, made on first sight for initializers and values nobody makes.
  private mutating func net(_ graph: GraphID, _ value: ValueID, _ nets: inout [NetID?]) -> NetID {
    if let net = nets[value] { return net }
    let net = addNet(graph, value, .none)
    nets[value] = net
    return net
  }

  /// Writes one graph out into a block; `nets` maps its values to nets and comes with the formals set.
  private mutating func expand(
    graph id: GraphID, into block: BlockID, nets: inout [NetID?], frame: Int, depth: Int
  ) {
    var scopeBlocks = [BlockID?](repeating: nil, count: model.graphs[id].scopes.count)
    scopeBlocks[0] = block
    for node in model.graphs[id].nodes.indices {
      let home = self.block(ofScope: model.graphs[id].nodes[node].scope, in: id, &scopeBlocks)
      expand(node: node, of: id, home: home, nets: &nets, frame: frame, depth: depth)
    }
  }

  private mutating func expand(
    node: NodeID, of graph: GraphID, home: BlockID, nets: inout [NetID?], frame: Int, depth: Int
  ) {
    let inputs = inputs(of: node, in: graph, &nets)
    if !functions.isEmpty, let function = functions[model.graphs[graph].nodes[node].op],
      call(
        function, node: model.graphs[graph].nodes[node], inputs: inputs, graph: graph, home: home,
        nets: &nets,
        frame: frame, depth: depth)
    {
      return
    }
    let bodies = depth < Self.maxDepth ? model.graphs[graph].nodes[node].bodies : []
    if bodies.isEmpty {
      addLeaf(node, of: graph, in: home, inputs: inputs, frame: frame, nets: &nets)
      return
    }
    let description = model.graphs[graph].nodes[node]
    let label = description.name.isEmpty ? description.op.type : description.name
    let control = addBlock(.control(description.op), name: label, className: nil, in: home)
    var collected = Self.controlInputs(of: description, inputs)
    for body in bodies {
      let inner = addBlock(.body(body.attribute), name: body.attribute, className: nil, in: control)
      collected += expand(
        body: body.graph, into: inner, node: description, inputs: inputs, from: graph, outer: &nets,
        frame: frame, depth: depth)
    }
    addLeaf(node, of: graph, in: control, inputs: collected, frame: frame, nets: &nets)
  }

  private mutating func inputs(of node: NodeID, in graph: GraphID, _ nets: inout [NetID?]) -> [NetID?] {
    var found: [NetID?] = []
    found.reserveCapacity(model.graphs[graph].nodes[node].inputs.count)
    for slot in model.graphs[graph].nodes[node].inputs.indices {
      let value = model.graphs[graph].nodes[node].inputs[slot]
      found.append(value.map { net(graph, $0, &nets) })
    }
    return found
  }

  /// Writes a body out and gives the nets of its outputs.
  private mutating func expand(
    body: GraphID, into block: BlockID, node: Node, inputs: [NetID?], from outerGraph: GraphID,
    outer: inout [NetID?], frame: Int, depth: Int
  ) -> [NetID?] {
    let graph = model.graphs[body]
    var nets = [NetID?](repeating: nil, count: graph.values.count)
    for capture in graph.captures where outer.indices.contains(capture.outer) {
      let net = net(outerGraph, capture.outer, &outer)
      nets[capture.inner] = net
      flat.blocks[block].captures.insert(net)
    }
    let actuals = Self.bodyActuals(of: node, inputs, formals: graph.inputs.count)
    for (position, formal) in graph.inputs.enumerated() where nets[formal] == nil {
      nets[formal] = actuals[position] ?? addNet(body, formal, .none)
    }
    expand(graph: body, into: block, nets: &nets, frame: frame, depth: depth + 1)
    return graph.outputs.map { net(body, $0, &nets) }
  }

  /// Writes a call out; false where it must stay one operator.
  private mutating func call(
    _ function: Int, node: Node, inputs: [NetID?], graph: GraphID, home: BlockID, nets: inout [NetID?],
    frame: Int, depth: Int
  ) -> Bool {
    let definition = model.functions[function]
    guard !callStack.contains(function) else {
      diagnose("recursive-function", "function \(definition.id.description) calls itself")
      return false
    }
    guard depth < Self.maxDepth, budget > 0 else {
      diagnose(
        "function-bound",
        "calls nest too deep or too often at function \(definition.id.description); further calls are drawn as one operator"
      )
      return false
    }
    callStack.append(function)
    defer { callStack.removeLast() }
    let body = model.graphs[definition.graph]
    charge(flat.blocks[home].depth + 1 + (body.values.count + body.scopes.count) / Self.valuesPerOperator)
    var inner = [NetID?](repeating: nil, count: body.values.count)
    // A formal that the caller leaves out gets a net when something reads it.
    for (formal, actual) in zip(body.inputs, inputs) { inner[formal] = actual }
    let parts = naming(function, calledBy: node)
    let block = addBlock(
      .function(definition.id), name: parts.path, className: parts.className, in: home)
    expand(
      graph: definition.graph, into: block, nets: &inner,
      frame: bind(definition, node, frame), depth: depth + 1)
    for (position, formal) in body.outputs.enumerated() where position < node.outputs.count {
      if let actual = node.outputs[position] {
        nets[actual] = net(definition.graph, formal, &inner)
      }
    }
    return true
  }

  /// What a call's block is named: the path in the function's name where an exporter put one, else the
  /// call's own name, with the function as its class.
  private func naming(_ function: Int, calledBy node: Node) -> FunctionName {
    var name = functionNames[function]
    let own = String(node.name.split(separator: "/").last ?? "")
    if name.className == nil, !own.isEmpty, own.count <= 32, !own.hasPrefix(name.path) {
      name.className = name.path
      name.path = own
    }
    return name
  }

  /// The attribute bindings of one call: the caller's, then the function's defaults.
  private mutating func bind(_ function: Function, _ node: Node, _ frame: Int) -> Int {
    guard !function.attributeNames.isEmpty || !function.defaults.isEmpty else { return 0 }
    charge((node.attributes.count + function.defaults.count) / Self.bindingsPerOperator)
    var bindings: [Attribute] = node.attributes.compactMap { attribute in
      guard case .reference(let name) = attribute.value else { return attribute }
      return flat.frames[frame].first { $0.name == name }.map { Attribute(attribute.name, $0.value) }
    }
    let given = Set(bindings.map(\.name))
    bindings += function.defaults.filter { !given.contains($0.name) }
    flat.frames.append(bindings)
    return flat.frames.count - 1
  }

  private mutating func addLeaf(
    _ node: NodeID, of graph: GraphID, in block: BlockID, inputs: [NetID?], frame: Int, nets: inout [NetID?]
  ) {
    let leaf = flat.leaves.count
    charge(flat.blocks[block].depth + 1)
    var outputs: [NetID?] = []
    outputs.reserveCapacity(model.graphs[graph].nodes[node].outputs.count)
    for slot in model.graphs[graph].nodes[node].outputs.indices {
      guard let value = model.graphs[graph].nodes[node].outputs[slot] else {
        outputs.append(nil)
        continue
      }
      let made = nets[value].map { flat.nets[$0].producer == .none } ?? true
      let net = made ? self.net(graph, value, &nets) : addNet(graph, value, .none)
      flat.nets[net].producer = .leaf(leaf, slot: slot)
      outputs.append(net)
    }
    flat.add(Leaf(graph: graph, node: node, block: block, frame: frame), inputs: inputs, outputs: outputs)
  }

  private mutating func addBlock(_ kind: BlockKind, name: String, className: String?, in parent: BlockID)
    -> BlockID
  {
    guard flat.blocks[parent].depth < Self.maxBlockDepth else { return parent }
    flat.blocks.append(
      Block(
        kind: kind, name: name, className: className, parent: parent, depth: flat.blocks[parent].depth + 1))
    return flat.blocks.count - 1
  }

  private mutating func block(ofScope scope: ScopeID, in graph: GraphID, _ known: inout [BlockID?]) -> BlockID
  {
    if let block = known[scope] { return block }
    let description = model.graphs[graph].scopes[scope]
    let parent = block(ofScope: description.parent, in: graph, &known)
    let block = addBlock(.scope, name: description.name, className: description.className, in: parent)
    known[scope] = block
    return block
  }

  /// So many values of a function cost about as much as one operator: a call has a table of them.
  private static let valuesPerOperator = 16
  /// The same for bindings of attributes, which a call keeps.
  private static let bindingsPerOperator = 2

  private mutating func charge(_ work: Int) { budget -= work }

  private mutating func diagnose(_ code: String, _ message: String) {
    if !diagnostics.contains(where: { $0.code == code }) {
      diagnostics.append(Diagnostic(.warning, code, message))
    }
  }
}
