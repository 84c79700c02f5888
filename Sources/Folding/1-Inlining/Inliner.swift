import CallInlining
import Diagnostics
import ModelGraph

private typealias Tuning = FoldTuning.Inlining

/// Writes a model out into one ``FlatGraph``: calls of local functions and bodies in place, scopes,
/// calls and bodies as blocks.
///
/// Cost: linear in the operators and blocks written out. Functions may call each other exponentially often in a
/// hostile file, even around nothing. So the depth of calls is bounded, and each call and operator is charged against
/// a budget; a call beyond it stays one operator.
struct Inliner {
  let model: Model
  var flat = FlatGraph()
  var diagnostics: [Diagnostic] = []
  private var functions: [OperatorID: Int] = [:]
  private var callStack: [Int] = []
  /// The work left before further calls stay one operator each. An operator or call costs as much as blocks stand
  /// around it, since later passes do; a call also pays for its tables.
  private var budget: Int
  private var functionNames: [FunctionName]
  /// The call whose inside is written out, by its place in ``FlatGraph/calls`` from 1 on; 0 is the
  /// model itself.
  private var currentCall = 0

  init(_ model: Model) {
    self.model = model
    budget = model.graphs.reduce(Tuning.smallBudget) { $0 + Tuning.budgetPerNode * $1.nodes.count }
    functionNames = model.functions.map { FunctionName($0.id.type) }
    for (index, function) in model.functions.enumerated() where functions[function.id] == nil {
      functions[function.id] = index
    }
  }

  /// Writes the main graph out.
  mutating func run() {
    let root = model.main
    let title = root.scopes[0].className ?? root.name
    flat.nodes.reserveCapacity(root.nodes.count)
    flat.values.reserveCapacity(root.values.count)
    flat.blocks = [Block(kind: .model, name: title, className: root.scopes[0].className, parent: 0, depth: 0)]
    var flatValues = [FlatValueID?](repeating: nil, count: root.values.count)
    for (value, description) in root.values.enumerated() where description.producer == .input {
      flatValues[value] = addFlatValue(0, value, .input)
    }
    for value in root.inputs where root.values[value].constant == nil {
      if let flatValue = flatValues[value] { flat.inputs.append(flatValue) }
    }
    expand(graph: 0, into: 0, flatValues: &flatValues, frame: 0, depth: 0)
    for value in root.outputs {
      let flatValue = flatValue(0, value, &flatValues)
      flat.values[flatValue].isOutput = true
      flat.outputs.append(flatValue)
    }
    flat.listUses()
  }

  private mutating func addFlatValue(_ graph: GraphID, _ value: ValueID, _ producer: FlatValue.Producer)
    -> FlatValueID
  {
    var flatValue = FlatValue(graph: graph, value: value, producer: producer)
    if let constant = model.graphs[graph].values[value].constant {
      flatValue.constant = constant
      switch model.graphs[graph].values[value].producer {
      case .initializer, .input:
        flatValue.isInitializer = true
        flatValue.producer = .constant
      default: break
      }
    }
    flat.values.append(flatValue)
    let number = flat.values.count - 1
    if graph != 0 { flat.innerPlaces[number] = InnerPlace(call: currentCall, graph: graph, value: value) }
    return number
  }

  /// Enters a call; returns the one around it.
  private mutating func enter(_ call: NodeID, of graph: GraphID, body: String? = nil) -> Int {
    if flat.callLabels[graph] == nil {
      flat.callLabels[graph] = CallLabels(model.graphs[graph]) {
        functions[$0.op] != nil || !$0.bodies.isEmpty
      }
    }
    flat.calls.append(FlatCall(outer: currentCall, graph: graph, node: call, body: body))
    let outer = currentCall
    currentCall = flat.calls.count
    return outer
  }

  /// The flat value of a value, made on first sight for initializers and values nobody makes.
  private mutating func flatValue(_ graph: GraphID, _ value: ValueID, _ flatValues: inout [FlatValueID?])
    -> FlatValueID
  {
    if let flatValue = flatValues[value] { return flatValue }
    let flatValue = addFlatValue(graph, value, .none)
    flatValues[value] = flatValue
    return flatValue
  }

