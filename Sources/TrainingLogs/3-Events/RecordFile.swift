import ChecksumKernels
import Glibc

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

/// A file read piece by piece into a buffer that grows to the largest record.
private struct PieceReader {
  private let descriptor: Int32
  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: LogLimits.pieceBytes, alignment: 16)
  private var start = 0
  private var end = 0
  /// Where the next byte is in the file.
  private(set) var offset: Int64 = 0
  private var error: Int32 = 0

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  func free() { buffer.deallocate() }

  /// Sees to it that so many bytes can be looked at.
  ///
  /// - Returns: whether the file has them.
  mutating func fill(_ count: Int) -> Bool {
    if end - start >= count { return true }
    makeRoom(count)
    while end - start < count {
      let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + end }, buffer.count - end)
      if got < 0, errno == EINTR { continue }
      if got < 0 { error = errno }
      guard got > 0 else { return false }
      end += got
    }
    return true
  }

  private mutating func makeRoom(_ count: Int) {
    let rest = end - start
    if count > buffer.count {
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(count, 2 * buffer.count), alignment: 16)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
      buffer.deallocate()
      buffer = larger
    } else if start > 0 {
      buffer.baseAddress.map { _ = memmove($0, $0 + start, rest) }
    }
    (start, end) = (0, rest)
  }

  func bytes(_ count: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: buffer[start..<(start + count)])
  }

  mutating func advance(_ count: Int) {
    start += count
    offset += Int64(count)
  }

  /// Passes bytes without keeping them.
  ///
  /// - Returns: whether the file has so many.
  mutating func skip(_ count: UInt64) -> Bool {
    var left = count
    while left > 0 {
      guard fill(1) else { return false }
      let step = Int(min(left, UInt64(end - start)))
      advance(step)
      left -= UInt64(step)
    }
    return true
  }

  /// How many bytes there are from a place up to the end of the file.
  mutating func skipToEnd(from place: Int64) -> Int64 {
    _ = skip(.max)
    return offset - place
  }

  /// What is known at the end of the file, where a record was to begin at a place.
  mutating func ended(_ report: RecordFile.Report, from place: Int64) -> RecordFile.Report {
    var report = report
    offset += Int64(end - start)
    start = end
    report.unread = offset - place
    report.end = error != 0 ? .failed(error) : report.unread > 0 ? .cut : .complete
    return report
  }
}
