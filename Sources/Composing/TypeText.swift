import Folding
import ModelGraph

/// Types and shapes as pictures show them: with letters in place of names that exporters made up.
public enum TypeText {
  /// A type: the shape, with the element type where that is not float32; empty where nothing is known.
  /// Hostile text: the names of dims are the file's.
  public static func of(_ type: ValueType?, _ letters: DimLetters) -> String { typed(type, letters) ?? "" }

  /// The shape of a tensor as drawn beside a line, or nil.
  static func shape(_ type: ValueType?, _ letters: DimLetters) -> String? {
    switch type {
    case .tensor(_, let shape?), .sparseTensor(_, let shape?): letters.readable(shape).text
    case .sequence(let element): typed(element, letters).map { "seq of " + $0 }
    case .optional(let element): shape(element, letters).map { $0 + "?" }
    default: nil
    }
  }

  /// The shape with the element type, which goes without saying for float32.
  static func typed(_ type: ValueType?, _ letters: DimLetters) -> String? {
    switch type {
    case .tensor(let element, let shape), .sparseTensor(let element, let shape):
      let name = element == .float32 || element == .undefined ? nil : element.name
      let parts = [shape.map { letters.readable($0).text }, name].compactMap { $0 }
      return parts.isEmpty ? nil : parts.joined(separator: " ")
    case .sequence(let element): return "seq of " + (typed(element, letters) ?? "?")
    case .optional(let element): return typed(element, letters).map { $0 + "?" }
    case .map(let key, let value): return "map \(key.name) → " + (typed(value, letters) ?? "?")
    default: return nil
    }
  }
}
