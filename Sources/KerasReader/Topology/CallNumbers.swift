/// Numbers the calls of a model's layers in order. A layer that nobody calls, as an input layer, counts as called once.
struct CallNumbers {
  /// By layer: the number of its first call; one more at the end.
  private var firsts: [Int32] = [0]

  init(_ layers: [Layer]) {
    firsts.reserveCapacity(layers.count + 1)
    var count: Int32 = 0
    for layer in layers {
      count += Int32(max(1, layer.callCount))
      firsts.append(count)
    }
  }

  /// How many calls there are.
  var count: Int { Int(firsts[firsts.count - 1]) }

  /// The number of a call; nil where the layer has no such call.
  subscript(layer: Int, call: Int) -> Int? {
    let number = Int(firsts[layer]) + call
    return call >= 0 && number < firsts[layer + 1] ? number : nil
  }
}
