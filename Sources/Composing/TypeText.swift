import ModelGraph

/// Types and shapes as pictures show them.
public enum TypeText {
  /// A type: the shape, with the element type where that is not float32; empty where nothing is known.
  /// Hostile text: the names of dims are the file's.
  public static func of(_ type: ValueType?) -> String { typed(type) ?? "" }

  /// The shape of a tensor as drawn beside a line, or nil.
  static func shape(_ type: ValueType?) -> String? {
    switch type {
    case .tensor(_, let shape?), .sparseTensor(_, let shape?): text(of: shape)
    case .sequence(let element): typed(element).map { "seq of " + $0 }
    case .optional(let element): shape(element).map { $0 + "?" }
    default: nil
    }
  }

  /// The shape with the element type, which goes without saying for float32.
  static func typed(_ type: ValueType?) -> String? {
    switch type {
    case .tensor(let element, let shape), .sparseTensor(let element, let shape):
      let name = element == .float32 || element == .undefined ? nil : element.name
      let parts = [shape.map(text), name].compactMap { $0 }
      return parts.isEmpty ? nil : parts.joined(separator: " ")
    case .sequence(let element): return "seq of " + (typed(element) ?? "?")
    case .optional(let element): return typed(element).map { $0 + "?" }
    case .map(let key, let value): return "map \(key.name) → " + (typed(value) ?? "?")
    default: return nil
    }
  }

  /// A shape with `?` for the symbols that exporters make up for dims they don't know
  /// (`unk__606`, `Gemmy_dim_0`): they mean nothing to a reader.
  private static func text(of shape: Shape) -> String {
    Shape(
      shape.dims.map { dim in
        guard case .symbol(let name) = dim, isMadeUp(name) else { return dim }
        return .unknown
      }
    ).text
  }

  private static func isMadeUp(_ symbol: String) -> Bool {
    var stem = symbol[...]
    while stem.last?.isNumber == true { stem.removeLast() }
    return stem.count < symbol.count && (stem.hasSuffix("_dim_") || stem == "unk__")
  }
}
