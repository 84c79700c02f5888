import ChecksumKernels
import ModelGraph

/// The bytes of a `.npz`: a zip archive of `.npy` files, stored as they are. Equal tensors give equal bytes: entries have no date.
///
/// Tensors whose type NumPy has no name for, and names longer than an archive can have, are left out. Up to 4 GB together, as a run
/// bounds them. Cost: linear in the bytes.
public func numPyArchive(_ tensors: [RunTensor]) -> [UInt8] {
  var archive = ZipWriter()
  archive.reserve(tensors.reduce(0) { $0 + $1.bytes.count + 3 * $1.name.utf8.count + 300 })
  for tensor in tensors {
    guard let header = numPyHeader(tensor) else { continue }
    archive.add(tensor.name + ".npy", header, tensor.bytes)
  }
  return archive.finished()
}

/// The header of a `.npy` file (NumPy Enhancement Proposal 1), as NumPy itself writes it; nil for other types.
func numPyHeader(_ tensor: RunTensor) -> [UInt8]? {
  guard let type = numPyName(tensor.dataType) else { return nil }
  let dims = tensor.dims.map { String($0) }
  let shape = dims.count == 1 ? "(\(dims[0]),)" : "(\(dims.joined(separator: ", ")))"
  var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
  // NumPy leaves room for the first axis to grow to any number, then aligns to 64 bytes.
  text += String(repeating: " ", count: tensor.dims.isEmpty ? 0 : max(0, 21 - dims[0].utf8.count))
  text += String(repeating: " ", count: 63 - (10 + text.utf8.count) % 64) + "\n"
  let length = text.utf8.count
  return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8 & 0xFF)]
    + Array(text.utf8)
}

private func numPyName(_ type: DataType) -> String? {
  switch type {
  case .float16: "<f2"
  case .float32: "<f4"
  case .float64: "<f8"
  case .int8: "|i1"
  case .int16: "<i2"
  case .int32: "<i4"
  case .int64: "<i8"
  case .uint8: "|u1"
  case .uint16: "<u2"
  case .uint32: "<u4"
  case .uint64: "<u8"
  case .bool: "|b1"
  // As the package ml_dtypes names it.
  case .bfloat16: "<V2"
  default: nil
  }
}

/// Writes a zip archive of stored entries (PKWARE's APPNOTE 6.3, sections 4.3 and 4.4).
private struct ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  mutating func reserve(_ size: Int) { bytes.reserveCapacity(size) }

  mutating func add(_ name: String, _ header: [UInt8], _ content: [UInt8]) {
    let name = Array(name.utf8)
    guard name.count <= Int(UInt16.max) else { return }
    let size = header.count + content.count
    let first = foldout_crc32_zip(0, header, header.count)
    let checksum = foldout_crc32_zip(first, content, content.count)
    // Version 2.0, names in UTF-8, stored; 1 January 1980, the first day that archives know.
    var common: [UInt8] = []
    common.append(numbers: [(20, 2), (0x0800, 2), (0, 2), (0, 2), (0x21, 2)])
    common.append(numbers: [(Int(checksum), 4), (size, 4), (size, 4), (name.count, 2), (0, 2)])
    directory.append(numbers: [(0x0201_4B50, 4), (20, 2)])
    directory += common
    directory.append(numbers: [(0, 2), (0, 2), (0, 2), (0, 4), (bytes.count, 4)])
    directory += name
    bytes.append(numbers: [(0x0403_4B50, 4)])
    bytes += common
    bytes += name
    bytes += header
    bytes += content
    count += 1
  }

  consuming func finished() -> [UInt8] {
    let start = bytes.count
    let size = directory.count
    bytes += directory
    let isLarge = count >= Int(UInt16.max)
    if isLarge {
      // More entries than the old end of the directory can count have a new one before it.
      let end = bytes.count
      bytes.append(numbers: [(0x0606_4B50, 4), (44, 8), (45, 2), (45, 2), (0, 4), (0, 4)])
      bytes.append(numbers: [(count, 8), (count, 8), (size, 8), (start, 8)])
      bytes.append(numbers: [(0x0706_4B50, 4), (0, 4), (end, 8), (1, 4)])
    }
    let shown = isLarge ? Int(UInt16.max) : count
    bytes.append(numbers: [
      (0x0605_4B50, 4), (0, 2), (0, 2), (shown, 2), (shown, 2), (size, 4), (start, 4), (0, 2),
    ])
    return bytes
  }
}

extension [UInt8] {
  /// Appends numbers, each little-endian in as many bytes as stand beside it.
  fileprivate mutating func append(numbers: [(value: Int, width: Int)]) {
    for (value, width) in numbers {
      for byte in 0..<width { append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
    }
  }
}
