import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Recordings

/// Arrays that NumPy wrote, against NumPy.
@Suite struct NumPyTests {
  @Test(arguments: ["stored.npz", "packed.npz", "few.npz", "version1.npy", "version2.npy", "version3.npy"])
  func arraysAreAsNumPyHasThem(file: String) throws {
    let expected = try ExpectedArray.of(file)
    let arrays = try recording(file).arrays
    #expect(!expected.isEmpty && Set(arrays.map(\.name)) == Set(expected.keys))
    for array in arrays {
      #expect(try array.described() == expected[array.name], "\(array.name)")
      #expect(try array.unpacked().described() == expected[array.name], "\(array.name)")
    }
  }

  @Test(arguments: ["stored.npz", "packed.npz"]) func textsAreRead(file: String) throws {
    let expected = try JSONDecoder().decode(
      [String: [String: [String]]].self, from: Data(modelBytes("recordings/texts.json")))
    let texts = try recording(file).texts
    #expect(texts.count == 3)
    for text in texts { #expect(text.elements == expected[file]?[text.name], "\(text.name)") }
  }

  /// Complex numbers, dates and records are no numbers that can be shown.
  @Test func whatIsNoNumberIsLeftOut() throws {
    let read = try recording("stored.npz")
    for name in ["complex", "date", "record"] {
      #expect(read.array(name) == nil)
      #expect(read.diagnostics.contains { $0.message.contains("\"\(name)") }, "\(name)")
    }
    #expect(read.diagnostics.map(\.code).sorted() == ["bad-npy", "not-numbers", "not-numbers"])
  }

  @Test func anArrayTakesTheNameOfItsFile() throws {
    let bytes = npy(shape: "(1,)", data: [0, 0, 0, 0])
    #expect(try recording(bytes, as: "layer.0.npy").arrays.map(\.name) == ["layer.0"])
    #expect(try recording(bytes, as: "bare").arrays.map(\.name) == ["bare"])
  }

  /// What is recorded first stays.
  @Test func ofEqualNamesTheFirstCounts() throws {
    var first = try recording(npy(shape: "(1,)", data: [0, 0, 0, 0]), as: "a.npy")
    first.add(try recording(npy(shape: "(0,)"), as: "a.npy"))
    first.add(try recording(npy(shape: "(0,)"), as: "b.npy"))
    #expect(first.arrays.map(\.name) == ["a", "b"] && first.arrays[0].dims == [1])
  }
}
