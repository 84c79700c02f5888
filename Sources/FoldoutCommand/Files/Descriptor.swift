import Glibc

/// Reading and writing by file descriptor, however few bytes the system takes at a time.
enum Descriptor {
  /// Reads until a buffer is full or the file ends.
  ///
  /// - Returns: the number of bytes read; nil on failure, with `errno` set.
  static func fill(_ buffer: inout [UInt8], from descriptor: Int32) -> Int? {
    buffer.withUnsafeMutableBytes { bytes in
      var count = 0
      while count < bytes.count {
        let got = read(descriptor, bytes.baseAddress.map { $0 + count }, bytes.count - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { return nil }
        if got == 0 { break }
        count += got
      }
      return count
    }
  }

  /// Writes all bytes.
  ///
  /// - Returns: whether that succeeded; `errno` is set where it did not.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let wrote = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
        if wrote < 0, errno == EINTR { continue }
        guard wrote > 0 else { return false }
        done += wrote
      }
      return true
    }
  }
}
