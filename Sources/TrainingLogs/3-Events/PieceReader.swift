import Glibc

/// A file read piece by piece into a buffer that grows to the largest record.
struct PieceReader {
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