  /// Writes one graph out into a block; `values` maps its values to values and comes with the formals set.
  private mutating func expand(
    graph id: GraphID, into block: BlockID, flatValues: inout [FlatValueID?], frame: Int, depth: Int
  ) {
    var scopeBlocks = [BlockID?](repeating: nil, count: model.graphs[id].scopes.count)
    scopeBlocks[0] = block
    for node in model.graphs[id].nodes.indices {
      let home = self.block(ofScope: model.graphs[id].nodes[node].scope, in: id, &scopeBlocks)
      expand(node: node, of: id, home: home, flatValues: &flatValues, frame: frame, depth: depth)
    }
  }

  private mutating func expand(
    node: NodeID, of graph: GraphID, home: BlockID, flatValues: inout [FlatValueID?], frame: Int, depth: Int
  ) {
    let inputs = inputs(of: node, in: graph, &flatValues)
    if !functions.isEmpty, let function = functions[model.graphs[graph].nodes[node].op],
      call(
        function, node: node, inputs: inputs, graph: graph, home: home, flatValues: &flatValues,
        frame: frame, depth: depth)
    {
      return
    }
    let bodies = depth < Tuning.deepestCall ? model.graphs[graph].nodes[node].bodies : []
    if bodies.isEmpty {
      addNode(node, of: graph, in: home, inputs: inputs, frame: frame, flatValues: &flatValues)
      return
    }
    let description = model.graphs[graph].nodes[node]
    let label = description.name.isEmpty ? description.op.type : description.name
    let control = addBlock(.control(description.op), name: label, className: nil, in: home)
    var collected = Self.controlInputs(of: description, inputs)
    for body in bodies {
      let inner = addBlock(.body(body.attribute), name: body.attribute, className: nil, in: control)
      collected += expand(
        body: body, into: inner, node: node, inputs: inputs, from: graph, outer: &flatValues,
        frame: frame, depth: depth)
    }
    addNode(node, of: graph, in: control, inputs: collected, frame: frame, flatValues: &flatValues)
  }

  private mutating func inputs(of node: NodeID, in graph: GraphID, _ flatValues: inout [FlatValueID?])
    -> [FlatValueID?]
  {
    var found: [FlatValueID?] = []
    found.reserveCapacity(model.graphs[graph].nodes[node].inputs.count)
    for slot in model.graphs[graph].nodes[node].inputs.indices {
      let value = model.graphs[graph].nodes[node].inputs[slot]
      found.append(value.map { flatValue(graph, $0, &flatValues) })
    }
    return found
  }

  /// Writes a body out; returns the values of its outputs.
  private mutating func expand(
    body: (attribute: String, graph: GraphID), into block: BlockID, node: NodeID, inputs: [FlatValueID?],
    from outerGraph: GraphID, outer: inout [FlatValueID?], frame: Int, depth: Int
  ) -> [FlatValueID?] {
    let graph = model.graphs[body.graph]
    var flatValues = [FlatValueID?](repeating: nil, count: graph.values.count)
    for capture in graph.captures where outer.indices.contains(capture.outer) {
      let flatValue = flatValue(outerGraph, capture.outer, &outer)
      flatValues[capture.inner] = flatValue
      flat.blocks[block].captures.insert(flatValue)
    }
    let outerCall = enter(node, of: outerGraph, body: body.attribute)
    defer { currentCall = outerCall }
    let actuals = Self.bodyActuals(
      of: model.graphs[outerGraph].nodes[node], inputs, formals: graph.inputs.count)
    for (position, formal) in graph.inputs.enumerated() where flatValues[formal] == nil {
      flatValues[formal] = actuals[position] ?? addFlatValue(body.graph, formal, .none)
    }
    expand(graph: body.graph, into: block, flatValues: &flatValues, frame: frame, depth: depth + 1)
    return graph.outputs.map { flatValue(body.graph, $0, &flatValues) }
  }

