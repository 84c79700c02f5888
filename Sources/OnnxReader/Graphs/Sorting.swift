import Diagnostics
import GraphAlgorithms
import ModelGraph

/// Topological order. Sorted files, which nearly all are, stay as they are.
extension GraphBuilder {
  /// Puts the nodes in topological order.
  ///
  /// - Returns: the nodes' numbers in the file, in their new order; nil where it is the old one.
  func sortNodes() -> [Int]? {
    if isSorted() { return nil }
    let order = sorted()
    if order.elementsEqual(graph.nodes.indices) { return nil }
    apply(order)
    return order
  }

  private func producer(_ value: ValueID) -> NodeID? {
    if case .node(let node, _) = graph.values[value].producer { return node }
    return nil
  }

  private func isSorted() -> Bool {
    for (index, node) in graph.nodes.enumerated() {
      for case let value? in node.inputs {
        if let maker = producer(value), maker >= index { return false }
      }
    }
    return readByBodies.allSatisfy { node, value in producer(value).map { $0 < node } ?? true }
  }

  /// Among the nodes that are ready, the first in the file comes first; nodes on a cycle or behind one come last.
  private func sorted() -> [Int] {
    let makers = makers()
    let sorted = makers.reversed().topologicalOrder(takingFrom: IndexPriorityQueue())
    if !sorted.isComplete {
      reportCycle(makers, sorted.waiting)
    } else if let moved = zip(sorted.nodes, sorted.nodes.indices).first(where: { $0 != $1 }) {
      complain(.warning, "unsorted") {
        "the nodes are not in topological order: \(nodeLabel(moved.1)) comes too early"
      }
    }
    return sorted.nodes + sorted.stuck
  }

  /// Edges from each node to those that make what it or its bodies read; repeated where it reads several.
  private func makers() -> FlatEdges {
    FlatEdges(nodeCount: graph.nodes.count) { body in
      for (index, node) in graph.nodes.enumerated() {
        for case let value? in node.inputs {
          if let maker = producer(value) { body(index, maker) }
        }
      }
      for (node, value) in readByBodies {
        if let maker = producer(value) { body(node, maker) }
      }
    }
  }

  /// Names one node that, following what it reads, comes back to itself.
  private func reportCycle(_ makers: FlatEdges, _ waiting: [Int]) {
    guard var node = waiting.firstIndex(where: { $0 > 0 }) else { return }
    var seen = [Bool](repeating: false, count: waiting.count)
    while !seen[node] {
      seen[node] = true
      guard let next = makers.successors(of: node).first(where: { waiting[$0] > 0 }) else { return }
      node = next
    }
    let reader = waiting.indices.first {
      waiting[$0] > 0 && seen[$0] && makers.successors(of: $0).contains(node)
    }
    guard let reader else { return }
    let read = graph.nodes[reader].inputs.lazy.compactMap(\.self).first { self.producer($0) == node }
    complain(.error, "cycle") {
      let value = read.map { " through \(quoted(graph.values[$0].name))" } ?? ""
      return "\(nodeLabel(node)) depends on itself\(value), which \(nodeLabel(reader)) reads"
    }
  }

  private func apply(_ order: [Int]) {
    var place = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { place[old] = new }
    graph.nodes = order.map { graph.nodes[$0] }
    for value in graph.values.indices {
      if case .node(let node, let slot) = graph.values[value].producer {
        graph.values[value].producer = .node(place[node], slot: slot)
      }
    }
    readByBodies = readByBodies.map { (place[$0.node], $0.value) }
    for (index, node) in graph.nodes.enumerated() {
      for body in node.bodies { owner.model.graphs[body.graph].owner?.node = index }
    }
  }
}
