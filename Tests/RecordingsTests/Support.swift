import Diagnostics
import Foundation
import ModelGraph
import TensorReading
import TestSupport

@testable import Recordings

/// What NumPy says of an array, as `Tests/Oracles/recordings.py` records it.
struct ExpectedArray: Decodable, Equatable {
  var dtype: String
  var dims: [Int64]
  var isColumnMajor: Bool
  /// Little-endian bytes in the order of the file, as hexadecimal digits.
  var bytes: String

  /// By name, the arrays of a file.
  static func of(_ file: String) throws -> [String: ExpectedArray] {
    let all = try JSONDecoder().decode(
      [String: [String: ExpectedArray]].self, from: Data(modelBytes("recordings/arrays.json")))
    return all[file] ?? [:]
  }
}

extension RecordedArray {
  /// All its bytes.
  func read() throws -> [UInt8] {
    let bytes = try open()
    var read = [UInt8](repeating: 0, count: byteCount)
    let result = read.withUnsafeMutableBytes { buffer in
      Result { () throws(UnreadTensor) in try bytes.read(at: 0, into: buffer) }
    }
    try result.get()
    return read
  }

  /// The array as NumPy would describe it.
  func described() throws -> ExpectedArray {
    ExpectedArray(
      dtype: dataType.name, dims: dims, isColumnMajor: isColumnMajor,
      bytes: try read().map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }.joined())
  }
}

/// A recording of `Tests/Models/recordings`.
func recording(_ file: String) throws -> Recording { try Recording.read(modelPath("recordings/" + file)) }

/// A recording that is but these bytes.
func recording(_ bytes: [UInt8], as name: String = "array.npy") throws -> Recording {
  let folder = try TestFolder()
  defer { withExtendedLifetime(folder) {} }
  try folder.put(bytes, name)
  return try Recording.read(folder.path(name))
}

/// The code of the error that reading ends with; nil where it succeeds.
func refusal(_ bytes: [UInt8], as name: String = "array.npy") -> String? {
  do {
    _ = try recording(bytes, as: name)
    return nil
  } catch let error as FoldoutError {
    return error.diagnostic.code
  } catch {
    return "\(error)"
  }
}

/// A `.npy` file with a header of one's choice.
func npy(_ header: String, data: [UInt8] = [], version: UInt8 = 1) -> [UInt8] {
  let text = Array((header + "\n").utf8)
  let length = version == 1 ? 2 : 4
  return NumPyHeader.magic + [version, 0] + (0..<length).map { UInt8(text.count >> (8 * $0) & 255) } + text
    + data
}

/// The same with the keys that NumPy writes.
func npy(
  _ type: String = "<f4", order: String = "False", shape: String, data: [UInt8] = [], version: UInt8 = 1
) -> [UInt8] {
  npy(
    "{'descr': '\(type)', 'fortran_order': \(order), 'shape': \(shape), }", data: data, version: version)
}
