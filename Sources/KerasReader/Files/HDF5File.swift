import ArchiveShim
import Diagnostics
import Glibc
import ModelGraph

/// The used part of an HDF5 file: the model's config and the types of stored tensors, never their values.
struct HDF5File {
  /// The attribute `model_config` of the root.
  private(set) var modelConfig: [UInt8]?
  private(set) var kerasVersion: String?
  private(set) var backend: String?
  var weights = StoredWeights()

  /// Why there may be more in the file than was read; nil where there is not.
  private(set) var damage: FoldoutError?

  /// Where HDF5 files begin: the signature is at the start, or after a block of the user's.
  static func isHDF5(_ bytes: UnsafeRawBufferPointer) -> Bool {
    [0, 512, 1024, 2048].contains { start in
      bytes.count >= start + 8
        && bytes[start..<(start + 8)].elementsEqual([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A])
    }
  }

  /// Reads a file in memory through libhdf5, which runs in a process of its own, with limits that
  /// `ArchiveShim.h` names. What it found before it came to damage is kept, with ``damage``.
  ///
  /// - Throws: ``FoldoutError`` where it is damaged from the start or libhdf5 is missing.
  init(_ bytes: UnsafeRawBufferPointer) throws(FoldoutError) {
    // Bytes that are no such file need not be shown to libhdf5.
    guard Self.isHDF5(bytes) else { throw Self.damaged(nil) }
    var answer: UnsafeMutablePointer<UInt8>?
    var length = 0
    let result = foldout_h5_describe(bytes.baseAddress, bytes.count, &answer, &length)
    defer { free(answer) }
    switch UInt32(bitPattern: result) {
    case FOLDOUT_ARCHIVE_OK.rawValue: break
    case FOLDOUT_ARCHIVE_NO_LIBRARY.rawValue:
      throw FoldoutError(
        .unavailable, "no-libhdf5", "reading an HDF5 file needs libhdf5, which is not installed",
        hint: "On Debian or Ubuntu: apt install libhdf5-103-1 (or libhdf5-310)")
    case FOLDOUT_ARCHIVE_NO_MEMORY.rawValue:
      throw FoldoutError(.unavailable, "no-memory", "there is no memory left for the HDF5 file")
    case FOLDOUT_ARCHIVE_CRASHED.rawValue: damage = Self.damaged("libhdf5 crashes on it")
    case FOLDOUT_ARCHIVE_ENDLESS.rawValue: damage = Self.damaged("libhdf5 comes to no end with it")
    default: throw Self.damaged(nil)
    }
    read(UnsafeRawBufferPointer(start: answer, count: length))
  }

  /// Takes what libhdf5 found in a file, as `ArchiveShim.h` describes it.
  init(answer: UnsafeRawBufferPointer) { read(answer) }

  private static func damaged(_ how: String?) -> FoldoutError {
    FoldoutError(
      .malformed, "bad-hdf5", "the HDF5 file is damaged" + (how.map { ": " + $0 } ?? ""),
      hint: "The file may be cut short or changed; fetch or save it again.")
  }

  /// Takes the records of the answer apart; what is malformed is left out.
  private mutating func read(_ answer: UnsafeRawBufferPointer) {
    var position = 0
    while position <= answer.count - 9 {
      var length: UInt64 = 0
      for index in 0..<8 { length |= UInt64(answer[position + 1 + index]) << (8 * UInt64(index)) }
      let start = position + 9
      guard length <= UInt64(answer.count - start) else { return }
      let end = start + Int(length)
      take(answer[position], answer[start..<end])
      position = end
    }
  }

  private mutating func take(_ kind: UInt8, _ text: Slice<UnsafeRawBufferPointer>) {
    func string(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
    switch kind {
    case UInt8(ascii: "M"): modelConfig = Array(text)
    case UInt8(ascii: "V"): kerasVersion = string(text.prefix(100))
    case UInt8(ascii: "B"): backend = string(text.prefix(100))
    case UInt8(ascii: "N"):
      let fields = text.split(separator: 0, omittingEmptySubsequences: false)
      if fields.count == 2 { weights.name(group: string(fields[0]), as: string(fields[1])) }
    case UInt8(ascii: "W"):
      let fields = text.split(separator: 0, omittingEmptySubsequences: false)
      guard fields.count == 4 else { return }
      let dims = string(fields[2]).split(separator: ",").map { Int64($0) ?? -1 }
      let dtype = DataType.named(string(fields[1])) ?? .undefined
      weights.add(
        StoredWeight(
          path: string(fields[0]), dims: dims, dtype: dtype,
          offset: Int(string(fields[3])).flatMap { $0 >= 0 ? $0 : nil }))
    default: break
    }
  }
}
