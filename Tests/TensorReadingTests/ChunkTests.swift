import ModelGraph
import TestSupport
import Testing

@testable import TensorReading

/// Fields that a file spreads over many pieces: the same bytes as in one.
@Suite struct ChunkTests {
  private func read(_ tensor: Wire, step: Int = .max) throws -> [UInt8] {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    try folder.put(Wire.model(.graph([], initializers: [tensor])), "m.onnx")
    let (tensors, files) = try stored(at: folder.path("m.onnx"))
    return try files.bytes(try #require(tensors["w"]), step: step)
  }

  /// A tensor with its name amid its data.
  private func tensor(_ type: Int64, _ count: Int64, _ fill: (inout Wire) -> Void) -> Wire {
    .message { wire in
      wire.int(1, count)
      wire.int(2, type)
      fill(&wire)
    }
  }

  private let floats = (0..<12).map { Float($0) * 1.25 - 3 }

  @Test(arguments: [4, 8, 20, .max]) func floatsInAllForms(step: Int) throws {
    let bytes = Wire.littleEndian(floats.map(\.bitPattern))
    let whole = tensor(1, 12) { wire in
      wire.bytes(4, bytes)
      wire.text(8, "w")
    }
    let pieces = tensor(1, 12) { wire in
      wire.bytes(4, Array(bytes[..<12]))
      wire.text(8, "w")
      wire.bytes(4, [])
      wire.bytes(4, Array(bytes[12..<16]))
      wire.bytes(4, Array(bytes[16...]))
    }
    let single = tensor(1, 12) { wire in
      wire.text(8, "w")
      for value in floats { wire.float(4, value) }
    }
    let mixed = tensor(1, 12) { wire in
      wire.float(4, floats[0])
      wire.bytes(4, Array(bytes[4...]))
      wire.text(8, "w")
    }
    for form in [whole, pieces, single, mixed] { #expect(try read(form, step: step) == bytes) }
  }

  @Test func wholeNumbersInAllForms() throws {
    let numbers: [Int64] = [0, -1, 127, -128, 300, .max, .min]
    let expected = Wire.littleEndian(numbers)
    let packed = Wire.message { wire in for number in numbers { wire.raw(varint: UInt64(bitPattern: number)) }
    }
    #expect(
      try read(
        tensor(7, 7) { wire in
          wire.bytes(7, packed.bytes)
          wire.text(8, "w")
        }) == expected)
    #expect(
      try read(
        tensor(7, 7) { wire in
          for number in numbers { wire.int(7, number) }
          wire.text(8, "w")
        }, step: 16) == expected)
  }

  /// Small types have one value of `int32_data` each, negative ones as ten bytes; of types that share a byte it is one a byte.
  @Test func smallTypes() throws {
    func small(_ type: Int64, _ count: Int64, _ values: [Int64]) throws -> [UInt8] {
      try read(
        tensor(type, count) { wire in
          for value in values { wire.int(5, value) }
          wire.text(8, "w")
        })
    }
    #expect(try small(3, 3, [-1, 5, -128]) == [255, 5, 128])
    #expect(try small(10, 2, [0x3C00, 0xC000]) == [0, 0x3C, 0, 0xC0])
    #expect(try small(22, 3, [0x21, 0x03]) == [0x21, 0x03])
    #expect(try small(6, 1, [-2]) == [254, 255, 255, 255])
    #expect(try small(9, 2, [1, 0]) == [1, 0])
  }

  /// What is read in order may begin anew, and nothing else.
  @Test func order() throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    let form = tensor(1, 12) { wire in
      for value in floats { wire.float(4, value) }
      wire.text(8, "w")
    }
    try folder.put(Wire.model(.graph([], initializers: [form])), "m.onnx")
    let (tensors, files) = try stored(at: folder.path("m.onnx"))
    let bytes = try files.open(try #require(tensors["w"]))
    #expect(!bytes.isRandomAccess && bytes.count == 48)
    let first = try bytes.all(step: 16)
    #expect(try bytes.all(step: 16) == first)
    withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { buffer in
      #expect(throws: UnreadTensor.self) { try bytes.read(at: 32, into: buffer) }
      #expect(throws: Never.self) { try bytes.read(at: 0, into: buffer) }
      #expect(throws: UnreadTensor.self) { try bytes.read(at: 32, into: buffer) }
    }
  }

  /// References that no reader would make: places beyond the file, or where no field is.
  @Test func placesThatAreWrong() throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    let form = tensor(1, 2) { wire in
      wire.float(4, 1)
      wire.float(4, 2)
      wire.text(8, "w")
    }
    let file = Wire.model(.graph([], initializers: [form]))
    try folder.put(file, "m.onnx")
    let (_, files) = try stored(at: folder.path("m.onnx"))
    func failure(_ location: TensorRef.Location, _ type: DataType = .float32) -> String? {
      files.failure(TensorRef(dataType: type, dims: [2], location: location))
    }
    #expect(failure(.raw(offset: file.count - 7, length: 8)) == "data-cut")
    #expect(failure(.raw(offset: -1, length: 8)) == "data-cut")
    #expect(failure(.raw(offset: .max, length: 8)) == "data-cut")
    #expect(failure(.raw(offset: 0, length: -8)) == "data-length")
    #expect(failure(.field(number: 4, offset: .max, length: .max, chunks: 2)) == "data-cut")
    #expect(failure(.field(number: 4, offset: 0, length: -1, chunks: 2)) == "data-cut")
    #expect(failure(.field(number: 4, offset: 0, length: 0, chunks: 0)) == "wrong-field")
    #expect(failure(.field(number: 4, offset: 0, length: 6, chunks: 9)) == "data-cut")
    #expect(failure(.field(number: 9, offset: 0, length: 8, chunks: 1)) == "wrong-field")
    #expect(failure(.dataset(path: "a")) == "no-data")
    #expect(failure(.none) == "no-data")
    #expect(failure(.none, .string) == "no-size")
    for start in 0..<file.count {
      // Whatever stands there is read as something or refused.
      let code = failure(
        .field(number: 5, offset: start, length: min(3, file.count - start), chunks: 5), .int32)
      #expect(code == nil || code == "data-cut")
    }
  }
}
