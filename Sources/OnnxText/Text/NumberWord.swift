import Diagnostics

/// A number as it is written.
struct NumberWord {
  var digits: String
  /// Where it begins.
  var place: Int
  /// Whether it has no point, no exponent, and is not `inf` or `nan`.
  var isWhole: Bool
}

extension TextCursor {
  /// Whether a number comes next.
  func isNumberAhead() -> Bool {
    var ahead = self
    let next = ahead.peek()
    return next == UInt8(ascii: "-") || Self.isDigit(next) || isNumberName(identifierAhead()?.word)
  }

  private func isNumberName(_ word: String?) -> Bool {
    guard let word, word.utf8.count <= 8 else { return false }
    return ["inf", "infinity", "nan"].contains(word.lowercased())
  }

  /// The number that comes next.
  mutating func number() throws(FoldoutError) -> NumberWord {
    _ = peek()
    let start = position
    if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
    let first = position < bytes.count ? bytes[position] : 0
    if Self.isLetter(first) {
      guard let word = identifier(), isNumberName(string(of: word)) else {
        throw failure("a number is missing", at: start)
      }
      return NumberWord(digits: string(of: start..<position), place: start, isWhole: false)
    }
    guard Self.isDigit(first) else { throw failure("a number is missing", at: start) }
    var isWhole = true
    skipDigits()
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      isWhole = false
      position += 1
      skipDigits()
    }
    if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      position += 1
      if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
      {
        position += 1
      }
      skipDigits()
    }
    guard position - start <= OnnxTextLimits.numberBytes else {
      throw failure("a number has \(position - start) digits", at: start)
    }
    return NumberWord(digits: string(of: start..<position), place: start, isWhole: isWhole)
  }

  private mutating func skipDigits() {
    while position < bytes.count, Self.isDigit(bytes[position]) { position += 1 }
  }

  /// A whole number that fits into 64 bits.
  mutating func wholeNumber() throws(FoldoutError) -> Int64 { try whole(number()) }

  /// A written number as a whole one.
  func whole<Number: FixedWidthInteger>(_ word: NumberWord) throws(FoldoutError) -> Number {
    guard word.isWhole else { throw failure("a whole number is missing", at: word.place) }
    guard let value = Number(word.digits) else {
      throw failure("the number does not fit into \(Number.bitWidth) bits", at: word.place)
    }
    return value
  }

  /// A written number as a float or a double.
  func real<Number: BinaryFloatingPoint & LosslessStringConvertible>(
    _ word: NumberWord
  ) throws(FoldoutError) -> Number {
    guard let value = Number(word.digits) else { throw failure("this is no number", at: word.place) }
    guard value.isFinite || Self.isLetter(word.digits.utf8.last ?? 0) else {
      throw failure("the number is too large", at: word.place)
    }
    return value
  }
}
