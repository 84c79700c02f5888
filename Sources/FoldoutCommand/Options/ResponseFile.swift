import ArgumentParser
import FoldoutKit
import InputFiles

/// Words of the command line that stand in files: `@FILE` means the words in that file, as compilers take it.
///
/// Words are separated by blanks and line ends. Quotes, double or single, keep blanks; a `#` where a word could begin
/// starts a comment. In a file `@` means nothing.
enum ResponseFile {
  /// More is no list of options.
  static let maxBytes = 1 << 16

  /// The words that a command line stands for. Words behind `--` stay as they are, and so does one whose file can't be
  /// read: it may be the name of a model.
  ///
  /// - Throws: `ValidationError` for a file of more than `maxBytes`, or with a quote that does not end.
  static func expanded(_ arguments: [String]) throws -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    return try arguments[..<end].flatMap { argument throws -> [String] in
      guard argument.hasPrefix("@"), let file = try? InputFile(path: String(argument.dropFirst())) else {
        return [argument]
      }
      guard file.count <= maxBytes else {
        throw ValidationError("\(argument) has more than \(maxBytes) bytes")
      }
      let text = file.withBytes { String(decoding: $0, as: UTF8.self) }
      guard let words = words(in: text) else {
        throw ValidationError("\(argument) has a quote that does not end")
      }
      return words
    } + arguments[end...]
  }

  /// The words of a text; nil where a quote does not end.
  static func words(in text: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isComment = false
    for character in text {
      if isComment {
        isComment = !character.isNewline
      } else if let mark = quote {
        if character == mark { quote = nil } else { word?.append(character) }
      } else if character == "\"" || character == "'" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else if character == "#" && word == nil {
        isComment = true
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return quote == nil ? words : nil
  }
}
