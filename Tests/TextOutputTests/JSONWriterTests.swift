import Testing
import TextOutput

@Suite struct JSONWriterTests {
  private func text(_ style: JSONWriter.Style, _ body: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter(style)
    body(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test func indented() {
    let written = text(.indented) { json in
      json.object { json in
        json.string("a\"\\\n\r\t<é>", "k")
        json.numbers([1, -2], "n")
        json.array("empty") { _ in }
        json.optional(nil, "none")
        json.optional("", "none")
        json.array("list") { json in
          json.bool(true)
          json.null()
          json.object { $0.number(.min, "least") }
        }
      }
    }
    #expect(
      written == """
        {
          "k": "a\\"\\\\\\n\\r\\t<é>",
          "n": [1, -2],
          "empty": [],
          "list": [
            true,
            null,
            {
              "least": -9223372036854775808
            }
          ]
        }
        """)
  }

  /// Nothing in a string can end the element around it.
  @Test func script() {
    let written = text(.script) { json in
      json.array { json in
        json.string("</script><!--'\"&\\\n\u{7F}é")
        json.number(-3)
        json.object { $0.numbers([1, 2], "k") }
      }
    }
    #expect(
      written == "[\"\\u003c/script\\u003e\\u003c!--\\u0027\\\"\\u0026\\\\\\u000a\\u007fé\",-3,{\"k\":[1,2]}]"
    )
  }

  @Test func unsafeCharactersAreEscapesThatMeanThem() {
    #expect(text(.indented) { $0.string("a\u{202E}\u{E0041}") } == "\"a\\u202e\\udb40\\udc41\"")
  }
}
