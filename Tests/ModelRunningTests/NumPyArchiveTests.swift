import ModelGraph
import Recordings
import TensorReading
import TestSupport
import Testing

@testable import ModelRunning

/// Archives for NumPy, against the bytes that numpy.save writes (2.x).
@Suite struct NumPyArchiveTests {
  private func tensor(_ name: String, _ type: DataType, _ dims: [Int64]) -> RunTensor {
    let size = Int(TensorRef(dataType: type, dims: dims).byteCount ?? 0)
    return RunTensor(
      name: name, dataType: type, dims: dims, bytes: (0..<size).map { UInt8(truncatingIfNeeded: $0) })
  }

  @Test(arguments: [
    (DataType.float32, [Int64](), "{'descr': '<f4', 'fortran_order': False, 'shape': (), }"),
    (.int64, [3], "{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }"),
    (.bool, [2, 0], "{'descr': '|b1', 'fortran_order': False, 'shape': (2, 0), }"),
    (.float16, [1, 2, 3], "{'descr': '<f2', 'fortran_order': False, 'shape': (1, 2, 3), }"),
  ])
  func headersAreNumPys(type: DataType, dims: [Int64], text: String) throws {
    let header = try #require(numPyHeader(tensor("a", type, dims)))
    #expect(header.prefix(10) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, 0x76, 0])
    #expect(
      String(decoding: header[10...], as: UTF8.self) == text + String(repeating: " ", count: 117 - text.count)
        + "\n")
  }

  @Test func recordingsReadThem() throws {
    let types: [DataType] = [
      .float16, .bfloat16, .float32, .float64, .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32,
      .uint64, .bool,
    ]
    var tensors = types.map { tensor("/\($0.name)/é 1", $0, [2, 3]) }
    tensors += [tensor("scalar", .float32, []), tensor("empty", .int64, [0, 4])]
    let bytes = numPyArchive(tensors + [tensor("left out", .float8e5m2, [2])])
    #expect(bytes == numPyArchive(tensors))
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    try folder.put(bytes, "a.npz")
    let read = try Recording.read(folder.path("a.npz"))
    #expect(read.diagnostics.isEmpty && read.arrays.map(\.name) == tensors.map(\.name))
    for (array, tensor) in zip(read.arrays, tensors) {
      #expect(array.dataType == tensor.dataType && array.dims == tensor.dims)
      var found = [UInt8](repeating: 0, count: array.byteCount)
      let elements = try array.open()
      try found.withUnsafeMutableBytes { buffer in
        try Result { () throws(UnreadTensor) in try elements.read(at: 0, into: buffer) }.get()
      }
      #expect(found == tensor.bytes)
    }
  }

  /// More entries than the old directory of zip archives can count.
  @Test func manyEntries() throws {
    let tensors = (0..<66_000).map { RunTensor(name: "\($0)", dataType: .bool, dims: [], bytes: [1]) }
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    try folder.put(numPyArchive(tensors), "a.npz")
    let read = try Recording.read(folder.path("a.npz"))
    #expect(read.arrays.count == 66_000 && read.arrays.last?.name == "65999")
  }
}
