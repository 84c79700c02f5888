import TextOutput

extension JSONWriter {
  /// Findings of a report: of each its code, what it is about, and a sentence.
  mutating func findings(_ all: [(code: String, place: String, text: String)]) {
    array("findings") { json in
      for finding in all {
        json.object { json in
          json.string(finding.code, "code")
          json.string(finding.place, "where")
          json.string(finding.text, "text")
        }
      }
    }
  }
}
