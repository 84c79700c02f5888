import ModelGraph

extension InlinedGraph {
  /// Writes out what can be: not calls of functions that call themselves, nest too deep, or are written against another version of
  /// an operator set than the model.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - branches: which branches of `If` are written out.
  ///   - rounds: whether values of the bodies of loops become outputs, one after the other of all rounds: those that are known to be
  ///     tensors of numbers.
  ///
  /// Cost: linear in the operators written out, which are bounded.
  public init(_ model: Model, branches: BranchChoice, rounds: Bool = false) {
    var writer = CallWriter(model, branches, rounds: rounds)
    writer.writeMain()
    self = writer.inlined
  }
}

/// Walks through a model and the insides of its calls.
private struct CallWriter {
  private let model: Model
  private let branches: BranchChoice
  private let givesRounds: Bool
  private let functions: [OperatorID: Int]
  private var labels: [GraphID: CallLabels] = [:]
  private var names: Set<String>
  private var nameBytes = 0
  private var work = 0
  private var opsets: [String: Int64]
  private var stack: [Int] = []
  var inlined = InlinedGraph()

  /// What a value of a graph is, in one call of it.
  private enum Known {
    case none
    case value(Int)
    /// A formal input that the caller leaves out.
    case absent
  }
  private typealias Values = [Known]

  init(_ model: Model, _ branches: BranchChoice, rounds: Bool) {
    givesRounds = rounds
    (self.model, self.branches, functions) = (model, branches, model.functionNumbers)
    names = Set(model.main.values.map(\.name))
    opsets = Dictionary(model.header.opsets.map { ($0.domain, $0.version) }) { first, _ in first }
  }

  mutating func writeMain() {
    let whole = InlinedGraph.Call(path: "", outer: 0, origin: (0, 0), function: nil, graph: 0, bindings: [])
    inlined.calls = [whole]
    var values = Values(repeating: .none, count: model.main.values.count)
    for value in model.main.inputs { values[value] = .value(addMember(0, value, 0)) }
    write(0, call: 0, &values, depth: 0)
  }

  // MARK: Values

  private mutating func addMember(_ graph: GraphID, _ value: ValueID, _ call: Int) -> Int {
    var name = model.graphs[graph].values[value].name
    if graph != 0 {
      name = CallLabels.name(name, in: inlined.calls[call].path)
      while !names.insert(name).inserted { name += "'" }
      nameBytes += name.utf8.count
    }
    inlined.values.append(InlinedGraph.Member(name: name, graph: graph, value: value))
    return inlined.values.count - 1
  }

  /// The value, made on first sight; nil for one that the caller leaves out.
  private mutating func member(_ graph: GraphID, _ value: ValueID, _ call: Int, _ values: inout Values)
    -> Int?
  {
    switch values[value] {
    case .value(let member): return member
    case .absent: return nil
    case .none:
      let member = addMember(graph, value, call)
      values[value] = .value(member)
      return member
    }
  }

  private mutating func members(
    _ slots: Slots, _ graph: GraphID, _ call: Int, _ values: inout Values
  ) -> [Int?] {
    var found: [Int?] = []
    for slot in slots { found.append(slot.flatMap { member(graph, $0, call, &values) }) }
    return found
  }

  // MARK: Operators

  private mutating func write(_ graph: GraphID, call: Int, _ values: inout Values, depth: Int) {
    for node in model.graphs[graph].nodes.indices { write(node, of: graph, call, &values, depth) }
  }

  private mutating func write(
    _ number: NodeID, of graph: GraphID, _ call: Int, _ values: inout Values, _ depth: Int
  ) {
    let node = model.graphs[graph].nodes[number]
    let inputs = members(node.inputs, graph, call, &values)
    if let function = functions[node.op] {
      let path = path(of: number, in: graph, call)
      if isWritable(function, depth, path, node) {
        if graph == 0 { inlined.replaced.append(number) }
        return write(function: function, number, of: graph, path, inputs, call, &values, depth)
      }
      inlined.unreached += model.valueCount(inside: model.functions[function].graph)
    }
    let bodies = node.bodies
    var collected = inputs
    let isChoice = node.op.type == "If" && node.op.domain.isEmpty
    switch branches {
    case .both where isChoice || node.isLoop:
      for body in bodies {
        collected += write(body: body, of: number, in: graph, call, &values, depth) ?? []
      }
    case .taken(let taken) where isChoice:
      let path = path(of: number, in: graph, call)
      if let isTrue = taken[path] {
        let branch = isTrue ? "then_branch" : "else_branch"
        if let body = bodies.first(where: { $0.attribute == branch }), isWhole(body.graph),
          let results = write(body: body, of: number, in: graph, call, &values, depth)
        {
          if graph == 0 { inlined.replaced.append(number) }
          return rename(results, to: node, graph, call, &values)
        }
      } else if case let condition?? = inputs.first, path.utf8.count <= InliningTuning.longestPath {
        inlined.choices.append(InlinedGraph.Choice(path: path, condition: condition))
      }
    default: break
    }
    add(number, of: graph, inputs: collected, bodies, call, &values)
  }

