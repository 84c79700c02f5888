import ModelGraph
import TensorReading

extension ScanTask {
  /// Looks at the elements of a tensor.
  ///
  /// - Throws: ``UnreadTensor`` where they can't be had or are of a type that has no order.
  func run(_ files: TensorFiles, _ workers: ScanWorkers) throws(UnreadTensor) -> ScannedTensor {
    guard let form = ElementForm(tensor.dataType) else {
      throw UnreadTensor("no-numbers", "\(tensor.dataType.name) is not looked into")
    }
    return try run(files.open(tensor), form, workers)
  }

  /// The same for bytes that are open.
  func run(
    _ bytes: TensorBytes, _ form: ElementForm, _ workers: ScanWorkers
  ) throws(UnreadTensor) -> ScannedTensor {
    guard let count = tensor.sparseCount ?? tensor.elementCount, let stored = Int(exactly: count) else {
      throw UnreadTensor("no-size", "its size is not known")
    }
    let layout = tensor.sparseCount == nil ? channels : nil
    var result = ScannedTensor()
    var sums: ChannelSums?
    if scaling == nil, tensor.sparseCount == nil, stored > WeightTuning.sortedElements {
      switch form {
      case .float32:
        (result.statistics, sums) = try FloatScan(bytes: bytes, count: stored, layout: layout).scan(workers)
      case .codes, .packed:
        let scan = CodeScan(bytes: bytes, type: tensor.dataType, count: stored, layout: layout)
        (result.statistics, _, sums) = try scan.scan(workers)
      case .wide:
        let scan = NumberScan(bytes: bytes, type: tensor.dataType, count: stored, layout: layout)
        (result.statistics, sums) = try scan.scan(workers)
      }
    } else {
      let scan = NumberScan(
        bytes: bytes, type: tensor.dataType, count: stored, layout: layout, scaling: scaling,
        zeros: max(0, (tensor.elementCount ?? 0) - count))
      (result.statistics, sums) = try scan.scan(workers)
    }
    result.norms = sums?.sums.map { $0.squareRoot() } ?? []
    return result
  }
}
