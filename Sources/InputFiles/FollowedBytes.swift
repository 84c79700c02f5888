import Diagnostics
import Glibc

extension InputFile {
  /// Calls `body` with the bytes and a few more behind them, in one piece. The file's own are mapped again, not copied, so
  /// that only those of its last page take memory, and of pages with bytes that are replaced.
  ///
  /// - Throws: ``FoldoutError`` of kind `unavailable` where there is no room for them; what `body` throws.
  public func withBytes<Result>(
    followedBy tail: [UInt8], replacing places: [(offset: Int, byte: UInt8)] = [],
    _ body: (UnsafeRawBufferPointer) throws(FoldoutError) -> Result
  ) throws(FoldoutError) -> Result {
    let size = max(1, count + tail.count)
    let flags = MAP_PRIVATE | Int32(MAP_ANONYMOUS) | Int32(MAP_NORESERVE)
    guard let base = mmap(nil, size, PROT_READ | PROT_WRITE, flags, -1, 0), base != MAP_FAILED else {
      throw FoldoutError(.unavailable, "no-memory", "there is no room for \(size >> 20) MB of addresses")
    }
    defer { munmap(base, size) }
    if descriptor >= 0, count > 0 {
      let fixed = MAP_PRIVATE | Int32(MAP_FIXED) | Int32(MAP_NORESERVE)
      guard mmap(base, count, PROT_READ | PROT_WRITE, fixed, descriptor, 0) == base else {
        throw FoldoutError(.unavailable, "no-memory", "the file can't be mapped again")
      }
    } else {
      withBytes { bytes in
        if let own = bytes.baseAddress { base.copyMemory(from: own, byteCount: count) }
      }
    }
    tail.withUnsafeBytes { bytes in
      if let own = bytes.baseAddress { (base + count).copyMemory(from: own, byteCount: tail.count) }
    }
    for place in places where place.offset >= 0 && place.offset < count {
      base.storeBytes(of: place.byte, toByteOffset: place.offset, as: UInt8.self)
    }
    mprotect(base, size, PROT_READ)
    return try body(UnsafeRawBufferPointer(start: base, count: count + tail.count))
  }
}
