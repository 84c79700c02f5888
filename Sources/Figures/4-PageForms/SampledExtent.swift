import Folding
import ModelGraph

/// Extents as numbers, so that they can be compared: where a file leaves the size of its inputs open, that size is taken as
/// ``sample``, and `height//4*2` is half of it.
///
/// Only names of the inputs' own extents count. What else a file names may be of any size.
struct SampledExtent {
  private var names: Set<String> = []

  /// What an open extent is taken as. It is large, that rounding changes little, and a multiple of all usual strides.
  static let sample = 4_096.0
  /// A longer expression is not read.
  static let mostLetters = 64

  /// Knows the names that the inputs of a model have for their extents.
  init(_ outline: Outline) {
    for item in outline.blocks[0].items {
      guard case .input = outline.items[item].content, let value = outline.items[item].outputs.first,
        case .tensor(_, let shape?) = outline.values[value].type
      else { continue }
      for case .symbol(let name) in shape.dims { names.insert(name) }
    }
  }

  /// The number that an extent is taken as; nil where it is not known, or not an expression over the inputs' extents.
  ///
  /// Cost: linear in its text, which is bounded.
  func value(of dim: Dim) -> Double? {
    switch dim {
    case .known(let size): return Double(size)
    case .unknown: return nil
    case .symbol(let text):
      guard text.utf8.count <= Self.mostLetters else { return nil }
      var reader = Reader(text: Array(text), names: names)
      guard let value = reader.sum(), reader.isAtEnd, value.isFinite else { return nil }
      return value
    }
  }

  /// Reads sums, products, quotients rounded down, and parentheses. It recurses no deeper than the text is long.
  private struct Reader {
    let text: [Character]
    let names: Set<String>
    private var at = 0

    init(text: [Character], names: Set<String>) {
      self.text = text.filter { $0 != " " }
      self.names = names
    }

    var isAtEnd: Bool { at == text.count }

    private mutating func take(_ word: String) -> Bool {
      guard text[at...].starts(with: word) else { return false }
      at += word.count
      return true
    }

    mutating func sum() -> Double? {
      guard var value = product() else { return nil }
      while true {
        if take("+") {
          guard let other = product() else { return nil }
          value += other
        } else if take("-") {
          guard let other = product() else { return nil }
          value -= other
        } else {
          return value
        }
      }
    }

    private mutating func product() -> Double? {
      guard var value = atom() else { return nil }
      while true {
        if take("//") {
          guard let other = atom(), other > 0 else { return nil }
          value = (value / other).rounded(.down)
        } else if take("*") {
          guard let other = atom() else { return nil }
          value *= other
        } else {
          return value
        }
      }
    }

    private mutating func atom() -> Double? {
      if take("-") { return atom().map { -$0 } }
      if take("(") {
        guard let value = sum(), take(")") else { return nil }
        return value
      }
      let word = String(text[at...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
      at += word.count
      return names.contains(word) ? SampledExtent.sample : Int(word).map(Double.init)
    }
  }
}
