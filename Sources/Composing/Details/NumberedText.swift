/// A short text as words and whole numbers, so that the texts of several blocks can be compared number by number.
struct NumberedText: Hashable {
  enum Piece: Hashable {
    case word(String)
    case number(Int64)
  }

  private(set) var pieces: [Piece] = []

  /// Takes a text apart. What is no plain whole number stays a word: `0.177`, `007`, and what is too large. So the pieces
  /// joined are always the text. Cost: linear.
  init(_ text: String) {
    var word = ""
    var rest = Substring(text)
    while let first = rest.first {
      guard first.isASCII, first.isNumber else {
        word.append(first)
        rest.removeFirst()
        continue
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest.dropFirst(digits.count)
      let isPlain = !digits.contains(".") && (digits.count == 1 || first != "0")
      guard isPlain, let number = Int64(digits) else {
        word += digits
        continue
      }
      if !word.isEmpty { pieces.append(.word(word)) }
      word = ""
      pieces.append(.number(number))
    }
    if !word.isEmpty { pieces.append(.word(word)) }
  }

  /// Makes a text of pieces.
  init(_ pieces: [Piece]) { self.pieces = pieces }

  /// The text with `#` for each number: texts of one key differ in numbers only.
  var key: String {
    pieces.map { piece in
      switch piece {
      case .word(let word): word
      case .number: "#"
      }
    }.joined()
  }

  /// The numbers, in order.
  var numbers: [Int64] {
    pieces.compactMap { piece in
      if case .number(let number) = piece { number } else { nil }
    }
  }

  /// The text itself.
  var text: String {
    pieces.map { piece in
      switch piece {
      case .word(let word): word
      case .number(let number): String(number)
      }
    }.joined()
  }
}
