import Diagnostics
import Glibc

/// The copy of a file's structure that the scan writes: bytes at the end, lengths filled in later.
final class CompactBuffer {
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private(set) var count = 0
  private var capacity: Int

  /// protobuf-c takes no message of 2 GiB or more.
  static let limit = Int(Int32.max)

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    bytes = .allocate(capacity: self.capacity)
  }

  deinit { bytes.deallocate() }

  private static var tooLarge: FoldoutError {
    FoldoutError(.malformed, "too-large", "the model's structure, without weights, is too large")
  }

  func append(_ source: UnsafePointer<UInt8>, _ length: Int) throws(FoldoutError) {
    if length == 0 { return }
    try reserve(length)
    memcpy(bytes + count, source, length)
    count += length
  }

  func append(_ byte: UInt8) throws(FoldoutError) {
    try reserve(1)
    bytes[count] = byte
    count += 1
  }

  /// Leaves room for a length of that many bytes, to be set by ``setLength(_:at:width:)``.
  func appendPlaceholder(width: Int) throws(FoldoutError) {
    try reserve(width)
    for index in 0..<width { bytes[count + index] = 0 }
    count += width
  }

  /// Writes a length with as many bytes as were kept for it; leading groups may be zero.
  func setLength(_ length: Int, at position: Int, width: Int) {
    var rest = UInt64(length)
    for index in 0..<width {
      let more: UInt8 = index < width - 1 ? 0x80 : 0
      bytes[position + index] = UInt8(rest & 0x7F) | more
      rest >>= 7
    }
  }

  /// Replaces a byte that would end a C string early.
  func replaceNULs(from start: Int) {
    for index in start..<count where bytes[index] == 0 { bytes[index] = 0x1A }
  }

  private func reserve(_ extra: Int) throws(FoldoutError) {
    let (needed, overflow) = count.addingReportingOverflow(extra)
    if !overflow && needed <= capacity { return }
    guard !overflow, needed <= Self.limit else { throw Self.tooLarge }
    let larger = max(needed, min(capacity * 2, Self.limit))
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    memcpy(moved, bytes, count)
    bytes.deallocate()
    bytes = moved
    capacity = larger
  }
}
