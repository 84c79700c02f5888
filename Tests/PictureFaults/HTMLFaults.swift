import TestSupport

/// Lists the faults of a page, in words: elements that are left open or closed twice, pictures that are no SVG, data
/// that is no JSON, and scripts other than the page's own.
public func htmlFaults(_ bytes: [UInt8]) -> [String] {
  guard let text = String(validating: bytes, as: UTF8.self) else { return ["the page is not UTF-8"] }
  guard text.hasPrefix("<!DOCTYPE html>\n") else { return ["the page has no document type"] }
  var reader = PageReader(bytes: bytes)
  reader.read()
  return reader.faults
}

/// Reads tags one by one. The contents of scripts, styles and pictures are passed on whole.
private struct PageReader {
  let bytes: [UInt8]
  var faults: [String] = []
  private var at = "<!DOCTYPE html>\n".utf8.count
  private var open: [String] = []
  private var scripts: [String] = []

  /// Elements that have no end tag.
  private static let void: Set = ["meta", "input", "br", "link"]

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() {
    while faults.isEmpty, let start = bytes[at...].firstIndex(of: UInt8(ascii: "<")) {
      at = start
      let tag = self.tag()
      let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
      if tag.hasPrefix("/") {
        if open.popLast() != name { faults.append("the page closes <\(name)>, which is not open") }
      } else if name == "svg" {
        at = start
        let picture = until("</svg>")
        faults += svgFaults(Array(picture)).map { "a picture of the page: \($0)" }
      } else if name == "script" || name == "style" {
        let content = until("</\(name)>").dropLast(name.utf8.count + 3)
        if name == "script" { check(script: content, tag) }
      } else if name.isEmpty {
        faults.append("the page has a loose < at byte \(start)")
      } else if !Self.void.contains(name) {
        open.append(name)
      }
    }
    if faults.isEmpty, !open.isEmpty { faults.append("the page leaves <\(open[open.count - 1])> open") }
    if faults.isEmpty, scripts.count != 2 { faults.append("the page has \(scripts.count) scripts") }
  }

  /// The text between `<` and `>`; stops behind it. Values in quotes may hold either.
  private mutating func tag() -> String {
    let start = at + 1
    var isQuoted = false
    at = start
    while at < bytes.count, isQuoted || bytes[at] != UInt8(ascii: ">") {
      if bytes[at] == UInt8(ascii: "\"") { isQuoted.toggle() }
      at += 1
    }
    defer { at = min(at + 1, bytes.count) }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  /// The text up to an end mark, which is skipped too.
  private mutating func until(_ end: String) -> ArraySlice<UInt8> {
    let end = Array(end.utf8)
    let start = at
    while at + end.count <= bytes.count {
      if bytes[at] == end[0], bytes[at..<(at + end.count)].elementsEqual(end) {
        at += end.count
        return bytes[start..<at]
      }
      at += 1
    }
    faults.append("the page never says \(String(decoding: end, as: UTF8.self))")
    at = bytes.count
    return bytes[start..<at]
  }

  private mutating func check(script: ArraySlice<UInt8>, _ tag: String) {
    scripts.append(tag)
    guard tag.contains("application/json") else { return }
    do { _ = try jsonObject(script) } catch { faults.append("the page's data is no JSON: \(error)") }
  }
}
