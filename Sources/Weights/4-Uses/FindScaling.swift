import ModelGraph
import TensorReading

/// What makes numbers of a tensor's stored whole ones, by the operator that reads it.
///
/// Sources: DequantizeLinear of the ONNX specification, versions 10 to 25; MatMulNBits of ONNX Runtime.
struct FindScaling {
  let model: Model
  let files: TensorFiles

  /// More pairs of scale and zero point are not kept in memory: the numbers are not looked at then.
  private static let mostScales = 1 << 20

  /// The task that looks at the numbers a stored tensor stands for; nil where they are what is stored, or scales are
  /// computed or can't be read.
  func task(_ stored: StoredTensor) -> ScanTask? {
    guard let use = stored.use, let id = use.dequantizer, model.graphs.indices.contains(use.graph),
      model.graphs[use.graph].nodes.indices.contains(id)
    else { return nil }
    let node = model.graphs[use.graph].nodes[id]
    return node.op.type == "MatMulNBits"
      ? packed(stored.tensor, node, use.graph) : dequantized(stored.tensor, node, use)
  }

  private func dequantized(_ tensor: TensorRef, _ node: Node, _ use: WeightUse) -> ScanTask? {
    guard tensor.sparseCount == nil, let (scales, scaleDims) = numbers(node, 1, use.graph), !scales.isEmpty
    else { return nil }
    var scaling = Scaling(scales: scales)
    if node.inputs.count > 2, node.inputs[2] != nil {
      guard let (zeros, _) = numbers(node, 2, use.graph), zeros.count == scales.count else { return nil }
      scaling.zeros = zeros
    }
    if scales.count > 1, !place(&scaling, scaleDims, tensor.dims, node, use) { return nil }
    var task = ScanTask(tensor: tensor)
    task.channels = use.channelAxis.flatMap { ChannelLayout(dims: tensor.dims, axis: $0) }
    task.scaling = scaling
    return task
  }

  /// Tells which elements share which of several scales; not where they don't fit the tensor.
  private func place(
    _ scaling: inout Scaling, _ scaleDims: [Int64], _ dims: [Int64], _ node: Node, _ use: WeightUse
  ) -> Bool {
    // The axis is one of the tensor as the operator reads it, perhaps transposed.
    let axis = Int(clamping: node.int("axis", or: 1))
    guard let axes = use.dequantizerAxes, axes.indices.contains(axis < 0 ? axis + axes.count : axis) else {
      return false
    }
    let place = axes[axis < 0 ? axis + axes.count : axis]
    guard dims.indices.contains(place), let run = product(dims[(place + 1)...]),
      let length = Int(exactly: dims[place])
    else { return false }
    scaling.run = run
    if scaleDims.count == 1 { return scaling.scales.count == length }
    let block = node.int("block_size", or: 0)
    guard block > 0, axes == Array(dims.indices) else { return false }
    (scaling.block, scaling.length) = (Int(min(block, max(dims[place], 1))), length)
    return scaleDims == dims.enumerated().map { $0 == place ? ($1 - 1) / block + 1 : $1 }
  }

  /// Blocks of four bits: `N × blocks × bytes`, of which each byte holds two numbers of a row.
  private func packed(_ tensor: TensorRef, _ node: Node, _ graph: GraphID) -> ScanTask? {
    guard node.int("bits", or: 4) == 4, let rows = node.int("N"), let columns = node.int("K"),
      let block = node.int("block_size"), block >= 16, columns % block == 0, rows > 0, columns > 0,
      let (scales, _) = numbers(node, 2, graph)
    else { return nil }
    let whole = TensorRef(
      name: tensor.name, dataType: .uint4, dims: [rows, columns], location: tensor.location)
    guard tensor.sparseCount == nil, tensor.dims.first == rows, whole.byteCount == tensor.byteCount,
      Int64(scales.count) == rows * (columns / block)
    else { return nil }
    var scaling = Scaling(scales: scales, zeros: scales.map { _ in 8 })
    if node.inputs.count > 3, node.inputs[3] != nil {
      guard let zeros = zeroPoints(node, graph, rows: Int(rows), blocks: Int(columns / block)) else {
        return nil
      }
      scaling.zeros = zeros
    }
    (scaling.block, scaling.length) = (Int(block), Int(columns))
    return ScanTask(
      tensor: whole, channels: ChannelLayout(dims: [rows, columns], axis: 0), scaling: scaling)
  }

  /// Zero points of blocks: numbers like the scales, or bytes with two each, each row filled up to whole bytes.
  private func zeroPoints(_ node: Node, _ graph: GraphID, rows: Int, blocks: Int) -> [Double]? {
    guard let (stored, _) = numbers(node, 3, graph), let value = node.inputs[3] else { return nil }
    let width = (blocks + 1) / 2
    let isPacked = model.graphs[graph].values[value].constant?.dataType == .uint8
    guard isPacked, stored.count == rows * width else { return stored.count == rows * blocks ? stored : nil }
    var zeros: [Double] = []
    for row in 0..<rows {
      for block in 0..<blocks {
        let byte = Int(stored[row * width + block / 2])
        zeros.append(Double(block % 2 == 0 ? byte & 15 : byte >> 4))
      }
    }
    return zeros
  }

  /// The elements and dims of a stored tensor that a node reads.
  private func numbers(_ node: Node, _ slot: Int, _ graph: GraphID) -> ([Double], [Int64])? {
    guard slot < node.inputs.count, let value = node.inputs[slot],
      let tensor = model.graphs[graph].values[value].constant
    else { return nil }
    return files.numbers(of: tensor, limit: Self.mostScales).map { ($0, tensor.dims) }
  }

  private func product(_ dims: ArraySlice<Int64>) -> Int? {
    TensorRef(dataType: .undefined, dims: Array(dims)).elementCount.flatMap { Int(exactly: $0) }
  }
}

extension TensorFiles {
  /// All elements of a tensor of no more than `limit`; nil where they can't be had.
  package func numbers(of tensor: TensorRef, limit: Int) -> [Double]? {
    guard tensor.sparseCount == nil, let count = tensor.elementCount, count <= limit,
      let form = ElementForm(tensor.dataType), let bytes = try? open(tensor)
    else { return nil }
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: (Int(count) * form.bits + 7) / 8, alignment: 16)
    defer { buffer.deallocate() }
    guard (try? bytes.read(at: 0, into: buffer)) != nil else { return nil }
    return decode(UnsafeRawBufferPointer(buffer), tensor.dataType, Int(count))
  }
}
