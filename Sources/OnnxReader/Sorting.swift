import Diagnostics
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

  /// Kahn's algorithm; among the nodes that are ready, the first in the file comes first.
  private func sorted() -> [Int] {
    let needs = dependencies()
    var waiting = needs.map(\.count)
    var readers = [[Int]](repeating: [], count: needs.count)
    for (node, makers) in needs.enumerated() {
      for maker in makers { readers[maker].append(node) }
    }
    var ready = IndexHeap(waiting.indices.filter { waiting[$0] == 0 })
    var order: [Int] = []
    order.reserveCapacity(needs.count)
    while let node = ready.popFirst() {
      order.append(node)
      for reader in readers[node] {
        waiting[reader] -= 1
        if waiting[reader] == 0 { ready.insert(reader) }
      }
    }
    if order.count < needs.count {
      reportCycle(needs, waiting)
      order += waiting.indices.filter { waiting[$0] > 0 }
    } else if let moved = zip(order, order.indices).first(where: { $0 != $1 }) {
      complain(.warning, "unsorted") {
        "the nodes are not in topological order: \(nodeLabel(moved.1)) comes too early"
      }
    }
    return order
  }

  /// For each node the nodes that make what it or its bodies read; repeated where it reads several.
  private func dependencies() -> [[Int]] {
    var needs = [[Int]](repeating: [], count: graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      for case let value? in node.inputs {
        if let maker = producer(value) { needs[index].append(maker) }
      }
    }
    for (node, value) in readByBodies {
      if let maker = producer(value) { needs[node].append(maker) }
    }
    return needs
  }

  /// Names one node that, following what it reads, comes back to itself.
  private func reportCycle(_ needs: [[Int]], _ waiting: [Int]) {
    guard var node = waiting.firstIndex(where: { $0 > 0 }) else { return }
    var seen = [Bool](repeating: false, count: needs.count)
    while !seen[node] {
      seen[node] = true
      guard let next = needs[node].first(where: { waiting[$0] > 0 }) else { return }
      node = next
    }
    guard let reader = needs.indices.first(where: { waiting[$0] > 0 && seen[$0] && needs[$0].contains(node) })
    else { return }
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
