import Diagnostics
import TestSupport
import Testing

@testable import Recordings

/// Headers as NumPy, old and new, writes them, and as nobody should.
@Suite struct NumPyHeaderTests {
  private func header(_ bytes: [UInt8]) throws -> NumPyHeader { try NumPyHeader(array: bytes) }

  @Test func shapes() throws {
    #expect(try header(npy(shape: "()")).dims == [])
    #expect(try header(npy(shape: "(3,)")).dims == [3])
    #expect(try header(npy(shape: "(3,4)")).dims == [3, 4])
    // Python 2 marked long numbers.
    #expect(try header(npy(shape: "(3L, 4L)")).dims == [3, 4])
    #expect(try header(npy(shape: "(2,)", version: 2)).start == npy(shape: "(2,)", version: 2).count)
  }

  @Test func keysMayComeInAnyOrder() throws {
    let bytes = npy("{\"shape\": (2,), \"fortran_order\": True, \"descr\": \"|b1\"}")
    let read = try header(bytes)
    #expect(read.elements == .numbers(.bool, isSwapped: false) && read.isColumnMajor && read.dims == [2])
  }

  @Test(
    arguments: [
      ("<f4", .numbers(.float32, isSwapped: false)), (">f8", .numbers(.float64, isSwapped: true)),
      ("=i2", .numbers(.int16, isSwapped: false)), ("|u1", .numbers(.uint8, isSwapped: false)),
      (">i1", .numbers(.int8, isSwapped: false)), ("?", .numbers(.bool, isSwapped: false)),
      ("<V2", .numbers(.bfloat16, isSwapped: false)), ("<U7", .texts(length: 7, isSwapped: false)),
      (">U7", .texts(length: 7, isSwapped: true)), ("|S0", .bytes(length: 0)), ("<c8", .others("<c8")),
      ("|O", .others("|O")), ("<f16", .others("<f16")), ("<M8[ns]", .others("<M8[ns]")), ("", .others("")),
      ("<U-1", .others("<U-1")), ("<U99999999999", .others("<U99999999999")), ("|V8", .others("|V8")),
    ] as [(String, NumPyHeader.Elements)])
  func types(_ name: String, _ elements: NumPyHeader.Elements) throws {
    #expect(try header(npy(name, shape: "(1,)")).elements == elements)
  }

  @Test(arguments: [
    "(-1,)", "(1, -9223372036854775808)", "(9223372036854775808,)", "(nan,)", "(1e3,)", "(0x10,)", "(1 2)",
    "(,)",
    "[1]", "1", "", "(1", "((1,),)", "(True,)", "('1',)", "(None,)", "(--1,)",
  ])
  func impossibleShapes(_ shape: String) {
    #expect(refusal(npy(shape: shape, data: [0, 0, 0, 0])) == "bad-npy")
  }

  @Test(arguments: [
    "(2,)", "(9223372036854775807,)", "(4294967296, 4294967296)", "(3037000500, 3037000500)",
    "(1, 1, 1152921504606846976)",
  ])
  func shapesThatNeedMoreThanThereIs(_ shape: String) {
    for type in ["<f4", ">f8", "|b1", "<U3", "|S70", "<V2"] {
      let size = shape == "(2,)" ? 1 : 4
      #expect(
        refusal(npy(type, shape: shape, data: [UInt8](repeating: 0, count: size))) == "npy-cut", "\(type)")
    }
  }

  /// No element needs no bytes, however long the other axes are.
  @Test(arguments: [
    "(0,)", "(9223372036854775807, 0)", "(0, 4294967296, 4294967296)", "(4294967296, 4294967296, 0)",
  ])
  func nothingIsAlwaysThere(_ shape: String) throws {
    for order in ["False", "True"] {
      let array = try #require(try recording(npy(order: order, shape: shape)).arrays.first)
      #expect(try array.byteCount == 0 && array.read() == [])
    }
    #expect(try recording(npy("<U2", shape: shape), as: "a.npy").texts.map(\.elements) == [[]])
  }

  @Test func manyAxes() throws {
    let (most, more) = ([64, 65].map { "(" + String(repeating: "1,", count: $0) + ")" }, 4)
    #expect(refusal(npy(shape: most[0], data: [UInt8](repeating: 0, count: more))) == nil)
    #expect(refusal(npy(shape: most[1], data: [UInt8](repeating: 0, count: more))) == "bad-npy")
  }

  @Test(arguments: [
    "", "{", "{}", "}", "{'descr': '<f4'}", "{'descr': '<f4', 'fortran_order': False}", "{'descr' '<f4'}",
    "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}",
    "{'descr': '<f4', 'fortran_order': 'False', 'shape': (1,)}",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)", "{'descr: <f4}", "[1, 2]", "\u{0}\u{0}",
    "__import__('os').system('x')",
  ])
  func headersOfNothing(_ text: String) {
    #expect(refusal(npy(text, data: [0, 0, 0, 0])) == "bad-npy")
  }

  @Test func versionsAndLengths() {
    for version: UInt8 in [0, 4, 255] {
      var bytes = npy(shape: "(1,)", data: [0, 0, 0, 0], version: 2)
      bytes[6] = version
      #expect(refusal(bytes) == "bad-npy")
    }
    var long = npy(shape: "(1,)", data: [0, 0, 0, 0], version: 3)
    long.replaceSubrange(8..<12, with: [255, 255, 255, 255])
    #expect(refusal(long) == "bad-npy")
    // Longer than any header is, and there.
    let blank = String(repeating: " ", count: RecordingLimits.headerBytes + 1)
    #expect(refusal(npy(blank, version: 2)) == "bad-npy")
  }

  /// A hostile type has no say in what the terminal does.
  @Test func hostileTypes() throws {
    let read = try? recording(npy("\u{1B}[31m\u{202E}", shape: "(1,)"))
    #expect(read == nil)
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    try folder.put(npy("\u{1B}[31m\u{202E}", shape: "(1,)"), "a.npy")
    try folder.put(npy(shape: "(0,)"), "b.npy")
    let messages = try Recording.read(folder.path("")).diagnostics.map(\.message)
    #expect(messages.count == 1 && !messages[0].unicodeScalars.contains("\u{1B}"))
  }
}