  /// Writes a call out; false where it must stay one operator.
  private mutating func call(
    _ function: Int, node number: NodeID, inputs: [FlatValueID?], graph: GraphID, home: BlockID,
    flatValues: inout [FlatValueID?],
    frame: Int, depth: Int
  ) -> Bool {
    let node = model.graphs[graph].nodes[number]
    let definition = model.functions[function]
    guard !callStack.contains(function) else {
      diagnose("recursive-function", "function \(definition.id.description) calls itself")
      return false
    }
    guard depth < Tuning.deepestCall, budget > 0 else {
      diagnose(
        "function-bound",
        "calls nest too deep or too often at function \(definition.id.description); further calls are drawn as one operator"
      )
      return false
    }
    callStack.append(function)
    defer { callStack.removeLast() }
    let outerCall = enter(number, of: graph)
    defer { currentCall = outerCall }
    let body = model.graphs[definition.graph]
    charge(flat.blocks[home].depth + 1 + (body.values.count + body.scopes.count) / Tuning.valuesPerOperator)
    var inner = [FlatValueID?](repeating: nil, count: body.values.count)
    // A formal that the caller leaves out gets a value when something reads it.
    for (formal, actual) in zip(body.inputs, inputs) { inner[formal] = actual }
    let parts = naming(function, calledBy: node)
    let block = addBlock(
      .function(definition.id), name: parts.path, className: parts.className, in: home)
    expand(
      graph: definition.graph, into: block, flatValues: &inner,
      frame: bind(definition, node, frame), depth: depth + 1)
    for (position, formal) in body.outputs.enumerated() where position < node.outputs.count {
      guard let actual = node.outputs[position] else { continue }
      let given = flatValue(definition.graph, formal, &inner)
      flatValues[actual] = given
      // What a call gives is called as the caller calls it.
      if flat.innerPlaces[given]?.call == currentCall {
        flat.innerPlaces[given] = InnerPlace(call: outerCall, graph: graph, value: actual)
      }
    }
    return true
  }

  /// The name of a call's block: the path in the function's name where an exporter put one, else the
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
    charge((node.attributes.count + function.defaults.count) / Tuning.bindingsPerOperator)
    var bindings: [Attribute] = node.attributes.compactMap { attribute in
      guard case .reference(let name) = attribute.value else { return attribute }
      return flat.frames[frame].first { $0.name == name }.map { Attribute(attribute.name, $0.value) }
    }
    if bindings.isEmpty {
      // The common case, in which all calls share one list.
      bindings = function.defaults
    } else {
      let given = Set(bindings.map(\.name))
      bindings += function.defaults.filter { !given.contains($0.name) }
    }
    flat.frames.append(bindings)
    return flat.frames.count - 1
  }

  private mutating func addNode(
    _ node: NodeID, of graph: GraphID, in block: BlockID, inputs: [FlatValueID?], frame: Int,
    flatValues: inout [FlatValueID?]
  ) {
    let flatNode = flat.nodes.count
    charge(flat.blocks[block].depth + 1)
    var outputs: [FlatValueID?] = []
    outputs.reserveCapacity(model.graphs[graph].nodes[node].outputs.count)
    for slot in model.graphs[graph].nodes[node].outputs.indices {
      guard let value = model.graphs[graph].nodes[node].outputs[slot] else {
        outputs.append(nil)
        continue
      }
      let made = flatValues[value].map { flat.values[$0].producer == .none } ?? true
      let flatValue = made ? self.flatValue(graph, value, &flatValues) : addFlatValue(graph, value, .none)
      flat.values[flatValue].producer = .node(flatNode, slot: slot)
      outputs.append(flatValue)
    }
    flat.add(FlatNode(graph: graph, node: node, block: block, frame: frame), inputs: inputs, outputs: outputs)
  }

  private mutating func addBlock(_ kind: BlockKind, name: String, className: String?, in parent: BlockID)
    -> BlockID
  {
    guard flat.blocks[parent].depth < Tuning.deepestBlock else { return parent }
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

  private mutating func charge(_ work: Int) { budget -= work }

  private mutating func diagnose(_ code: String, _ message: String) {
    if !diagnostics.contains(where: { $0.code == code }) {
      diagnostics.append(Diagnostic(.warning, code, message))
    }
  }
}
