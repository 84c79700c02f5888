import RuntimeShim

extension SessionLine {
  /// Sends the inputs of one run, as `RuntimeShim.h` lays them out. Cost: linear in their bytes, which are not copied here.
  ///
  /// - Returns: whether the process took them.
  func put(_ inputs: [RunTensor]) throws(RunAnswer.Problem) -> Bool {
    var block = InputBlock()
    block.add(UInt64(inputs.count))
    let heads = inputs.map { block.head(of: $0) }
    var size: [UInt8] = []
    withUnsafeBytes(of: UInt64(block.size).littleEndian) { size += $0 }
    guard try put(bytes: size + block.start) else { return false }
    for (head, tensor) in zip(heads, inputs) {
      guard try put(bytes: head), try put(bytes: tensor.bytes) else { return false }
    }
    return true
  }

  private func put(bytes: [UInt8]) throws(RunAnswer.Problem) -> Bool {
    try bytes.withUnsafeBytes { all in
      Result { () throws(RunAnswer.Problem) in try put(all) }
    }.get()
  }
}

/// Lays out inputs: where each begins.
private struct InputBlock {
  /// The bytes before the first head.
  var start: [UInt8] = []
  /// The bytes so far.
  var size = 0

  private static let alignment = 64

  mutating func add(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { start += $0 }
    size = start.count
  }

  /// The head of a tensor with the gaps around it, so that its elements come right behind.
  mutating func head(of tensor: RunTensor) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: gap(after: size))
    let name = Array(tensor.name.utf8) + [0]
    let head = foldout_tensor_head(
      type: UInt32(bitPattern: tensor.dataType.rawValue), rank: UInt32(tensor.dims.count),
      name_size: UInt64(name.count), size: UInt64(tensor.bytes.count))
    withUnsafeBytes(of: head) { bytes += $0 }
    tensor.dims.withUnsafeBytes { bytes += $0 }
    bytes += name
    bytes += [UInt8](repeating: 0, count: gap(after: size + bytes.count))
    size += bytes.count + tensor.bytes.count
    return bytes
  }

  private func gap(after place: Int) -> Int { (Self.alignment - place % Self.alignment) % Self.alignment }
}
