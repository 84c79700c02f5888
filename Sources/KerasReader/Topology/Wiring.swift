import JSONInput

/// What the calls of a model's layers read, in the order of layers, in four arrays: with arrays of its own, a call would
/// take twice the memory.
struct Wiring {
  /// By layer: the number of its first call; one more at the end.
  private var firstCalls: [Int32] = [0]
  /// By call: the number of its first reference; one more at the end.
  private var firstReferences: [Int32] = [0]
  /// By call: its entry in `inbound_nodes`.
  private var entries: [JSON] = []
  private var list: [Reference] = []

  /// Makes room for so many layers, most of which are called once and read one tensor.
  mutating func makeRoom(_ layers: Int) {
    firstCalls.reserveCapacity(layers + 1)
    firstReferences.reserveCapacity(layers + 1)
    entries.reserveCapacity(layers)
    list.reserveCapacity(layers)
  }

  /// Adds a call of the next layer, which reads some tensors in the order of its arguments.
  mutating func addCall(_ entry: JSON, reading references: [Reference]) {
    list += references
    entries.append(entry)
    firstReferences.append(Int32(list.count))
  }

  /// Ends the list of a layer's calls.
  mutating func endLayer() { firstCalls.append(Int32(entries.count)) }

  /// How many calls of a layer the file lists.
  func callCount(of layer: Int) -> Int { Int(firstCalls[layer + 1] - firstCalls[layer]) }

  /// The tensors that a call reads, in the order of its arguments.
  func references(_ layer: Int, call: Int) -> ArraySlice<Reference> {
    let number = Int(firstCalls[layer]) + call
    return list[Int(firstReferences[number])..<Int(firstReferences[number + 1])]
  }

  /// The entry of a call in `inbound_nodes`, for arguments that are no tensors.
  func entry(_ layer: Int, call: Int) -> JSON { entries[Int(firstCalls[layer]) + call] }

  /// The tensors that all calls read.
  var references: some Sequence<Reference> { list }

  /// Changes all references, each with the number of the layer that reads it.
  mutating func update(_ change: (inout Reference, _ layer: Int) -> Void) {
    var layer = 0
    var call = 0
    for place in list.indices {
      while place >= firstReferences[call + 1] { call += 1 }
      while call >= firstCalls[layer + 1] { layer += 1 }
      change(&list[place], layer)
    }
  }
}
