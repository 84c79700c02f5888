import Diagnostics
import TestSupport
import Testing

@Suite struct DiagnosticTests {
  /// A message may be made of anything: whoever prints it need not think of it.
  @Test func textsAreSafeForATerminal() {
    let made = [
      Diagnostic(.warning, "odd", "dim \(HostileText.name)", hint: "try \(HostileText.name)"),
      FoldoutError(.malformed, "odd", "dim \(HostileText.name)", hint: "try \(HostileText.name)").diagnostic,
    ]
    for diagnostic in made {
      for text in [diagnostic.message, diagnostic.hint ?? ""] {
        let left = text.unicodeScalars.filter { scalar in
          scalar.value < 0x20 || "\u{202E}\u{2066}\u{61C}\u{200B}\u{2028}".unicodeScalars.contains(scalar)
        }
        #expect(left.isEmpty)
        #expect(text.contains("\\u{202e}") && text.contains("</script>\"'&"))
      }
    }
  }

  @Test func quotedNamesStayAsTheyAre() {
    let message = "node \(quoted("größe \"×\" \u{202E}\n")) reads \(escaped("a\\b"))"
    #expect(Diagnostic(.error, "x", message).message == message)
  }

  @Test func anErrorIsADiagnosticOfSeverityError() {
    let error = FoldoutError(.noInput, "cannot-read", "can't open it", hint: "look")
    #expect(error.diagnostic == Diagnostic(.error, "cannot-read", "can't open it", hint: "look"))
    #expect(error != FoldoutError(.malformed, "cannot-read", "can't open it", hint: "look"))
    #expect(Diagnostic(.error, "a", "b") != Diagnostic(.warning, "a", "b"))
  }
}
