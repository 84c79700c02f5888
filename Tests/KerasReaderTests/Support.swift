import Diagnostics
import Foundation
import ModelGraph
import TestSupport

@testable import KerasReader

/// Reads bytes and checks what has to hold for every model that is read at all.
func read(_ bytes: [UInt8]) throws -> ReadResult {
  try verified(bytes.withUnsafeBytes { bytes in try KerasFile.read(bytes: bytes) })
}

/// The same for a text.
func read(_ text: String) throws -> ReadResult { try read(Array(text.utf8)) }

/// The code of the error that reading ends with, or nil where it does not fail.
func failure(_ bytes: [UInt8]) -> String? {
  do {
    _ = try read(bytes)
    return nil
  } catch let error as FoldoutError {
    return error.diagnostic.code
  } catch {
    return "\(error)"
  }
}

/// The same for a text.
func failure(_ text: String) -> String? { failure(Array(text.utf8)) }

extension Graph {
  /// The node of a name: the first, or the one of that number.
  func node(_ name: String, _ number: Int = 0) -> Node? {
    let found = nodes.filter { $0.name == name }
    return number < found.count ? found[number] : nil
  }

  /// Who makes what a node reads as data, by name; `-` for nobody.
  func sources(_ node: Node?) -> [String] {
    (node?.inputs ?? []).compactMap { value in
      guard let value else { return "-" }
      switch values[value].producer {
      case .node(let maker, let slot): return nodes[maker].name + (slot > 0 ? ":\(slot)" : "")
      case .input: return values[value].name
      case .initializer: return nil
      case .capture, .none: return "-"
      }
    }
  }

  /// The shape of a node's result, as Keras prints it.
  func shape(_ node: Node?, _ slot: Int = 0) -> String? {
    guard let node, slot < node.outputs.count, let value = node.outputs[slot] else { return nil }
    guard case .tensor(_, let shape?)? = values[value].type else { return nil }
    return shape.text
  }

  /// The names and dims of a node's stored tensors.
  func weights(_ node: Node?) -> [String] {
    (node?.inputs ?? []).compactMap { value in
      value.flatMap { values[$0].constant }.map { $0.name + " " + $0.shapeText + " " + $0.dataType.name }
    }
  }
}

/// A JSON value as Foundation reads it.
func json(_ bytes: [UInt8]) throws -> Any {
  try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
}

/// A shape, a list of shapes, or nothing, as text to compare.
func text(_ shape: Any?) -> String {
  switch shape {
  case let list as [Any]: "[" + list.map(text).joined(separator: ", ") + "]"
  case let number as NSNumber: "\(number.intValue)"
  default: "None"
  }
}

/// The same for what was read.
func text(_ outputs: [ValueType?]) -> String {
  let shapes = outputs.map { type -> String in
    guard case .tensor(_, let shape?)? = type else { return "None" }
    return "["
      + shape.dims.map { if case .known(let size) = $0 { "\(size)" } else { "None" } }.joined(separator: ", ")
      + "]"
  }
  return shapes.count == 1 ? shapes[0] : "[" + shapes.joined(separator: ", ") + "]"
}
