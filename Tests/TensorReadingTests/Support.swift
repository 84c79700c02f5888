import FoldoutKit
import InputFiles
import ModelGraph
import TestSupport

@testable import TensorReading

/// The stored tensors of the model at a path, by name, and what opens them.
func stored(at path: String) throws -> (tensors: [String: TensorRef], files: TensorFiles) {
  let model = try Foldout.read(path: path).model
  var tensors: [String: TensorRef] = [:]
  for value in model.main.values { if let tensor = value.constant { tensors[tensor.name] = tensor } }
  return (tensors, TensorFiles(try InputFile(path: path), path: path))
}

extension TensorFiles {
  /// All bytes of a tensor, read some at a time.
  func bytes(_ tensor: TensorRef, step: Int = .max) throws -> [UInt8] { try open(tensor).all(step: step) }

  /// The code of the reason why a tensor can't be read; nil where it can.
  func failure(_ tensor: TensorRef) -> String? {
    do throws(UnreadTensor) {
      _ = try open(tensor).all(step: .max)
      return nil
    } catch {
      return error.code
    }
  }
}

extension TensorBytes {
  /// All bytes, read some at a time.
  func all(step: Int) throws(UnreadTensor) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { buffer.deallocate() }
    var start = 0
    while start < count {
      let end = start + min(step, count - start)
      try read(at: start, into: UnsafeMutableRawBufferPointer(rebasing: buffer[start..<end]))
      start = end
    }
    return Array(buffer)
  }
}
