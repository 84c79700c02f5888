import Diagnostics
import ModelGraph
import TestSupport
import Testing

@testable import ModelRunning

/// What a model is given: which array goes where, in which shape and type.
@Suite struct InputTests {
  private static let folder = modelPath("run/")
  private let inputs = [
    ModelInput(
      name: "x", dataType: .float32, shape: Shape([.symbol("batch"), .known(4)]), isOptional: false),
    ModelInput(
      name: "shift", dataType: .int64, shape: Shape([.symbol("batch"), .known(1)]), isOptional: false),
  ]

  private func read(_ arguments: [String], rows: Range<Int64>? = nil) throws -> RunInputs {
    try RunInputs(arguments, for: inputs, rows: rows)
  }

  /// The code of the error.
  private func refusal(_ arguments: [String], rows: Range<Int64>? = nil) -> String? {
    do {
      _ = try read(arguments, rows: rows)
      return nil
    } catch {
      return (error as? FoldoutError)?.diagnostic.code
    }
  }

  private func floats(_ tensor: RunTensor) -> [Double] {
    guard let code = ElementCode(tensor.dataType) else { return [] }
    return (0..<(tensor.bytes.count / code.width)).map { code.real(tensor.bytes, at: $0) }
  }

  /// inputs.npz has x as float64 with the first axis running fastest, shift as int8, and a label.
  @Test func arraysGoByTheirNames() throws {
    let read = try read([modelPath("run/inputs.npz")])
    #expect(
      read.tensors.map(\.name) == ["x", "shift"] && read.tensors.map(\.dataType) == [.float32, .int64])
    #expect(read.tensors.map(\.dims) == [[2, 4], [2, 1]])
    #expect(floats(read.tensors[0]) == [1, 2, 3, 4, -1, 0, 2, -3])
    #expect(read.tensors[1].bytes == [2, 0, 0, 0, 0, 0, 0, 0, 249, 255, 255, 255, 255, 255, 255, 255])
    #expect(read.diagnostics.map(\.code) == ["array-unused"] && read.diagnostics[0].message.contains("label"))
  }

  @Test func rows() throws {
    let read = try read([modelPath("run/inputs.npz")], rows: 1..<2)
    #expect(read.tensors.map(\.dims) == [[1, 4], [1, 1]])
    #expect(floats(read.tensors[0]) == [-1, 0, 2, -3])
    #expect(refusal([modelPath("run/inputs.npz")], rows: 1..<3) == "no-row")
  }

  @Test func oneArrayOfAFile() throws {
    let file = modelPath("run/steps.npz")
    let read = try read(["shift=\(file):shift", "\(file):x"])
    #expect(read.tensors.map(\.dims) == [[2, 4], [2, 1]] && read.diagnostics.isEmpty)
    #expect(refusal(["x=\(file):nothing", "random"]) == "no-array")
    #expect(refusal(["x=\(file):place", "random"]) == "wrong-shape")
    #expect(refusal(["shift=\(file):/a/product", "random"]) == "wrong-shape")
  }

  @Test func lists() throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    try folder.put(Array("[1, 2.5, 3, 4]".utf8), "row.json")
    try folder.put(Array(#"{"x": [[1, 2, 3, 4], [5, 6, 7, 8]], "shift": [[1], [2]]}"#.utf8), "both.json")
    try folder.put(Array("[[1, 2], [3]]".utf8), "ragged.json")
    try folder.put(Array(#"["a", "b"]"#.utf8), "words.json")
    try folder.put(Array("[[1.5]]".utf8), "half.json")
    let read = try read([folder.path("row.json"), "shift=random"])
    #expect(read.tensors[0].dims == [1, 4] && floats(read.tensors[0]) == [1, 2.5, 3, 4])
    #expect(try self.read([folder.path("both.json")]).tensors.map(\.dims) == [[2, 4], [2, 1]])
    #expect(refusal([folder.path("ragged.json")]) == "ragged-lists")
    #expect(refusal([folder.path("words.json")]) == "no-numbers")
    #expect(refusal(["random", "shift=" + folder.path("half.json")]) == "wrong-type")
  }

  @Test func tables() throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    try folder.put(Array("a,b,\"c\",kind,d\r\n1, 2,3,\"x\",4\r\n5,6e-1,-7,y,8\r\n".utf8), "a.csv")
    try folder.put(Array("1,2,3,4\n5,6,7,8\n".utf8), "plain.csv")
    try folder.put(Array("1,2\n3\n".utf8), "ragged.csv")
    try folder.put(Array("x\ny\n".utf8), "texts.csv")
    try folder.put([], "none.csv")
    let read = try read([folder.path("a.csv"), "shift=random"])
    #expect(read.tensors[0].dims == [2, 4])
    #expect(floats(read.tensors[0]) == [1, 2, 3, 4, 5, Double(Float(0.6)), -7, 8])
    #expect(read.diagnostics.isEmpty && read.labels == ["x", "y"])
    #expect(
      floats(try self.read([folder.path("plain.csv"), "random"]).tensors[0]) == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(refusal([folder.path("ragged.csv")]) == "bad-table")
    #expect(refusal([folder.path("texts.csv")]) == "no-numbers")
    #expect(refusal([folder.path("none.csv")]) == "bad-table")
  }

  @Test func whatIsMissing() {
    #expect(refusal([]) == "no-input")
    #expect(refusal(["x=random"]) == "no-input")
    #expect(refusal(["nothing.npy"]) == "cannot-read")
    #expect(
      refusal(["random", modelPath("run/inputs.npz"), modelPath("recordings/version1.npy")]) == "more-inputs")
    #expect(refusal([modelPath("recordings/few.npz")]) == "no-array")
  }

  /// By a SplitMix64 in Python.
  @Test func randomNumbersAreTheSameEverywhere() throws {
    let read = try read(["random"])
    #expect(read.tensors.map(\.dims) == [[1, 4], [1, 1]])
    #expect(floats(read.tensors[0]).prefix(3) == [0.734336256980896, 0.9122371673583984, 0.881189227104187])
    #expect(try self.read(["random"]).tensors == read.tensors)
  }

  @Test func conversions() throws {
    func convert(_ type: DataType, _ bytes: [UInt8], to target: DataType) -> [UInt8]? {
      RunTensor(name: "", dataType: type, dims: [], bytes: bytes).converted(to: target)?.bytes
    }
    #expect(convert(.uint8, [200], to: .int8) == nil)
    #expect(convert(.uint8, [200], to: .float16) == [0x40, 0x5A])
    #expect(convert(.int32, [1, 0, 0, 1], to: .float32) == nil)  // 2²⁴ + 1
    #expect(convert(.int32, [0, 0, 0, 1], to: .float32) == [0, 0, 0x80, 0x4B])
    #expect(convert(.float32, [0, 0, 0xC0, 0x3F], to: .int32) == nil)  // 1.5
    #expect(convert(.float32, [0, 0, 0x40, 0x40], to: .int32) == [3, 0, 0, 0])
    #expect(convert(.float32, [0x00, 0x80, 0x80, 0x3F], to: .bfloat16) == [0x80, 0x3F])  // a tie: to even
    #expect(convert(.float32, [0, 0, 0xC0, 0x7F], to: .bfloat16) == [0xC0, 0x7F])
    #expect(convert(.int8, [2], to: .bool) == nil && convert(.int8, [1], to: .bool) == [1])
    #expect(convert(.uint64, [255, 255, 255, 255, 255, 255, 255, 255], to: .int64) == nil)
    #expect(convert(.int8, [255], to: .uint64) == nil)
  }
}
