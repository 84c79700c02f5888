import ChecksumKernels

/// The records of a TFRecord file, read from its start to its end through one buffer.
///
/// A record is its length in 8 bytes, the checksum of those, the data, and the checksum of that. Checksums are CRC-32C, turned
/// and moved so that a checksum of bytes with checksums is sound.
struct RecordFile {
  /// What was met on the way.
  struct Report: Equatable {
    /// Records whose data is whole.
    var records = 0
    /// Records left out since their data has another checksum, and where the first is.
    var damaged = 0
    var firstDamaged: Int64 = 0
    /// Records left out since they are too large to be numbers.
    var large = 0
    /// Bytes at the end that can't be read, and why.
    var unread: Int64 = 0
    var end = End.complete
  }

  /// How a file ends.
  enum End: Equatable {
    case complete
    /// Within a record: it is still written, or was cut.
    case cut
    /// The length of a record has another checksum, so that nobody knows where the next begins.
    case damagedLength
    /// The system says no: its error.
    case failed(Int32)
  }

  private static let headBytes = 12

  /// The masked checksum of bytes.
  static func checksum(_ bytes: UnsafeRawBufferPointer, after before: UInt32 = 0) -> UInt32 {
    foldout_crc32c(before, bytes.baseAddress, bytes.count)
  }

  static func masked(_ checksum: UInt32) -> UInt32 { ((checksum >> 15) | (checksum << 17)) &+ 0xa282_ead8 }

  /// Whether bytes begin with a length and its checksum, as the files of TensorBoard do.
  static func isHead(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= headBytes else { return false }
    let stored = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    return masked(checksum(UnsafeRawBufferPointer(rebasing: bytes[..<8]))) == stored
  }

  /// Calls back with the data of each record. Memory does not depend on the file.
  ///
  /// - Parameter descriptor: an open file at its start, which stays the caller's.
  static func read(_ descriptor: Int32, _ body: (UnsafeRawBufferPointer) -> Void) -> Report {
    var report = Report()
    var input = PieceReader(descriptor)
    defer { input.free() }
    while true {
      let start = input.offset
      guard input.fill(headBytes) else { return input.ended(report, from: start) }
      let head = input.bytes(headBytes)
      guard isHead(head) else {
        report.end = .damagedLength
        report.unread = input.skipToEnd(from: start)
        return report
      }
      let length = UInt64(littleEndian: head.loadUnaligned(as: UInt64.self))
      input.advance(headBytes)
      guard length <= UInt64(LogLimits.recordBytes) else {
        guard input.skip(length), input.skip(4) else { return input.ended(report, from: start) }
        report.large += 1
        continue
      }
      let count = Int(length)
      guard input.fill(count + 4) else { return input.ended(report, from: start) }
      let data = input.bytes(count + 4)
      let stored = UInt32(littleEndian: data.loadUnaligned(fromByteOffset: count, as: UInt32.self))
      let content = UnsafeRawBufferPointer(rebasing: data[..<count])
      if masked(checksum(content)) == stored {
        report.records += 1
        body(content)
      } else {
        if report.damaged == 0 { report.firstDamaged = start }
        report.damaged += 1
      }
      input.advance(count + 4)
    }
  }
}
