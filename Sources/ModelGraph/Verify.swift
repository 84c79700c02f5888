import Diagnostics

/// Checks what every phase relies on and a reader has to ensure, whatever the file said.
///
/// An empty answer means: all numbers are in range; producers and outputs agree both ways; every node
/// reads what earlier nodes make (one `unordered` diagnostic per graph stands for all that do not: the
/// file has a cycle); scopes form a tree; bodies and captures agree with their owners. Linear cost.
public func verify(_ model: Model) -> [Diagnostic] {
  var verifier = Verifier(model: model)
  verifier.checkModel()
  // Bodies come after the graphs that own them, so that one pass sees every owner first.
  for id in model.graphs.indices { verifier.check(graph: id) }
  return verifier.found
}

private struct Verifier {
  let model: Model
  var found: [Diagnostic] = []
  /// For each graph the node that has it as a body.
  private var owners: [Graph.Owner?]

  init(model: Model) {
    self.model = model
    owners = [Graph.Owner?](repeating: nil, count: model.graphs.count)
  }

  mutating func report(_ code: String, _ message: String) {
    if found.count < 100 { found.append(Diagnostic(.error, code, message)) }
  }

  mutating func checkModel() {
    if model.graphs.isEmpty { report("no-graph", "the model has no graph") }
    for (index, function) in model.functions.enumerated() where !model.graphs.indices.contains(function.graph)
    {
      report("bad-graph", "function \(index) has no graph")
    }
    for (index, entry) in model.training.enumerated() {
      for case let graph? in [entry.initialization, entry.algorithm]
      where !model.graphs.indices.contains(graph) {
        report("bad-graph", "training entry \(index) has no graph")
      }
    }
  }

  mutating func check(graph id: GraphID) {
    let graph = model.graphs[id]
    guard idsInRange(graph, id) else { return }
    checkProducers(graph, id)
    checkOrder(graph, id)
    checkScopes(graph, id)
    checkBodies(graph, id)
    checkOwner(graph, id)
  }

  private mutating func idsInRange(_ graph: Graph, _ id: GraphID) -> Bool {
    let before = found.count
    let values = graph.values.indices
    for value in graph.inputs + graph.outputs where !values.contains(value) {
      report("bad-value", "graph \(id) lists value \(value), which it does not have")
    }
    for (index, node) in graph.nodes.enumerated() {
      for case let value? in node.inputs + node.outputs where !values.contains(value) {
        report("bad-value", "graph \(id), node \(index) names value \(value), which does not exist")
      }
      if !graph.scopes.indices.contains(node.scope) {
        report("bad-scope", "graph \(id), node \(index) is in scope \(node.scope), which does not exist")
      }
    }
    for capture in graph.captures where !values.contains(capture.inner) {
      report("bad-value", "graph \(id) captures into value \(capture.inner), which does not exist")
    }
    return found.count == before
  }

  private mutating func checkProducers(_ graph: Graph, _ id: GraphID) {
    for (index, node) in graph.nodes.enumerated() {
      for (slot, output) in node.outputs.enumerated() {
        guard let output, graph.values[output].producer != .node(index, slot: slot) else { continue }
        report("bad-producer", "graph \(id), node \(index): output \(slot) has another producer")
      }
    }
    var isInput = [Bool](repeating: false, count: graph.values.count)
    for value in graph.inputs { isInput[value] = true }
    var isCapture = [Bool](repeating: false, count: graph.values.count)
    for capture in graph.captures { isCapture[capture.inner] = true }
    for (index, value) in graph.values.enumerated() {
      switch value.producer {
      case .node(let node, let slot):
        let made = graph.nodes.indices.contains(node) && graph.nodes[node].outputs.indices.contains(slot)
        if !made || graph.nodes[node].outputs[slot] != index {
          report("bad-producer", "graph \(id), value \(index) is not made by node \(node)")
        }
      case .initializer where value.constant == nil:
        report("bad-producer", "graph \(id), value \(index) is an initializer without a tensor")
      case .initializer, .none, .input, .capture: break
      }
      if (value.producer == .input) != isInput[index] || (value.producer == .capture) != isCapture[index] {
        report("bad-producer", "graph \(id), value \(index) is wrongly listed as input or capture")
      }
    }
  }

  private mutating func checkOrder(_ graph: Graph, _ id: GraphID) {
    for (index, node) in graph.nodes.enumerated() {
      for case let value? in node.inputs {
        if case .node(let maker, _) = graph.values[value].producer, maker >= index {
          return report("unordered", "graph \(id), node \(index) reads what node \(maker) makes later")
        }
      }
      for body in node.bodies where model.graphs.indices.contains(body.graph) {
        for capture in model.graphs[body.graph].captures where graph.values.indices.contains(capture.outer) {
          if case .node(let maker, _) = graph.values[capture.outer].producer, maker >= index {
            return report(
              "unordered", "graph \(id), a body of node \(index) reads what node \(maker) makes later")
          }
        }
      }
    }
  }

  private mutating func checkScopes(_ graph: Graph, _ id: GraphID) {
    guard let root = graph.scopes.first, root.parent == 0 else {
      return report("bad-scope", "graph \(id) has no root scope")
    }
    for (index, scope) in graph.scopes.enumerated().dropFirst() where !(0..<index).contains(scope.parent) {
      report("bad-scope", "graph \(id), scope \(index) stands before its parent \(scope.parent)")
    }
  }

  private mutating func checkBodies(_ graph: Graph, _ id: GraphID) {
    for (index, node) in graph.nodes.enumerated() {
      for body in node.bodies {
        guard model.graphs.indices.contains(body.graph), body.graph > id else {
          report("bad-graph", "graph \(id), node \(index) has body \(body.graph), which does not exist")
          continue
        }
        let owner = Graph.Owner(graph: id, node: index, attribute: body.attribute)
        owners[body.graph] = owner
        if model.graphs[body.graph].owner != owner {
          report("bad-owner", "graph \(body.graph) does not know that node \(index) of graph \(id) owns it")
        }
      }
    }
  }

  private mutating func checkOwner(_ graph: Graph, _ id: GraphID) {
    guard let owner = graph.owner else {
      if !graph.captures.isEmpty { report("bad-owner", "graph \(id) captures values but has no owner") }
      return
    }
    guard owners[id] == owner else {
      return report("bad-owner", "graph \(id) is no body of the node it names as its owner")
    }
    let outer = model.graphs[owner.graph]
    for capture in graph.captures where !outer.values.indices.contains(capture.outer) {
      report("bad-value", "graph \(id) captures value \(capture.outer), which its owner does not have")
    }
  }
}
