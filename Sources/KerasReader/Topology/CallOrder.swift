import Diagnostics
import ModelGraph

extension Parts {
  /// Puts the calls in order, here and in all models inside, wrappers left out.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` where layers feed each other in a circle.
  func sortAll() throws(FoldoutError) {
    if kind == .functional { try sortCalls() }
    for layer in layers { try layer.parts?.sortAll() }
  }

  /// Puts the calls of a functional model in an order in which each stands after those it reads, as near to
  /// the file's as that allows.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` where layers feed each other in a circle.
  ///
  /// Cost: calls and references, times the logarithm of the calls that wait.
  private func sortCalls() throws(FoldoutError) {
    order = []
    var places: [CallPlace] = []
    var first: [Int] = []
    for (layer, own) in layers.enumerated() {
      first.append(places.count)
      for call in 0..<max(1, own.calls.count) { places.append(CallPlace(layer: layer, call: call)) }
    }
    var readers = [[Int]](repeating: [], count: places.count)
    var waits = [Int](repeating: 0, count: places.count)
    for (number, place) in places.enumerated() where place.call < layers[place.layer].calls.count {
      for input in layers[place.layer].calls[place.call].inputs {
        guard let layer = input.layer else { continue }
        readers[first[layer] + input.call].append(number)
        waits[number] += 1
      }
    }
    var ready = IndexHeap()
    for number in places.indices where waits[number] == 0 { ready.insert(number) }
    while let number = ready.popFirst() {
      order.append(places[number])
      for reader in readers[number] {
        waits[reader] -= 1
        if waits[reader] == 0 { ready.insert(reader) }
      }
    }
    if order.count < places.count {
      let stuck = places.indices.filter { waits[$0] > 0 }.prefix(5).map {
        quoted(layers[places[$0].layer].name)
      }
      throw FoldoutError(
        .malformed, "cyclic-layers",
        "layers feed each other in a circle, among them " + stuck.joined(separator: ", "))
    }
  }
}
