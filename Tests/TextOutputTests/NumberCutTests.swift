import Testing
import TextOutput

/// Texts lose their middle, never a part of a number.
@Suite struct NumberCutTests {
  private static let texts = [
    "Dropout + Conv + ReLU + Concat · 513.0K params", "1×64×111×111×12345×7",
    "encoder.layers.11.self_attn.12",
    "1,016 operators of 22,113", "74.4K", "a1b22c333d4444e55555", "… 3", "x 12 y 13 z 14",
    "12345678901234567890", "v1.2.3.4 and 5.6M more",
  ]

  /// The numbers of a text, with their units.
  private static func numbers(_ text: some StringProtocol) -> Set<String> {
    var found: Set<String> = []
    for word in text.split(whereSeparator: { !$0.isNumber && !".,KMGT".contains($0) }) {
      let number = word.drop { !$0.isNumber }.reversed().drop { $0 == "." || $0 == "," }.reversed()
      if !number.isEmpty { found.insert(String(number)) }
    }
    return found
  }

  @Test func numbersStayWhole() {
    for text in Self.texts {
      let whole = Self.numbers(text)
      for limit in 3..<text.unicodeScalars.count {
        let cut = sanitized(text, limit: limit)
        #expect(cut.unicodeScalars.count <= limit, "\(text) \(limit)")
        #expect(Self.numbers(cut).isSubset(of: whole), "\(cut) of \(text)")
        for columns in [cutToColumns(text, limit)] {
          #expect(Self.numbers(columns).isSubset(of: whole), "\(columns) of \(text)")
          #expect(terminalColumns(columns) <= limit)
        }
      }
    }
  }

  @Test func noNumberFollowsTheEllipsis() {
    for text in Self.texts.filter({ $0 != "… 3" }) {
      for limit in 3..<text.unicodeScalars.count {
        let rest =
          sanitized(text, limit: limit).split(separator: "…", omittingEmptySubsequences: false).last ?? ""
        #expect(rest.drop { $0 == " " }.first?.isNumber != true, "\(text) at \(limit)")
      }
    }
  }

  @Test func theSignBeforeANumberComesAlong() {
    #expect(sanitized("layers.very.long.name.11", limit: 12) == "layers…me.11")
    #expect(sanitized("layers.very.long.name.11", limit: 6) == "la….11")
    #expect(sanitized("abcdefghijkl·12345", limit: 12) == "abcde…·12345")
    // No room: better no number than a wrong one.
    #expect(sanitized("abcdefgh12345678", limit: 8) == "abcd…")
    // Names such as hashes are cut like all others.
    #expect(sanitized(String(repeating: "1", count: 99), limit: 9) == "1111…1111")
  }
}
