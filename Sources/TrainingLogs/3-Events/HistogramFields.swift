/// Distributions as event files have them.
enum HistogramFields {
  /// A HistogramProto, as PyTorch and TensorFlow 1 write it: figures, then buckets with their right ends. Nil where malformed.
  static func proto(
    _ bytes: UnsafeRawBufferPointer, step: Int64, wallTime: Double, hasBuckets: Bool
  ) -> LoggedHistogram? {
    var made = LoggedHistogram(
      step: step, wallTime: wallTime, count: 0, min: 0, max: 0, sum: 0, sumSquares: 0)
    var reader = WireReader(bytes)
    while let (field, value) = reader.next() {
      switch (field, value) {
      case (1, .fixed64(let bits)): made.min = Double(bitPattern: bits)
      case (2, .fixed64(let bits)): made.max = Double(bitPattern: bits)
      case (3, .fixed64(let bits)): made.count = Double(bitPattern: bits)
      case (4, .fixed64(let bits)): made.sum = Double(bitPattern: bits)
      case (5, .fixed64(let bits)): made.sumSquares = Double(bitPattern: bits)
      case (6, .bytes(let raw)) where hasBuckets: append(raw, to: &made.edges)
      case (7, .bytes(let raw)) where hasBuckets: append(raw, to: &made.counts)
      case (6, .fixed64(let bits)) where hasBuckets: append(bits, to: &made.edges)
      case (7, .fixed64(let bits)) where hasBuckets: append(bits, to: &made.counts)
      default: break
      }
    }
    guard reader.isAtEnd else { return nil }
    let count = min(made.edges.count, made.counts.count)
    made.edges.removeLast(made.edges.count - count)
    made.counts.removeLast(made.counts.count - count)
    return made
  }

  private static func append(_ raw: UnsafeRawBufferPointer, to list: inout [Double]) {
    let count = min(raw.count / 8, LogLimits.buckets - list.count)
    guard count > 0 else { return }
    list.reserveCapacity(list.count + count)
    for place in 0..<count {
      let bits = raw.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self)
      list.append(Double(bitPattern: UInt64(littleEndian: bits)))
    }
  }

  private static func append(_ bits: UInt64, to list: inout [Double]) {
    if list.count < LogLimits.buckets { list.append(Double(bitPattern: bits)) }
  }

  /// A tensor of rows left, right, count, as TensorFlow 2 writes it; nil where it is not that.
  static func tensor(_ tensor: SummaryTensor, step: Int64, wallTime: Double, hasBuckets: Bool)
    -> LoggedHistogram?
  {
    guard isTable(tensor), let rows = tensor.dims.first, let all = tensor.elements(3 * Int(rows)) else {
      return nil
    }
    var made = LoggedHistogram(step: step, wallTime: wallTime, count: 0, min: 0, max: 0)
    guard rows > 0 else { return made }
    (made.min, made.max) = (all[0], all[all.count - 2])
    if hasBuckets { made.edges.append(all[0]) }
    for row in stride(from: 0, to: all.count, by: 3) {
      made.count += all[row + 2]
      if hasBuckets {
        made.edges.append(all[row + 1])
        made.counts.append(all[row + 2])
      }
    }
    return made
  }

  /// Whether a tensor has the shape of a distribution.
  static func isTable(_ tensor: SummaryTensor) -> Bool {
    tensor.isNumeric && tensor.dims.count == 2 && tensor.dims[1] == 3
      && (0...Int64(LogLimits.buckets)).contains(tensor.dims[0])
  }
}
