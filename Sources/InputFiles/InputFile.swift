import Diagnostics
import Glibc

/// The bytes of one input file, held for as long as this value lives.
///
/// Regular files are mapped, so that pages that are not read are never loaded; pipes and other streams are
/// read to their end. A file that another program shortens meanwhile is beyond what a mapping can guard
/// against. (Unchecked: the bytes are never written after the initializer.)
public final class InputFile: @unchecked Sendable {
  private let base: UnsafeMutableRawPointer?
  private let isMapped: Bool
  /// The mapped file, open for reading by place; -1 for streams.
  let descriptor: Int32

  /// The number of bytes.
  public let count: Int

  /// Files up to this size are loaded by one call instead of page by page.
  private static let eagerSize = 4 << 20

  /// Opens and maps the file at a path.
  ///
  /// - Throws: ``FoldoutError`` of kind `noInput` where it can't be opened or read.
  public convenience init(path: String) throws(FoldoutError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputFile.failure("can't open it", errno) }
    defer { close(descriptor) }
    try self.init(descriptor: descriptor)
  }

  /// Maps what an open descriptor stands for, or reads it to its end where it can't be mapped.
  ///
  /// The descriptor stays open and is the caller's.
  ///
  /// - Throws: ``FoldoutError`` of kind `noInput` where it can't be read.
  public init(descriptor: Int32) throws(FoldoutError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw InputFile.failure("can't read it", errno) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      throw FoldoutError(.noInput, "cannot-read", "it is a directory", hint: "Name a model file.")
    case S_IFREG where status.st_size > 0 && lseek(descriptor, 0, SEEK_CUR) == 0:
      let size = Int(status.st_size)
      let flags = size <= InputFile.eagerSize ? MAP_PRIVATE | Int32(MAP_POPULATE) : MAP_PRIVATE
      if let bytes = mmap(nil, size, PROT_READ, flags, descriptor, 0), bytes != MAP_FAILED {
        // Few pages are looked at, far apart: what lies between must not be loaded with them.
        if size > InputFile.eagerSize { madvise(bytes, size, MADV_RANDOM) }
        (base, isMapped, count) = (bytes, true, size)
        self.descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        return
      }
    default: break
    }
    (base, count) = try InputFile.readAll(descriptor)
    isMapped = false
    self.descriptor = -1
  }

  /// Holds a copy of bytes that are in no file, such as those that a text stands for.
  ///
  /// - Throws: ``FoldoutError`` of kind `unavailable` where there is no memory for them.
  public init(copying bytes: [UInt8]) throws(FoldoutError) {
    guard let copy = malloc(max(1, bytes.count)) else {
      throw FoldoutError(.unavailable, "no-memory", "there is no memory left")
    }
    bytes.withUnsafeBytes { source in
      if let start = source.baseAddress { copy.copyMemory(from: start, byteCount: source.count) }
    }
    (base, isMapped, count, descriptor) = (copy, false, bytes.count, -1)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    guard let base else { return }
    if isMapped { munmap(base, count) } else { free(base) }
  }

  /// Calls `body` with the bytes, which must not be kept.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Lets go of the pages before an offset: their memory is free again, and they are loaded anew if
  /// somebody looks at them after all. Does nothing for streams.
  public func release(before offset: Int) {
    guard isMapped, let base else { return }
    let page = 4096
    let length = min(max(offset, 0), count) / page * page
    if length > 0 { madvise(base, length, MADV_DONTNEED) }
  }

  /// Fills a buffer with the bytes from an offset on, without mapping or keeping pages of the file.
  ///
  /// - Returns: whether all of them could be read; not where the file is shorter, also when that happened meanwhile.
  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    guard offset >= 0, offset <= count, buffer.count <= count - offset else { return false }
    if descriptor >= 0 { return readFully(descriptor, at: offset, into: buffer) }
    guard let base, let target = buffer.baseAddress else { return buffer.isEmpty }
    target.copyMemory(from: base + offset, byteCount: buffer.count)
    return true
  }

  private static func readAll(
    _ descriptor: Int32
  ) throws(FoldoutError) -> (UnsafeMutableRawPointer?, Int) {
    var capacity = 1 << 16
    var bytes = malloc(capacity)
    var count = 0
    while let start = bytes {
      let got = Glibc.read(descriptor, start + count, capacity - count)
      if got == 0 { return (start, count) }
      if got < 0 {
        let reason = errno
        if reason == EINTR { continue }
        free(start)
        throw failure("can't read it", reason)
      }
      count += got
      guard count == capacity else { continue }
      capacity *= 2
      bytes = realloc(start, capacity)
      if bytes == nil { free(start) }
    }
    throw FoldoutError(.noInput, "cannot-read", "it does not fit into memory")
  }

  private static func failure(_ what: String, _ code: Int32) -> FoldoutError {
    FoldoutError(.noInput, "cannot-read", "\(what): \(String(cString: strerror(code)))")
  }
}
