import ArchiveShim
import Diagnostics

/// A zip archive in memory, read through libzip, which is loaded when the first archive comes.
///
/// Nothing is ever unpacked to the disk, and entries are asked for by their exact names, so that names
/// that lead elsewhere are harmless.
public struct ZipArchive: ~Copyable {
  private let handle: OpaquePointer
  private let bytes: UnsafeRawBufferPointer

  /// Opens an archive whose bytes outlive it.
  ///
  /// - Throws: ``FoldoutError`` where it is damaged or libzip is missing.
  public init(_ bytes: UnsafeRawBufferPointer) throws(FoldoutError) {
    var handle: OpaquePointer?
    var message = [CChar](repeating: 0, count: 200)
    let result = foldout_zip_open(bytes.baseAddress, bytes.count, &handle, &message, message.count)
    if result == Int32(FOLDOUT_ARCHIVE_NO_LIBRARY.rawValue) {
      throw FoldoutError(
        .unavailable, "no-libzip",
        "reading a zip archive (.keras, .npz) needs libzip, which is not installed",
        hint: "On Debian or Ubuntu: apt install libzip4 (or libzip5)")
    }
    guard let handle else {
      let text = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw FoldoutError(
        .malformed, "bad-archive", "the zip archive is damaged: \(escaped(text))",
        hint: "The file may be cut short; fetch or save it again.")
    }
    self.handle = handle
    self.bytes = bytes
  }

  deinit { foldout_zip_close(handle) }

  /// The names of the entries, at most `limit` of them.
  public func names(limit: Int) -> [String] {
    (0..<max(0, min(foldout_zip_count(handle), Int64(limit)))).compactMap { index in
      foldout_zip_name(handle, index).map { String(cString: $0) }
    }
  }

  /// Whether there is an entry of a name.
  public func contains(_ name: String) -> Bool { foldout_zip_find(handle, name) >= 0 }

  /// The bytes of an entry that is not packed, where they lie in the archive, so that a file in it can be
  /// looked at however large it is; nil where there is none, or only ``read(_:limit:)`` can get at it.
  ///
  /// libzip alone says where that is: a second reader of directories would see other entries than it does in
  /// an archive that is made so. Cost: one byte is read. The bytes live as long as the archive's.
  public func stored(_ name: String) -> UnsafeRawBufferPointer? {
    let index = foldout_zip_find(handle, name)
    var offset = 0
    var size = 0
    guard index >= 0, foldout_zip_place(handle, index, &offset, &size) != 0 else { return nil }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + size)])
  }

  /// An entry's bytes, unpacked; nil where there is none of that name.
  ///
  /// - Throws: ``FoldoutError`` where it is damaged or has more bytes than `limit`, whatever the archive
  ///   claims: no more memory is taken than that.
  public func read(_ name: String, limit: Int) throws(FoldoutError) -> [UInt8]? {
    let index = foldout_zip_find(handle, name)
    guard index >= 0 else { return nil }
    let size = foldout_zip_size(handle, index)
    guard size >= 0, size <= Int64(limit) else {
      throw FoldoutError(
        .malformed, "entry-too-large", "\(name) in the archive unpacks to more than \(limit >> 20) MB")
    }
    var got: Int64 = 0
    let unpacked = [UInt8](unsafeUninitializedCapacity: Int(size) + 1) { buffer, count in
      got = foldout_zip_read(handle, index, buffer.baseAddress, buffer.count)
      count = Int(max(0, got))
    }
    guard got == size else {
      throw FoldoutError(.malformed, "bad-archive", "\(name) in the archive is damaged")
    }
    return unpacked
  }
}
