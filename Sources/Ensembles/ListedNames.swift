/// Names in the metadata of a model, as Python prints a list or a dictionary from numbers to texts, or as JSON:
/// `{0: 'cat', 1: 'dog'}`, `["cat", "dog"]`.
struct ListedNames {
  private var rest: Substring.UnicodeScalarView
  private var found: [Int: String] = [:]

  init(_ text: String) { rest = text[...].unicodeScalars }

  /// The names by their numbers, which go from 0; nil where the text is none of these forms. Cost: linear.
  mutating func names() -> [String]? {
    guard let open = next(), open == "{" || open == "[" else { return nil }
    let close: Unicode.Scalar = open == "{" ? "}" : "]"
    while let scalar = next(), scalar != close {
      var number = found.count
      var start = scalar
      if open == "{" {
        guard let key = key(scalar), next() == ":", let after = next() else { return nil }
        (number, start) = (key, after)
      }
      guard let name = text(start), found[number] == nil, found.count < EnsembleLimits.mostNames else {
        return nil
      }
      found[number] = name
      guard let separator = next(), separator == "," || separator == close else { return nil }
      if separator == close { break }
    }
    let list = (0..<found.count).compactMap { found[$0] }
    return list.count == found.count ? list : nil
  }

  /// The next scalar that is no blank.
  private mutating func next() -> Unicode.Scalar? {
    while let scalar = rest.popFirst() { if !scalar.properties.isWhitespace { return scalar } }
    return nil
  }

  /// A number, which JSON has in quotes.
  private mutating func key(_ first: Unicode.Scalar) -> Int? {
    if first == "\"" || first == "'" { return text(first).flatMap { Int($0) } }
    var digits = String(first)
    while let scalar = rest.first, ("0"..."9").contains(scalar) {
      digits.unicodeScalars.append(scalar)
      rest.removeFirst()
    }
    return Int(digits)
  }

  /// A text up to the quote that it began with.
  private mutating func text(_ quote: Unicode.Scalar) -> String? {
    guard quote == "\"" || quote == "'" else { return nil }
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst(), scalar != quote {
      guard scalar == "\\" else {
        text.append(scalar)
        continue
      }
      guard let meant = escaped() else { return nil }
      text.append(meant)
    }
    return String(text)
  }

  /// What signs behind a backslash stand for, in Python and in JSON.
  private mutating func escaped() -> Unicode.Scalar? {
    guard let sign = rest.popFirst() else { return nil }
    let digits =
      switch sign {
      case "u": 4
      case "x": 2
      case "n", "r", "t": 0
      default: -1
      }
    guard digits >= 0 else { return sign }
    guard digits > 0 else { return " " }
    let code = String(rest.prefix(digits))
    rest = rest.dropFirst(digits)
    return code.unicodeScalars.count == digits ? UInt32(code, radix: 16).flatMap { Unicode.Scalar($0) } : nil
  }
}
