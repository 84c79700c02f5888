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
    guard let (scales, scaleDims) = numbers(node, 1, use.graph) else { return nil }
    var scaling = Scaling(scales: scales)
    if let (zeros, _) = numbers(node, 2, use.graph) { scaling.zeros = zeros }
    if scales.count > 1 {
      let axis = Int(clamping: node.int("axis", or: 1))
      let place = axis < 0 ? axis + tensor.dims.count : axis
      guard tensor.dims.indices.contains(place), let run = product(tensor.dims[(place + 1)...]) else {
        return nil
      }
      scaling.run = run
      if scaleDims.count == 1 {
        guard Int64(scales.count) == tensor.dims[place] else { return nil }
      } else {
        let block = node.int("block_size", or: 0)
        guard block > 0, scaleDims.count == tensor.dims.count, let length = Int(exactly: tensor.dims[place])
        else {
          return nil
        }
        (scaling.block, scaling.length) = (Int(clamping: block), length)
      }
    }
    var task = ScanTask(tensor: tensor)
    task.channels = use.channelAxis.flatMap { ChannelLayout(dims: tensor.dims, axis: $0) }
    task.scaling = scaling
    return task
  }

  /// Blocks of four bits: `N × blocks × bytes`, of which each byte holds two numbers of a row.
  private func packed(_ tensor: TensorRef, _ node: Node, _ graph: GraphID) -> ScanTask? {
    guard node.int("bits", or: 4) == 4, let rows = node.int("N"), let columns = node.int("K"),
      let block = node.int("block_size"), block >= 16, columns % block == 0, rows > 0, columns > 0,
      let (scales, _) = numbers(node, 2, graph)
    else { return nil }
    let whole = TensorRef(
      name: tensor.name, dataType: .uint4, dims: [rows, columns], location: tensor.location)
    guard whole.byteCount == tensor.byteCount, Int64(scales.count) == rows * (columns / block) else {
      return nil
    }
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

  /// Zero points of blocks: numbers like the scales, or two to a byte, each row filled up to whole bytes.
  private func zeroPoints(_ node: Node, _ graph: GraphID, rows: Int, blocks: Int) -> [Double]? {
    guard let (stored, _) = numbers(node, 3, graph) else { return nil }
    if stored.count == rows * blocks, blocks != (blocks + 1) / 2 { return stored }
    let width = (blocks + 1) / 2
    guard stored.count == rows * width else { return nil }
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
  func numbers(of tensor: TensorRef, limit: Int) -> [Double]? {
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
