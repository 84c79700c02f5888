/// Takes the numbers and distributions out of TensorBoard's events.
///
/// An event has its time, its step and a summary of values. A value is a plain number (PyTorch, TensorFlow 1), a
/// HistogramProto, or a tensor whose meaning the metadata says, which TensorFlow 2 writes with the first event of a tag only.
struct EventDecoder {
  /// Events that are no messages although their checksum is right.
  private(set) var malformed = 0

  /// Reads one event. Linear in its bytes.
  mutating func read(_ event: UnsafeRawBufferPointer, into run: inout RunCollector) {
    var time = 0.0
    var step: Int64 = 0
    var hasSummary = false
    var reader = WireReader(event)
    while let (field, value) = reader.next() {
      switch (field, value) {
      case (1, .fixed64(let bits)): time = Double(bitPattern: bits)
      case (2, .number(let bits)): step = Int64(bitPattern: bits)
      case (5, .bytes): hasSummary = true
      default: break
      }
    }
    guard reader.isAtEnd else { return malformed += 1 }
    guard hasSummary else { return }
    reader = WireReader(event)
    while let (field, value) = reader.next() {
      if field == 5, case .bytes(let summary) = value, !read(summary: summary, step, time, &run) {
        malformed += 1
      }
    }
  }

  /// Reads the values of a summary.
  ///
  /// - Returns: whether it is well-formed.
  private func read(
    summary: UnsafeRawBufferPointer, _ step: Int64, _ time: Double, _ run: inout RunCollector
  ) -> Bool {
    var reader = WireReader(summary)
    while let (field, value) = reader.next() {
      guard field == 1, case .bytes(let bytes) = value else { continue }
      guard let summary = SummaryValue(bytes) else { return false }
      if !Self.add(summary, step, time, &run) { return false }
    }
    return reader.isAtEnd
  }

  private static func add(
    _ value: SummaryValue, _ step: Int64, _ time: Double, _ run: inout RunCollector
  ) -> Bool {
    guard let tag = run.tag(value.tag) else { return true }
    if value.plugin != .unknown { run.set(value.plugin, of: tag) }
    let plugin = run.plugin(of: tag)
    let name = { String(decoding: value.tag.prefix(LogLimits.tagBytes), as: UTF8.self) }
    if let number = value.number {
      run.append(tag, step, number, time, name: name)
    } else if let histogram = value.histogram {
      run.append(tag, step, name: name) {
        HistogramFields.proto(histogram, step: step, wallTime: time, hasBuckets: $0)
      }
    } else if let bytes = value.tensor, plugin != .other {
      guard let tensor = SummaryTensor(bytes) else { return false }
      // Without metadata, as after a damaged first event, the shape tells.
      if plugin != .scalars, HistogramFields.isTable(tensor) {
        run.append(tag, step, name: name) {
          HistogramFields.tensor(tensor, step: step, wallTime: time, hasBuckets: $0)
        }
      } else if plugin != .histograms, tensor.dims.allSatisfy({ $0 == 1 }),
        let number = tensor.elements(1)?.first
      {
        run.append(tag, step, number, time, name: name)
      }
    }
    return true
  }
}

/// One value of a summary, its parts still as bytes.
private struct SummaryValue {
  private(set) var tag = UnsafeRawBufferPointer(start: nil, count: 0)
  private(set) var number: Double?
  private(set) var histogram: UnsafeRawBufferPointer?
  private(set) var tensor: UnsafeRawBufferPointer?
  private(set) var plugin = SummaryPlugin.unknown

  /// Nil where the bytes are no message.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var reader = WireReader(bytes)
    while let (field, value) = reader.next() {
      switch (field, value) {
      case (1, .bytes(let name)): tag = name
      case (2, .fixed32(let bits)): number = Double(Float(bitPattern: bits))
      case (5, .bytes(let content)): histogram = content
      case (8, .bytes(let content)): tensor = content
      case (9, .bytes(let content)): plugin = Self.plugin(content)
      default: break
      }
    }
    guard reader.isAtEnd else { return nil }
  }

  /// The plugin that metadata names.
  private static func plugin(_ metadata: UnsafeRawBufferPointer) -> SummaryPlugin {
    var reader = WireReader(metadata)
    while let (field, value) = reader.next() {
      guard field == 1, case .bytes(let data) = value else { continue }
      var inner = WireReader(data)
      while let (field, value) = inner.next() {
        if field == 1, case .bytes(let name) = value { return SummaryPlugin(name) }
      }
    }
    return .unknown
  }
}
