import ArchiveShim
import Glibc
import InputFiles
import ModelGraph
import OnnxReader

/// Why the bytes of a stored tensor can't be had.
public struct UnreadTensor: Error, Sendable, Equatable {
  /// A stable code, such as `external-missing`.
  public var code: String
  /// What is wrong, as the end of a sentence: `its data is in "a.bin", which is not there`. Safe for a terminal.
  public var text: String

  /// Makes a reason; the text is safe for a terminal.
  public init(_ code: String, _ text: String) {
    self.code = code
    self.text = text
  }
}

/// The packed little-endian bytes of one stored tensor, wherever the file has them, read piece by piece.
///
/// A reference type since it stands for an open file; used by one thread at a time unless ``isRandomAccess``, when all may
/// read at once. (Unchecked: that rule.)
public final class TensorBytes: @unchecked Sendable {
  /// The number of bytes.
  public let count: Int
  private var source: Source

  private enum Source {
    case file(InputFile, offset: Int)
    case external(Int32, offset: Int)
    case field(InputFile, FieldBytes, next: Int)
    case stream(DatasetStream)
    case memory([UInt8], offset: Int)
  }

  /// Whether pieces may be read in any order and by several threads. Else a piece must follow the one before, or be the
  /// first.
  public var isRandomAccess: Bool {
    switch source {
    case .file, .external, .memory: true
    case .field, .stream: false
    }
  }

  /// Takes a part of a file, which reading finds to be there or not.
  public init(_ file: InputFile, offset: Int, count: Int) {
    (source, self.count) = (.file(file, offset: offset), count)
  }

  /// Takes bytes from an offset on.
  public init(_ bytes: [UInt8], from offset: Int) {
    (source, count) = (.memory(bytes, offset: offset), max(0, bytes.count - offset))
  }

  /// Takes a descriptor over.
  init(external descriptor: Int32, offset: Int, count: Int) {
    (source, self.count) = (.external(descriptor, offset: offset), count)
  }

  init(_ file: InputFile, _ field: FieldBytes, count: Int) {
    (source, self.count) = (.field(file, field, next: 0), count)
  }

  init(_ stream: DatasetStream, count: Int) { (source, self.count) = (.stream(stream), count) }

  deinit { if case .external(let descriptor, _) = source { close(descriptor) } }

  /// Fills a buffer with the bytes from an offset on.
  ///
  /// Cost: linear in the buffer.
  ///
  /// - Throws: ``UnreadTensor`` where they are not there, since the file is damaged or was cut meanwhile.
  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(UnreadTensor) {
    let isRead: Bool
    switch source {
    case .file(let file, let start): isRead = file.read(at: start + offset, into: buffer)
    case .external(let descriptor, let start):
      isRead = readFully(descriptor, at: start + offset, into: buffer)
    case .field(let file, var field, let next):
      if offset == 0 { field.rewind() }
      let end = offset + buffer.count
      isRead =
        (offset == 0 || offset == next)
        && file.withBytes { field.read($0, into: buffer) && (end < count || field.isAtEnd($0)) }
      source = .field(file, field, next: end)
    case .stream(let stream): isRead = stream.read(at: offset, into: buffer)
    case .memory(let bytes, let start):
      isRead = offset >= 0 && offset <= count && buffer.count <= count - offset
      if isRead {
        bytes.withUnsafeBytes {
          buffer.copyMemory(from: .init(rebasing: $0[(start + offset)...].prefix(buffer.count)))
        }
      }
    }
    if !isRead { throw UnreadTensor("data-cut", "its data ends early or is damaged") }
  }
}
