import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Recordings

/// The JSON of polygraphy: one that it wrote, and others.
@Suite struct PolygraphyTests {
  @Test func arraysAreAsNumPyHasThem() throws {
    let expected = try ExpectedArray.of("polygraphy.json")
    let read = try recording("polygraphy.json")
    #expect(read.arrays.map(\.name) == ["logits", "layer/relu:0", "classes"] && read.diagnostics.isEmpty)
    for array in read.arrays {
      #expect(try array.described() == expected[array.name], "\(array.name)")
      #expect(try array.unpacked().described() == expected[array.name], "\(array.name)")
    }
  }

  private func json(_ entries: String...) -> [UInt8] {
    Array("{\"lst\": [[\"r\", [\(entries.joined(separator: ", "))]]]}".utf8)
  }

  private func entry(_ name: String, _ array: String) -> String {
    "{\"outputs\": {\"\(name)\": {\"values\": {\"array\": \"\(array)\"}}}}"
  }

  private func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

  /// Of a value that was recorded several times the first is kept, and the rest told of.
  @Test func severalIterations() throws {
    let (one, two) = (npy("|u1", shape: "(1,)", data: [1]), npy("|u1", shape: "(1,)", data: [2]))
    let read = try recording(json(entry("y", text(one)), entry("y", text(two))), as: "r.json")
    #expect(try read.arrays.map { try $0.read() } == [[1]])
    #expect(read.diagnostics.map(\.code) == ["more-results"])
  }

  /// JSON may escape the slashes of Base64, and a writer may leave its padding out.
  @Test func spellingsOfBase64() throws {
    for size in 1...4 {
      let data = [UInt8](repeating: 255, count: size)
      let bytes = npy("|u1", shape: "(\(size),)", data: data)
      let plain = text(bytes)
      for spelling in [
        plain, plain.replacingOccurrences(of: "/", with: "\\/"),
        plain.replacingOccurrences(of: "=", with: ""),
      ] {
        let read = try recording(json(entry("y", spelling)), as: "r.json")
        #expect(try read.arrays.first?.read() == data)
      }
    }
  }

  @Test func damagedArrays() throws {
    let good = text(npy("|u1", shape: "(1,)", data: [1]))
    let bad = ["k05VTVBZ*", "k05VTVBZAQ=A", "k05VTVBZA", "k05VTVBZ", String(good.dropLast(8))]
    for text in bad {
      let read = try recording(json(entry("bad", text), entry("good", good)), as: "r.json")
      #expect(read.arrays.map(\.name) == ["good"] && read.diagnostics.count == 1, "\(text)")
      #expect(refusal(json(entry("bad", text)), as: "r.json") == "no-arrays")
    }
  }

  @Test(arguments: ["{}", "[]", "{\"array\": 3}", "{\"array\": \"text\"}", "[[[[{}]]]]"])
  func jsonWithoutArrays(text: String) {
    #expect(refusal(Array(text.utf8), as: "r.json") == "no-arrays")
  }

  @Test func deepNesting() {
    let deep = String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)
    #expect(refusal(Array(deep.utf8), as: "r.json") != nil)
  }
}
