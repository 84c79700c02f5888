import Diagnostics

extension Parts {
  /// Puts the calls of a functional model in an order in which each stands after those it reads, as near to
  /// the file's as that allows.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` where layers feed each other in a circle.
  ///
  /// Cost: calls and references, times the logarithm of the calls that wait.
  func sortCalls() throws(FoldoutError) {
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
    var ready = MinHeap()
    for number in places.indices where waits[number] == 0 { ready.insert(number) }
    while let number = ready.removeFirst() {
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

/// Numbers, of which the smallest is always at hand.
private struct MinHeap {
  private var items: [Int] = []

  mutating func insert(_ item: Int) {
    items.append(item)
    var child = items.count - 1
    while child > 0, items[child] < items[(child - 1) / 2] {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() -> Int? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    guard !items.isEmpty else { return first }
    items[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < items.count && items[child] < items[least] {
        least = child
      }
      if least == parent { return first }
      items.swapAt(parent, least)
      parent = least
    }
  }
}
