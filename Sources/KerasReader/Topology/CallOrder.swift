import Diagnostics
import GraphAlgorithms
import ModelGraph

extension SubModel {
  /// Puts the calls in order, here and in all models inside, wrappers left out.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` where layers feed each other in a circle.
  func sortAll() throws(FoldoutError) {
    if kind == .functional { try sortCalls() }
    for layer in layers { try layer.subModel?.sortAll() }
  }

  /// Puts the calls of a functional model in an order in which each stands after those it reads, as near to
  /// the file's as that allows.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` where layers feed each other in a circle.
  ///
  /// Cost: calls and references, times the logarithm of the calls that wait.
  private func sortCalls() throws(FoldoutError) {
    var places: [CallPlace] = []
    var first: [Int] = []
    for (layer, own) in layers.enumerated() {
      first.append(places.count)
      for call in 0..<max(1, own.calls.count) { places.append(CallPlace(layer: layer, call: call)) }
    }
    let reads = FlatEdges(nodeCount: places.count) { body in
      for (number, place) in places.enumerated() where place.call < layers[place.layer].calls.count {
        for input in layers[place.layer].calls[place.call].inputs {
          if let layer = input.layer { body(first[layer] + input.call, number) }
        }
      }
    }
    let sorted = reads.topologicalOrder(takingFrom: IndexPriorityQueue())
    order = sorted.nodes.map { places[$0] }
    guard sorted.isComplete else {
      let stuck = sorted.stuck.prefix(5).map { quoted(layers[places[$0].layer].name) }
      throw FoldoutError(
        .malformed, "cyclic-layers",
        "layers feed each other in a circle, among them " + stuck.joined(separator: ", "))
    }
  }
}
