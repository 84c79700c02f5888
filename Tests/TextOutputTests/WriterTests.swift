import Testing
import TextOutput

/// What each writer makes of a name; the test below looks for unsafe characters in it.
private let writers: [(name: String, write: @Sendable (String) -> String)] = [
  ("line", { sanitized($0) }),
  ("quoted", { quoted($0) }),
  ("terminal", { terminalText($0) }),
  ("Markdown", { markdownText($0) }),
  ("DOT", { dotQuoted($0) }),
  ("Mermaid", { mermaidQuoted($0) }),
  (
    "markup",
    {
      var writer = MarkupWriter()
      writer.text($0)
      return String(decoding: writer.bytes, as: UTF8.self)
    }
  ),
  ("JSON", { json($0, .indented) }),
  ("JSON in a script", { json($0, .script) }),
]

private func json(_ text: String, _ style: JSONWriter.Style) -> String {
  var writer = JSONWriter(style)
  writer.string(text)
  return String(decoding: writer.bytes, as: UTF8.self)
}

@Suite struct WriterTests {
  /// The promise that this target exists for.
  @Test(arguments: writers.indices) func everyWriterNeutralisesEveryUnsafeCharacter(_ index: Int) {
    let writer = writers[index]
    var count = 0
    for scalar in allUnsafeScalars {
      let written = writer.write("a" + String(scalar) + "b")
      count += 1
      #expect(
        !written.unicodeScalars.contains { UnsafeCharacter($0) != nil },
        "\(writer.name) lets U+\(String(scalar.value, radix: 16)) through")
      #expect(written.contains("a") && written.contains("b"), "\(writer.name) loses the text around")
    }
    #expect(count > 4000)
  }

  @Test func markup() {
    var writer = MarkupWriter()
    writer.text("<b a=\"1\">&'\u{202E}\u{1}\n\t\u{2028}é\u{61C}")
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == "&lt;b a=&quot;1&quot;&gt;&amp;&#39;&#10;  é")
    var short = MarkupWriter()
    short.text("abcdef", limit: 3)
    #expect(String(decoding: short.bytes, as: UTF8.self) == "abc…")
  }

  @Test func hashIsFNV() {
    var writer = MarkupWriter()
    #expect(writer.hash == 0xcbf2_9ce4_8422_2325)
    writer.raw("a")
    #expect(writer.hash == 0xaf63_dc4c_8601_ec8c)
  }

  @Test func markdownAndDOT() {
    #expect(markdownText("a_b|c<d>&amp;") == "a\\_b\\|c\\<d\\>\\&amp;")
    #expect(dotQuoted("a\"b\\N&lt;\nc") == "\"a\\\"b\\\\N&amp;lt; c\"")
    #expect(dotQuoted(String(repeating: "é\u{301}", count: 1_000_000), limit: 4) == "\"é\u{301}é\u{301}\"")
  }

  @Test func mermaid() {
    #expect(
      mermaidQuoted("Conv + ReLU 3×3 p1, layer1.0 (a/b_c-d)") == "\"Conv + ReLU 3×3 p1, layer1.0 (a/b_c-d)\"")
    #expect(mermaidText("<b>\"&amp;") == "#60;b#62;#34;#38;amp#59;")
    #expect(
      mermaidText("%%{x}%% [y] {z} |w| `q`;")
        == "#37;#37;#123;x#125;#37;#37; #91;y#93; #123;z#125; #124;w#124; #96;q#96;#59;")
    // Nothing that begins or ends a line of Markdown, or a word in it.
    #expect(
      mermaidText("1. a") == "1#46; a" && mermaidText("+ a") == "#43; a" && mermaidText("- a") == "#45; a")
    #expect(mermaidText("__a_b__") == "#95;#95;a_b#95;#95;")
    // What Mermaid looks for behind numbers, too, even where something was left out in between.
    #expect(
      mermaidText("$$x$$$") == "#36;\u{FF04}x#36;\u{FF04}\u{FF04}"
        && mermaidText("$\u{200B}$") == "#36;\u{FF04}")
    #expect(mermaidText("fa:fa-car") == "fa\u{2236}fa-car" && mermaidText("a:b") == "a#58;b")
    #expect(mermaidText("a\\nb\\m") == "a\u{29F5}nb#92;m")
    #expect(mermaidText("\u{FB02}°°60¶ß") == "fl°°60\u{204B}ß")
    #expect(mermaidText(String(repeating: "é\u{301}", count: 1_000_000), limit: 4) == "é\u{301}é\u{301}")
  }

  @Test func terminal() {
    #expect(quoted("a\"b\\c\n\u{1B}[31m\u{202E}") == #""a\"b\\c\n\u{1b}[31m\u{202e}""#)
    #expect(quoted("abcdef", limit: 3) == "\"abc…\"")
    #expect(terminalText("\"a\\b\" × é") == "\"a\\b\" × é")
    #expect(terminalText("x\u{9B}31m\n") == "x\\u{9b}31m\\n")
    let name = quoted("evil\u{202E}\n\"")
    #expect(terminalText(name) == name, "what is quoted stays")
  }

  @Test func columns() {
    #expect(terminalColumns("Conv") == 4)
    #expect(terminalColumns("層2") == 3)
    #expect(terminalColumns("🧠") == 2)
    #expect(terminalColumns("e\u{301}├─") == 3)
    #expect(cutToColumns("層層層", 5) == "層層…")
    #expect(cutToColumns("層層層", 4) == "層…")
    #expect(cutToColumns("層層", 4) == "層層")
    #expect(cutToColumns("abc", 0) == "")
  }
}

private let allUnsafeScalars = allScalars().filter { UnsafeCharacter($0) != nil }
