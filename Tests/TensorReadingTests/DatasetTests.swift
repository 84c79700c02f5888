import Glibc
import InputFiles
import ModelGraph
import TestSupport
import Testing

@testable import TensorReading

/// Datasets that only HDF5 can read, by a process of its own.
@Suite struct DatasetTests {
  private static let path = modelPath("weights/datasets.h5")

  private func kernel(_ name: String) -> TensorRef {
    TensorRef(
      dataType: .float32, dims: [65, 65],
      location: .dataset(path: "/model_weights/\(name)/\(name)/kernel:0"))
  }

  /// Chunks, packed ones and other orders of bytes give what one piece would.
  @Test func placesInTheFileAndProcesses() throws {
    let (tensors, files) = try stored(at: Self.path)
    let locations = tensors.mapValues { tensor in if case .raw = tensor.location { true } else { false } }
    for name in ["plain", "half", "double", "brain", "brain_float"] {
      #expect(locations[name + "/kernel"] == true)
    }
    for name in ["chunked", "tiles", "packed", "turned", "turned_packed", "half_packed", "summed"] {
      #expect(locations[name + "/kernel"] == false)
    }
    let plain = try #require(tensors["plain/kernel"])
    #expect(try files.bytes(kernel("plain"), step: 999) == files.bytes(plain))
  }

  @Test func piecesInOrder() throws {
    let files = TensorFiles(try InputFile(path: Self.path), path: Self.path)
    let whole = try files.bytes(kernel("packed"))
    #expect(whole.count == 4 * 65 * 65)
    let bytes = try files.open(kernel("packed"))
    #expect(!bytes.isRandomAccess)
    // It begins anew as often as asked, from the midst too.
    withUnsafeTemporaryAllocation(byteCount: 1000, alignment: 16) { buffer in
      #expect(throws: Never.self) { try bytes.read(at: 0, into: buffer) }
      #expect(throws: UnreadTensor.self) { try bytes.read(at: 500, into: buffer) }
      #expect(throws: Never.self) { try bytes.read(at: 1000, into: buffer) }
      #expect(Array(buffer) == Array(whole[1000..<2000]))
    }
    #expect(try bytes.all(step: 777) == whole)
  }

  @Test func whatIsNotThere() throws {
    let files = TensorFiles(try InputFile(path: Self.path), path: Self.path)
    #expect(files.failure(kernel("missing")) == "data-cut")
    #expect(
      files.failure(TensorRef(dataType: .float32, dims: [9], location: .dataset(path: "/"))) == "data-cut")
    // More than the dataset holds.
    let more = TensorRef(dataType: .float32, dims: [66, 65], location: kernel("packed").location)
    #expect(files.failure(more) == "data-cut")
    #expect(
      files.failure(TensorRef(dataType: .float32, dims: [0], location: kernel("packed").location)) == nil)
  }

  /// A file that is damaged or cut: what is left is read or refused.
  @Test func damagedFiles() throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    let whole = try modelBytes("weights/datasets.h5")
    for length in stride(from: 1000, to: whole.count, by: whole.count / 7) {
      try folder.put(Array(whole[..<length]), "m.h5")
      let files = TensorFiles(try InputFile(path: folder.path("m.h5")), path: nil)
      #expect(files.failure(kernel("packed")) == "data-cut")
    }
    var random = SeededGenerator(seed: 3)
    for _ in 0..<10 {
      var bytes = whole
      for _ in 0..<200 {
        bytes[Int.random(in: 100..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      try folder.put(bytes, "m.h5")
      let files = TensorFiles(try InputFile(path: folder.path("m.h5")), path: nil)
      for name in ["packed", "tiles", "turned"] {
        let code = files.failure(kernel(name))
        #expect(code == nil || code == "data-cut")
      }
    }
  }

  /// Archives that are none, or hold no weights.
  @Test func damagedArchives() throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    let whole = try modelBytes("weights/deflated.keras")
    for (bytes, code) in [
      (Array(whole[..<(whole.count / 2)]), nil), ([0x50, 0x4B, 3, 4], nil), ([1, 2, 3], "no-data"),
    ] {
      try folder.put(bytes, "m.keras")
      let files = TensorFiles(try InputFile(path: folder.path("m.keras")), path: nil)
      let found = files.failure(kernel("plain"))
      #expect(found != nil && (code == nil || found == code))
    }
  }
}
