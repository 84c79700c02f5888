import Archives
import Diagnostics

/// The bytes of the HDF5 file that a model's file is or holds, for those who read its datasets.
package enum HDF5Image: Sendable {
  /// Part of the model's file.
  case part(Range<Int>)
  /// An entry of an archive that had to be unpacked.
  case unpacked([UInt8])

  /// Finds it; nil where the file is of another kind. Cost: constant, unless an entry is packed.
  ///
  /// - Throws: ``FoldoutError`` where an archive is damaged, or libzip is missing.
  package static func find(in bytes: UnsafeRawBufferPointer) throws(FoldoutError) -> HDF5Image? {
    if HDF5File.isHDF5(bytes) { return .part(0..<bytes.count) }
    guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return nil }
    let archive = try ZipArchive(bytes)
    if let stored = archive.stored(KerasArchive.weightsName) {
      guard let start = KerasArchive.offset(of: stored, in: bytes) else { return nil }
      return .part(start..<(start + stored.count))
    }
    return try archive.read(KerasArchive.weightsName, limit: KerasLimits.weightBytes).map { .unpacked($0) }
  }
}