  private mutating func add(
    _ number: NodeID, of graph: GraphID, inputs: [Int?], _ bodies: [(attribute: String, graph: GraphID)],
    _ call: Int, _ values: inout Values
  ) {
    let outputs = members(model.graphs[graph].nodes[number].outputs, graph, call, &values)
    var operation = InlinedGraph.Operation(
      origin: (graph, number), inputs: inputs, outputs: outputs, call: call)
    work += model.graphs[graph].nodes[number].attributes.count * (1 + inlined.calls[call].bindings.count)
    for body in bodies {
      work += model.graphs[body.graph].captures.count + model.graphs[body.graph].nodes.count
      for capture in model.graphs[body.graph].captures where values.indices.contains(capture.outer) {
        let outer = member(graph, capture.outer, call, &values)
        operation.captured[model.graphs[graph].values[capture.outer].name] = outer
      }
      inlined.unreached += model.valueCount(inside: body.graph)
    }
    probe(&operation, model.graphs[graph].nodes[number])
    if givesRounds, let body = bodies.first { addRounds(&operation, body) }
    inlined.operations.append(operation)
  }

  private mutating func addRounds(
    _ operation: inout InlinedGraph.Operation, _ body: (attribute: String, graph: GraphID)
  ) {
    guard let origin = operation.origin else { return }
    let (node, inside) = (model.graphs[origin.graph].nodes[origin.node], model.graphs[body.graph])
    let path = labels(of: origin.graph)
      .path(of: origin.node, in: inlined.calls[operation.call].path, body: body.attribute)
    let values = node.rounds(of: inside)
    guard !values.isEmpty else { return }
    for value in values {
      var name = CallLabels.name(inside.values[value].name, in: path)
      while !names.insert(name).inserted { name += "'" }
      operation.outputs.append(inlined.values.count)
      operation.rounds.append(inside.values[value].name)
      inlined.values.append(InlinedGraph.Member(name: name, graph: body.graph, value: value))
    }
    inlined.unreached -= values.count
    if origin.graph == 0 { inlined.replaced.append(origin.node) }
  }

  private mutating func probe(_ operation: inout InlinedGraph.Operation, _ node: Node) {
    guard let probe = Probe(of: node), let origin = operation.origin,
      case let first?? = operation.outputs.first(where: { $0 != nil })
    else { return }
    var name = inlined.values[first].name + probe.suffix
    while !names.insert(name).inserted { name += "'" }
    while operation.outputs.count <= probe.slot { operation.outputs.append(nil) }
    operation.outputs[probe.slot] = inlined.values.count
    operation.probe = probe
    inlined.values.append(InlinedGraph.Member(name: name, graph: origin.graph, value: nil))
    if origin.graph == 0 { inlined.replaced.append(origin.node) }
  }

  /// Whether one more call of a graph can be written out; then it is charged for.
  private mutating func takeRoom(for graph: GraphID, path: String, bindings: Int = 0) -> Bool {
    let body = model.graphs[graph]
    let length = path.utf8.count
    guard length <= InliningTuning.longestPath,
      inlined.operations.count + inlined.calls.count + body.nodes.count < InliningTuning.mostOperations
    else { return false }
    work += 1 + body.values.count + body.scopes.count + bindings
    nameBytes += length * (1 + body.values.count)
    return work < InliningTuning.mostWork && nameBytes < InliningTuning.nameBytes
  }

  private mutating func labels(of graph: GraphID) -> CallLabels {
    if let known = labels[graph] { return known }
    let made = CallLabels(model.graphs[graph]) { functions[$0.op] != nil || !$0.bodies.isEmpty }
    labels[graph] = made
    return made
  }

  // MARK: Functions

  private mutating func path(of number: NodeID, in graph: GraphID, _ call: Int, body: String? = nil) -> String
  {
    labels(of: graph).path(of: number, in: inlined.calls[call].path, body: body)
  }

  private mutating func isWritable(_ number: Int, _ depth: Int, _ path: String, _ node: Node) -> Bool {
    let function = model.functions[number]
    let bindings = node.attributes.count + function.defaults.count
    guard !stack.contains(number), depth < InliningTuning.deepestCall,
      bindings <= InliningTuning.mostBindings,
      takeRoom(for: function.graph, path: path, bindings: bindings + function.opsets.count)
    else { return false }
    let needed = function.opsets
    guard needed.allSatisfy({ opsets[$0.domain] == nil || opsets[$0.domain] == $0.version }) else {
      return false
    }
    for opset in needed where opsets[opset.domain] == nil {
      opsets[opset.domain] = opset.version
      inlined.opsets.append(opset)
    }
    return true
  }

