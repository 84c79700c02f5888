/// The classes of characters that mislead a reader or break a format when they are written as they are.
///
/// This is the only such table. Each writer decides what it puts in place of a class, and none may let one
/// through: names in models come from strangers. It follows properties of Unicode rather than a list, so that
/// a newer Unicode is a newer Swift. Sources: Unicode Standard Annexes 9 (bidirectional text) and 44
/// (properties), Unicode Technical Report 36 (security), XML 1.0 section 2.2.
public enum UnsafeCharacter: Sendable, Equatable, CaseIterable {
  /// Ends a line or moves along it: tab, line feed to carriage return, NEL, line and paragraph separators.
  case lineBreak
  /// Any other control character (Cc): escape sequences of terminals begin with one.
  case control
  /// Changes the direction of the text around it: embeddings, overrides, isolates, directional marks.
  case direction
  /// Has no shape: zero-width characters, joiners, variation selectors, soft hyphens, tags, fillers.
  case invisible
  /// Promised never to be a character; XML forbids two of them, and readers may refuse all.
  case noncharacter

  /// The class of a scalar; nil where it is safe.
  public init?(_ scalar: Unicode.Scalar) {
    let code = scalar.value
    if code >= 0x20 && code < 0x7F { return nil }
    switch code {
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: self = .lineBreak
    case 0x00...0x1F, 0x7F...0x9F: self = .control
    case 0xAD: self = .invisible
    case 0xA0...0x2FF: return nil
    default:
      let properties = scalar.properties
      if properties.isBidiControl {
        self = .direction
      } else if properties.isNoncharacterCodePoint {
        self = .noncharacter
      } else if properties.isDefaultIgnorableCodePoint {
        self = .invisible
      } else if properties.generalCategory == .format && !Self.isDrawn(code) {
        self = .invisible
      } else {
        return nil
      }
    }
  }

  /// Whether a format character (Cf) has a shape: the property Prepended_Concatenation_Mark, signs that stand
  /// below or before Arabic, Syriac and Kaithi numbers.
  private static func isDrawn(_ code: UInt32) -> Bool {
    switch code {
    case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD: true
    default: false
    }
  }
}
