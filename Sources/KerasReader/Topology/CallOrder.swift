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
    let numbers = CallNumbers(layers)
    var places: [CallPlace] = []
    places.reserveCapacity(numbers.count)
    for (layer, own) in layers.enumerated() {
      for call in 0..<max(1, own.callCount) { places.append(CallPlace(layer: layer, call: call)) }
    }
    let reads = FlatEdges(nodeCount: places.count) { body in
      for (number, place) in places.enumerated() where place.call < layers[place.layer].callCount {
        for input in wiring.references(place.layer, call: place.call) {
          if let layer = input.layer, let maker = numbers[layer, input.call] { body(maker, number) }
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