  private mutating func write(
    function: Int, _ number: NodeID, of graph: GraphID, _ path: String, _ inputs: [Int?], _ call: Int,
    _ values: inout Values, _ depth: Int
  ) {
    let node = model.graphs[graph].nodes[number]
    let definition = model.functions[function]
    let body = model.graphs[definition.graph]
    let bindings = bindings(of: node, definition, in: call)
    inlined.calls.append(
      InlinedGraph.Call(
        path: path, outer: call, origin: (graph, number), function: function, graph: definition.graph,
        bindings: bindings))
    let own = inlined.calls.count - 1
    var inner = Values(repeating: .none, count: body.values.count)
    for (place, formal) in body.inputs.enumerated() {
      inner[formal] = (place < inputs.count ? inputs[place] : nil).map { .value($0) } ?? .absent
    }
    // What a call gives is called as the caller calls it.
    for (place, formal) in body.outputs.enumerated() where place < node.outputs.count {
      guard let actual = node.outputs[place], case .none = inner[formal],
        case .node = body.values[formal].producer
      else { continue }
      inner[formal] = member(graph, actual, call, &values).map { .value($0) } ?? .none
    }
    stack.append(function)
    write(definition.graph, call: own, &inner, depth: depth + 1)
    stack.removeLast()
    var results: [Int?] = []
    for formal in body.outputs { results.append(member(definition.graph, formal, own, &inner)) }
    rename(results, to: node, graph, call, &values)
  }

  /// Gives results the names that a node gives its outputs, where they have others.
  private mutating func rename(
    _ results: [Int?], to node: Node, _ graph: GraphID, _ call: Int, _ values: inout Values
  ) {
    for (place, output) in node.outputs.enumerated() {
      guard let output, place < results.count, let result = results[place],
        let actual = member(graph, output, call, &values), actual != result
      else { continue }
      inlined.operations.append(
        InlinedGraph.Operation(origin: nil, inputs: [result], outputs: [actual], call: call))
    }
  }

  private func bindings(of node: Node, _ function: Function, in call: Int) -> [Attribute] {
    var bindings = inlined.resolved(node.attributes, in: call)
    let given = Set(bindings.map(\.name))
    bindings += function.defaults.filter { !given.contains($0.name) }
    return bindings
  }

  // MARK: Branches

  /// Whether all that a branch stores can be stored around it.
  private func isWhole(_ body: GraphID) -> Bool {
    model.graphs[body].inputs.isEmpty
      && model.graphs[body].parameterTensors.allSatisfy { $0.sparseCount == nil }
  }

  /// Writes a branch out; returns what it gives, or nil where there is no room for it.
  private mutating func write(
    body: (attribute: String, graph: GraphID), of number: NodeID, in graph: GraphID, _ call: Int,
    _ values: inout Values, _ depth: Int
  ) -> [Int?]? {
    let inside = model.graphs[body.graph]
    let outer = inlined.calls[call]
    let path = path(of: number, in: graph, call, body: body.attribute)
    guard depth < InliningTuning.deepestCall, takeRoom(for: body.graph, path: path) else { return nil }
    inlined.calls.append(
      InlinedGraph.Call(
        path: path, outer: call, origin: (graph, number), function: nil, graph: body.graph,
        bindings: outer.bindings))
    let own = inlined.calls.count - 1
    var inner = Values(repeating: .none, count: inside.values.count)
    for capture in inside.captures where values.indices.contains(capture.outer) {
      inner[capture.inner] = member(graph, capture.outer, call, &values).map { .value($0) } ?? .absent
    }
    for (value, content) in inside.values.enumerated() where content.producer == .initializer {
      let stored = addMember(body.graph, value, own)
      inner[value] = .value(stored)
      inlined.stored.append(stored)
    }
    write(body.graph, call: own, &inner, depth: depth + 1)
    var results: [Int?] = []
    for output in inside.outputs { results.append(member(body.graph, output, own, &inner)) }
    return results
  }
}

extension InlinedGraph {
  /// Attributes with references resolved by a call; those that lead nowhere are left out.
  func resolved(_ attributes: [Attribute], in call: Int) -> [Attribute] {
    attributes.compactMap { attribute in
      guard case .reference(let name) = attribute.value else { return attribute }
      return calls[call].bindings.value(of: name).map { Attribute(attribute.name, $0) }
    }
  }
}
