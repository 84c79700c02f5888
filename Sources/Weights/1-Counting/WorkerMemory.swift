/// The memory that one worker counts in, made once: a table of 16-bit keys, and a buffer of bytes.
///
/// (Unchecked: each is used by one worker.)
final class WorkerMemory: @unchecked Sendable {
  static let keys = 1 << 16

  let table: UnsafeMutablePointer<UInt32>
  let buffer: UnsafeMutableRawBufferPointer
  /// Elements that are told exactly later, and room for a tile more.
  var collected = [Float](repeating: 0, count: 2 * WeightTuning.tileElements)

  init() {
    table = .allocate(capacity: Self.keys)
    buffer = .allocate(byteCount: WeightTuning.bufferBytes, alignment: 64)
  }

  deinit {
    table.deallocate()
    buffer.deallocate()
  }

  func clear() { table.update(repeating: 0, count: Self.keys) }
}
