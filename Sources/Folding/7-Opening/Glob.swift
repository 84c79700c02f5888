/// A pattern for scope paths: `*` is any text without `/`, `**` any text, `?` one character.
///
/// A pattern without `/` is matched with a block's own name, its full name as the exporter wrote it and its class;
/// one with `/` with the whole path.
public struct Glob: Sendable, Equatable {
  /// The pattern as given.
  public let pattern: String
  private let characters: [Character]

  /// Makes a pattern; every text is one.
  public init(_ pattern: String) {
    self.pattern = pattern
    self.characters = Array(pattern)
  }

  /// Whether the pattern names the whole path rather than a part of it.
  var isPath: Bool { characters.contains("/") }

  /// Whether the whole text matches, by dynamic programming over the pattern. Cost: at most pattern × text.
  public func matches(_ text: String) -> Bool {
    let text = Array(text)
    var row = [Bool](repeating: false, count: text.count + 1)
    row[0] = true
    var index = 0
    while index < characters.count {
      var next = [Bool](repeating: false, count: text.count + 1)
      if characters[index] == "*" {
        let crosses = index + 1 < characters.count && characters[index + 1] == "*"
        var reachable = false
        for position in 0...text.count {
          if position > 0, !crosses, text[position - 1] == "/" { reachable = false }
          reachable = reachable || row[position]
          next[position] = reachable
        }
        index += crosses ? 2 : 1
      } else {
        for position in 0..<text.count where row[position] {
          next[position + 1] =
            characters[index] == "?" ? text[position] != "/" : text[position] == characters[index]
        }
        index += 1
      }
      row = next
    }
    return row[text.count]
  }
}
