import ModelGraph

extension Model {
  /// The same model with calls of local functions, both branches of each `If` and bodies of loops written out in its main graph, to look at what
  /// goes on inside; a model without such is as it was. A scope stands around what was in a call.
  ///
  /// - Parameter names: of probes, those that are to be there.
  ///
  /// Cost: as of ``InlinedGraph``.
  public func inlined(probes names: Set<String>) -> Model {
    let hasInside = main.nodes.contains { !$0.bodies.isEmpty || Probe(of: $0) != nil }
    guard !functions.isEmpty || hasInside else { return self }
    let inlined = InlinedGraph(self, branches: .both)
    var copy = self
    copy.main = GraphWriter(self, inlined, probes: names).graph
    return copy
  }
}

/// Makes a graph of what was written out.
private struct GraphWriter {
  private let model: Model
  private let inlined: InlinedGraph
  private let probes: Set<String>
  var graph: Graph
  /// By call: the scopes of its graph, as scopes of the whole.
  private var scopes: [[ScopeID]] = []

  init(_ model: Model, _ inlined: InlinedGraph, probes: Set<String>) {
    (self.model, self.inlined, self.probes, graph) = (model, inlined, probes, model.main)
    addValues()
    for call in inlined.calls.indices { addScopes(of: call) }
    graph.nodes = []
    for operation in inlined.operations { add(operation) }
  }

  /// By member: the value; nil for probes that are not wanted. Values of the main graph keep their numbers.
  private var numbers: [ValueID?] = []

  private mutating func addValues() {
    for member in inlined.values {
      guard !member.isOuter, member.value != nil || probes.contains(member.name) else {
        numbers.append(member.value)
        continue
      }
      var value = member.value.map { model.graphs[member.graph].values[$0] } ?? Value(name: "")
      value.name = member.name
      value.producer = value.producer == .initializer || value.producer == .input ? value.producer : .none
      numbers.append(graph.values.count)
      graph.values.append(value)
    }
  }

  private mutating func addScopes(of number: Int) {
    guard number > 0 else { return scopes.append(Array(graph.scopes.indices)) }
    let call = inlined.calls[number]
    var label = call.path.dropLast()
    let outer = inlined.calls[call.outer].path
    if label.hasPrefix(outer) { label = label.dropFirst(outer.count) }
    let node = model.graphs[call.origin.graph].nodes[call.origin.node]
    let parent = scopes[call.outer][node.scope]
    // Exporters begin names of nodes with the modules that they stand in.
    let modules = "/" + graph.scopePath(parent).joined(separator: "/") + "/"
    if label.hasPrefix(modules) { label = label.dropFirst(modules.utf8.count) }
    graph.scopes.append(
      Scope(name: String(label), className: node.isLoop ? Scope.roundsClass : node.op.type, parent: parent))
    var own = [graph.scopes.count - 1]
    for scope in model.graphs[call.graph].scopes.dropFirst() {
      graph.scopes.append(
        Scope(name: scope.name, className: scope.className, parent: own[min(scope.parent, own.count - 1)]))
      own.append(graph.scopes.count - 1)
    }
    scopes.append(own)
  }

  private mutating func add(_ operation: InlinedGraph.Operation) {
    var node: Node
    if let origin = operation.origin {
      node = model.graphs[origin.graph].nodes[origin.node]
      node.scope = scopes[operation.call][node.scope]
      if operation.call > 0 {
        node.name = inlined.calls[operation.call].path + node.name
        node.attributes = inlined.resolved(node.attributes, in: operation.call)
      }
    } else {
      node = Node(op: OperatorID(type: "Identity"))
    }
    node.inputs = Slots(operation.inputs.map { $0.flatMap { numbers[$0] } })
    node.outputs = Slots(operation.outputs.map { $0.flatMap { numbers[$0] } })
    if let probe = operation.probe, node.outputs[probe.slot] == nil {
      // A slot that is not there is no empty one either.
      while node.outputs.last == .some(nil) { node.outputs.removeLast() }
    } else if let setting = operation.probe?.setting {
      node.attributes.removeAll { $0.name == setting.name }
      node.attributes.append(Attribute(setting.name, .int(setting.value)))
    }
    for (slot, output) in node.outputs.enumerated() {
      if let output { graph.values[output].producer = .node(graph.nodes.count, slot: slot) }
    }
    graph.nodes.append(node)
  }
}
