import ModelGraph

/// Letters for open dims that nobody named: exporters count them (`unk__3215`, `DynamicDimension.0`, `Gather2007_dim_0`),
/// which means nothing to a reader. Equal dims have one letter.
public struct DimLetters: Sendable, Equatable {
  /// By name in the file: its letter.
  private let letterOf: [String: String]
  /// Whether names stay as they are.
  private var keepsNames = false
  /// All letters, in the order in which the dims were met.
  public let letters: [String]

  /// None: made-up names are `?`.
  public static let none = DimLetters(names: [])

  /// Names as the file has them, made-up ones too: what `--dim` takes.
  public static let asWritten = {
    var letters = none
    letters.keepsNames = true
    return letters
  }()

  /// As papers name sizes, without those that read as digits, that the numbers of a table have, or that name details.
  private static let alphabet = ["N", "M", "P", "Q", "T", "U", "V", "W"]

  private init(names: [String], taken: Set<String> = []) {
    let free = Self.alphabet.filter { !taken.contains($0) }
    letterOf = Dictionary(zip(names, free)) { first, _ in first }
    letters = Array(free.prefix(names.count))
  }

  /// Letters for the dims of an outline: those of its inputs first. Cost: linear in its values.
  init(_ outline: Outline) {
    var names: [String] = []
    var seen: Set<String> = []
    var taken: Set<String> = []
    func add(_ value: OutlineValue) {
      guard let type = value.type else { return }
      for case .symbol(let text) in Self.dims(type) where seen.insert(text).inserted {
        for word in Self.words(text) {
          if !Self.isMadeUp(word) {
            taken.insert(String(word))
          } else if names.count < Self.alphabet.count, !names.contains(String(word)) {
            names.append(String(word))
          }
        }
      }
    }
    for item in outline.blocks.first?.items ?? [] {
      if case .input = outline.items[item].content, let value = outline.items[item].outputs.first {
        add(outline.values[value])
      }
    }
    for value in outline.values { add(value) }
    self.init(names: names, taken: taken)
  }

  private static func dims(_ type: ValueType) -> [Dim] {
    switch type {
    case .tensor(_, let shape), .sparseTensor(_, let shape): shape?.dims ?? []
    case .sequence(let element), .optional(let element): dims(element)
    case .map(_, let element): dims(element)
    case .opaque, .unknown: []
    }
  }

  // MARK: Texts

  /// The letters that stand in some texts, in order. Cost: linear in the texts.
  public func letters(in texts: [String]) -> [String] {
    guard !letters.isEmpty else { return [] }
    let words = Set(texts.flatMap { $0.split { !$0.isLetter && !$0.isNumber } })
    return letters.filter { words.contains($0[...]) }
  }

  /// A shape for readers: letters, or `?` beyond the last, in place of made-up names.
  public func readable(_ shape: Shape) -> Shape {
    guard !keepsNames else { return shape }
    return Shape(
      shape.dims.map { dim in
        guard case .symbol(let text) = dim, Self.words(text).contains(where: Self.isMadeUp) else {
          return dim
        }
        return readable(text).map(Dim.symbol) ?? .unknown
      })
  }

  /// An expression with letters in place of made-up names; nil where one has none.
  private func readable(_ text: String) -> String? {
    var result = ""
    var rest = text[...]
    while let first = rest.first {
      guard !Self.isSign(first) else {
        result.append(first)
        rest.removeFirst()
        continue
      }
      let word = rest.prefix { !Self.isSign($0) }
      rest = rest[word.endIndex...]
      if Self.isMadeUp(word) {
        guard let letter = letterOf[String(word)] else { return nil }
        result += letter
      } else {
        result += word
      }
    }
    return result
  }

  /// The names in an expression.
  private static func words(_ text: String) -> [Substring] { text.split(whereSeparator: isSign) }

  /// Whether a character stands between names in an expression.
  private static func isSign(_ character: Character) -> Bool { "+-*/%(), ".contains(character) }

  /// What exporters put before a number of their own: tf2onnx, ONNX's shape inference, Paddle, DirectML's tools.
  private static let stems = ["unk__", "_dim_", "DynamicDimension.", "unknown__", "dynamic_dim_"]

  /// Whether a name is one that a program counted.
  private static func isMadeUp(_ name: Substring) -> Bool {
    let stem = name.utf8.count > 100 ? "" : String(name.reversed().drop { $0.isNumber }.reversed())
    return stem.count < name.count && stems.contains { stem.hasSuffix($0) }
  }
}
