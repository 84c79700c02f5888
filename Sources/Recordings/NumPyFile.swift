import Archives
import Diagnostics
import InputFiles
import ModelGraph

/// Reads `.npy` files and `.npz` archives of them.
struct NumPyFile {
  let file: InputFile

  /// The one array of a `.npy` file.
  func array(_ name: String, into recording: inout Recording) throws(FoldoutError) {
    try file.withBytes { bytes throws(FoldoutError) in
      let header = try NumPyHeader(bytes)
      try check(header, size: bytes.count)
      recording.add(header, name) { isSwapped in
        isSwapped ? .swapped(file, offset: header.start) : .file(file, offset: header.start)
      } texts: {
        Array(bytes[header.start...].prefix(RecordingLimits.unpackedBytes))
      }
    }
  }

  /// The arrays of a `.npz` archive. One that is damaged is left out with a diagnostic.
  func arrays(into recording: inout Recording) throws(FoldoutError) {
    try file.withBytes { bytes throws(FoldoutError) in
      let archive = try ZipArchive(bytes)
      for entry in archive.names(limit: RecordingLimits.arrays) where entry.hasSuffix(".npy") {
        do throws(FoldoutError) {
          try add(entry, of: archive, bytes, into: &recording)
        } catch {
          guard error.kind == .malformed else { throw error }
          recording.complain(error.diagnostic.code, "array \(quoted(entry)): \(error.diagnostic.message)")
        }
      }
    }
  }

  private func add(
    _ entry: String, of archive: borrowing ZipArchive, _ bytes: UnsafeRawBufferPointer,
    into recording: inout Recording
  ) throws(FoldoutError) {
    let name = String(entry.dropLast(4))
    guard let stored = archive.stored(entry), let start = stored.baseAddress, let base = bytes.baseAddress
    else {
      return try addPacked(entry, name, of: archive, into: &recording)
    }
    let header = try NumPyHeader(stored)
    try check(header, size: stored.count)
    let offset = start - base + header.start
    recording.add(header, name) { isSwapped in
      isSwapped ? .swapped(file, offset: offset) : .file(file, offset: offset)
    } texts: {
      Array(stored[header.start...].prefix(RecordingLimits.unpackedBytes))
    }
  }

  /// Unpacks an entry for its header and lets it go again, unless it is small.
  private func addPacked(
    _ entry: String, _ name: String, of archive: borrowing ZipArchive, into recording: inout Recording
  ) throws(FoldoutError) {
    guard let bytes = try archive.read(entry, limit: RecordingLimits.unpackedBytes) else { return }
    let header = try NumPyHeader(array: bytes)
    try check(header, size: bytes.count)
    recording.add(header, name) { isSwapped in
      bytes.count <= RecordingLimits.smallBytes
        ? .memory(bytes, offset: header.start, isSwapped: isSwapped)
        : .packed(file, entry: entry, offset: header.start, isSwapped: isSwapped)
    } texts: {
      Array(bytes[header.start...])
    }
  }

  /// Bytes of a whole `.npy` file that are in memory anyway.
  static func array(
    _ bytes: [UInt8], _ name: String, into recording: inout Recording
  ) throws(FoldoutError) {
    let header = try NumPyHeader(array: bytes)
    try check(header, size: bytes.count)
    recording.add(header, name) {
      .memory(bytes, offset: header.start, isSwapped: $0)
    } texts: {
      Array(bytes[header.start...])
    }
  }

  private func check(_ header: NumPyHeader, size: Int) throws(FoldoutError) {
    try Self.check(header, size: size)
  }

  /// Whether the elements that the header tells of are there.
  private static func check(_ header: NumPyHeader, size: Int) throws(FoldoutError) {
    let width: Int64
    switch header.elements {
    case .numbers(let type, _): width = Int64((type.bitWidth ?? 8) / 8)
    case .texts(let length, _): width = Int64(4 * length)
    case .bytes(let length): width = Int64(length)
    case .others: return
    }
    // Zero elements fit whatever the other dims say.
    let needed =
      header.dims.contains(0)
      ? 0
      : header.dims.reduce(Int64?.some(width)) { product, dim in
        product.flatMap { $0.multipliedReportingOverflow(by: dim) }.flatMap {
          $0.overflow ? nil : $0.partialValue
        }
      }
    guard let needed, needed <= Int64(size - header.start) else {
      throw FoldoutError(
        .malformed, "npy-cut", "the array is cut off: its shape needs more bytes than it has",
        hint: "The file is incomplete: save or fetch it again.")
    }
  }
}
