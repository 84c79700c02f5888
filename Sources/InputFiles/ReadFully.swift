import Glibc

/// Fills a buffer with a file's bytes from an offset on.
///
/// - Returns: whether all of them could be read.
public func readFully(_ descriptor: Int32, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool
{
  var done = 0
  while done < buffer.count {
    let got = pread(
      descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
    if got < 0, errno == EINTR { continue }
    guard got > 0 else { return false }
    done += got
  }
  return true
}
