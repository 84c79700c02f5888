import Diagnostics
import TestSupport
import Testing

@testable import Recordings

/// ONNX tensors, alone and in folders, against NumPy.
@Suite struct FolderTests {
  @Test func tensorsAreAsNumPyHasThem() throws {
    let expected = try ExpectedArray.of("tensors")
    let read = try recording("tensors")
    #expect(read.diagnostics.isEmpty && read.arrays.count == 12 && expected.count == 12)
    for array in read.arrays {
      #expect(try array.described() == expected[array.name], "\(array.name)")
      #expect(try array.unpacked().described() == expected[array.name], "\(array.name)")
    }
  }

  /// `input_10` follows `input_9`.
  @Test func filesComeInTheOrderOfTheirNumbers() throws {
    let names = try recording("tensors").arrays.map(\.name)
    #expect(names.first == "typed_float" && names.suffix(3) == ["raw9", "input_10", "external"])
    #expect(try recording("tensors/").arrays.map(\.name) == names)
  }

  @Test func oneFile() throws {
    let array = try #require(try recording("tensors/input_9.pb").arrays.first)
    #expect(try array.described() == ExpectedArray.of("tensors")["raw9"])
  }

  @Test func formsMayBeMixed() throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    try folder.put(modelBytes("recordings/tensors/input_9.pb"), "x.pb")
    try folder.put(modelBytes("recordings/few.npz"), "few.npz")
    try folder.put(npy(shape: "(0,)"), "own.npy")
    try folder.put(Array("notes".utf8), "notes.txt")
    try folder.put(Array("damaged".utf8), "bad.pb")
    try folder.put(npy(shape: "(7,)"), "cut.npy")
    try folder.put(npy(shape: "(0,)"), "deeper/inside.npy")
    let read = try Recording.read(folder.path(""))
    #expect(read.arrays.map(\.name) == ["raw9", "a", "b", "own"] && read.texts.map(\.name) == ["c"])
    #expect(read.diagnostics.map(\.code) == ["not-recording", "npy-cut"])
    #expect(read.diagnostics.map(\.message).allSatisfy { $0.contains("bad.pb") || $0.contains("cut.npy") })
  }

  @Test func foldersWithoutArrays() throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    #expect(throws: FoldoutError.self) { try Recording.read(folder.path("")) }
    #expect(throws: FoldoutError.self) { try Recording.read(folder.path("nowhere")) }
    // What a folder calls an array need not be a file.
    try folder.put(npy(shape: "(0,)"), "a.npy/b.npy")
    #expect(throws: FoldoutError.self) { try Recording.read(folder.path("")) }
  }

  /// External data that is not there is a matter of that array alone.
  @Test func externalDataThatIsMissing() throws {
    let bytes = Wire.external("x", [2, 3], "../x.bin").bytes
    let array = try #require(try recording(bytes, as: "x.pb").arrays.first)
    #expect(array.name == "x" && (try? array.read()) == nil)
  }

  @Test(arguments: [
    [], Array("text".utf8), [0x0A], [0xFF, 0xFF], Array("%PDF-1.7".utf8), [UInt8](repeating: 0, count: 64),
  ])
  func whatIsNoRecording(bytes: [UInt8]) {
    #expect(refusal(bytes, as: "x.pb") == "not-recording")
  }

  /// A model is no tensor, though both are protobuf.
  @Test func aModelIsNoRecording() throws {
    #expect(refusal(try modelBytes("names_odd.onnx"), as: "x.pb") == "not-recording")
  }

  @Test(
    arguments: [
      [-1], [-3, -4], [1 << 40, 1 << 40], [.max, 2], [.min], [0, .max, .max],
    ] as [[Int64]])
  func absurdDims(dims: [Int64]) throws {
    guard let read = try? recording(Wire.floats("x", dims, [1, 2]).bytes, as: "x.pb") else { return }
    for array in read.arrays {
      #expect(array.dims.contains(0) || (try? array.read()) == nil || array.byteCount == 0)
    }
  }
}
