import Diagnostics
import ModelGraph
import TestSupport
import Testing

@testable import OnnxReader

/// The checks of the wire format, and where tensors' elements are found.
@Suite struct WireScanTests {
  private let relu = Wire.graph([.node("Relu", inputs: ["x"], outputs: ["y"])], inputs: ["x"], outputs: ["y"])

  private func location(_ fill: (inout Wire) -> Void) throws -> (TensorRef.Location, [UInt8]) {
    let bytes = Wire.model(.graph([], initializers: [.tensor("w", [2], fill)]))
    let constant = try #require(try read(bytes).model.main.values.first?.constant)
    return (constant.location, bytes)
  }

  @Test func rawData() throws {
    let (location, bytes) = try location { $0.bytes(9, [1, 2, 3, 4, 5, 6, 7, 8]) }
    guard case .raw(let offset, let length) = location else { throw Unexpected() }
    #expect(Array(bytes[offset..<offset + length]) == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test func packedFloats() throws {
    let (location, bytes) = try location { $0.bytes(4, [9, 9, 9, 9, 8, 8, 8, 8]) }
    guard case .field(4, let offset, let length, 1) = location else { throw Unexpected() }
    #expect(Array(bytes[offset..<offset + length]) == [9, 9, 9, 9, 8, 8, 8, 8])
  }

  @Test func floatsOneByOne() throws {
    let (location, bytes) = try location {
      $0.float(4, 1)
      $0.float(4, 2)
    }
    guard case .field(4, let offset, 4, 2) = location else { throw Unexpected() }
    #expect(bytes[offset - 1] == 4 << 3 | 5)
  }

  @Test func integersOneByOneAndStrings() throws {
    let integers = try location {
      $0.int(7, 300)
      $0.int(7, 2)
    }.0
    guard case .field(7, _, 2, 2) = integers else { throw Unexpected() }
    let strings = try location {
      $0.text(6, "one")
      $0.text(6, "two")
      $0.text(6, "three")
    }.0
    guard case .field(6, _, 3, 3) = strings else { throw Unexpected() }
  }

  @Test func tensorsKeepTheirOwnPlaces() throws {
    let tensors = (0..<200).map { index in
      Wire.tensor("w\(index)", [1]) { $0.bytes(9, [UInt8(index), 0, 0, 1]) }
    }
    let bytes = Wire.model(.graph([], initializers: tensors))
    for (index, value) in try read(bytes).model.main.values.enumerated() {
      guard case .raw(let offset, 4)? = value.constant?.location else { throw Unexpected() }
      #expect(Int(bytes[offset]) == index)
    }
  }

  @Test func unknownFieldsAreSkipped() throws {
    let node = Wire.message { wire in
      wire.text(1, "x")
      wire.int(19, 5)
      wire.text(4, "Relu")
      wire.float(900, 1)
      wire.bytes(1000, [1, 2, 3])
      wire.text(2, "y")
    }
    let model = try read(Wire.model(.graph([node], inputs: ["x"], outputs: ["y"]))).model
    #expect(model.main.nodes.map(\.op.type) == ["Relu"])
    #expect(model.main.nodes[0].outputs.count == 1)
  }

  @Test func lengthsMayTakeMoreBytesThanNeeded() throws {
    var bytes = Wire.message { $0.int(1, 9) }.bytes
    bytes.append(7 << 3 | 2)
    let graph = relu.bytes
    bytes += [UInt8(graph.count) | 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0] + graph
    #expect(try read(bytes).model.main.nodes.count == 1)
  }

  @Test func namesMayHoldZeroBytes() throws {
    let node = Wire.node("Relu", "a\0b", inputs: ["x\01"], outputs: ["x\02"])
    let result = try read(Wire.model(.graph([node], inputs: ["x\01"], outputs: ["x\02"])))
    #expect(result.diagnostics.isEmpty)
    #expect(result.model.main.nodes[0].name == "a\u{1A}b")
  }

  @Test func namesThatAreNotUTF8AreRepaired() throws {
    let node = Wire.message { wire in
      wire.bytes(3, [0x61, 0xFF, 0x62])
      wire.text(4, "Relu")
    }
    #expect(try read(Wire.model(.graph([node]))).model.main.nodes[0].name == "a\u{FFFD}b")
  }

  static let broken: [(String, String, @Sendable (inout Wire) -> Void)] = [
    ("a tag of 0", "bad-field", { $0.bytes += [0, 0] }),
    ("a group", "bad-field", { $0.tag(30, wireType: 3) }),
    ("the end of a group", "bad-field", { $0.tag(30, wireType: 4) }),
    ("a wire type of 7", "bad-field", { $0.tag(30, wireType: 7) }),
    ("a number in place of text", "bad-field", { $0.int(2, 1) }),
    ("text in place of a number", "bad-field", { $0.text(1, "x") }),
    ("a second graph", "bad-field", { $0.message(7, Wire()) }),
    ("a number of eleven bytes", "bad-field", { $0.bytes += [1 << 3] + [UInt8](repeating: 0xFF, count: 11) }),
    ("a number cut off", "truncated", { $0.bytes += [1 << 3, 0xFF] }),
    ("text cut off", "truncated", { $0.bytes += [2 << 3 | 2, 20, 65] }),
    (
      "a length of 2^63", "truncated", { $0.bytes += [2 << 3 | 2] + [UInt8](repeating: 0xFF, count: 9) + [1] }
    ),
    (
      "a field that leaves its message", "bad-length",
      { wire in
        wire.message(8, Wire.message { $0.bytes += [1 << 3 | 2, 100] })
        wire.text(6, String(repeating: "x", count: 200))
      }
    ),
  ]

  @Test(arguments: broken.indices) func brokenFieldIsAnError(index: Int) throws {
    let (what, code, fill) = Self.broken[index]
    let error = try #require(failure(Wire.model(relu, fill)), "\(what)")
    #expect(error.diagnostic.code == code, "\(what): \(error.diagnostic.message)")
    #expect(error.diagnostic.message.contains("byte"), "\(what)")
  }

  @Test func packedNumbersMayNotEndWithin() {
    let attribute = Wire.message { $0.bytes(8, [1, 0x80]) }
    #expect(
      failure(Wire.model(.graph([.node("A", attributes: [attribute])])))?.diagnostic.code == "bad-field")
  }
}

/// A value was not of the kind that the test is about.
struct Unexpected: Error {}
