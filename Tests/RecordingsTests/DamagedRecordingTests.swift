import Diagnostics
import TestSupport
import Testing

@testable import Recordings

/// Recordings that are cut off or altered: an error or what is left, never a trap.
@Suite struct DamagedRecordingTests {
  private static let files = [
    "few.npz", "version1.npy", "version3.npy", "polygraphy.json", "tensors/input_0.pb", "tensors/input_9.pb",
    "tensors/input_11.pb",
  ]

  /// Looks at all that is there.
  private func look(_ bytes: [UInt8], in folder: TestFolder) throws -> Int {
    try folder.put(bytes, "file")
    guard let read = try? Recording.read(folder.path("file")) else { return 0 }
    #expect(!read.arrays.isEmpty || !read.texts.isEmpty)
    for array in read.arrays {
      guard let elements = try? array.read() else { continue }
      #expect(elements.count == array.byteCount && elements.count <= bytes.count)
    }
    return read.arrays.count + read.texts.count
  }

  @Test(arguments: files) func cutAtEveryByte(file: String) throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    let bytes = try modelBytes("recordings/" + file)
    var read = 0
    for length in 0..<bytes.count { read += try look(Array(bytes.prefix(length)), in: folder) }
    // Only in protobuf the end of a field may be the end of a message.
    if !file.hasSuffix(".pb") { #expect(read == 0) }
    #expect(try look(bytes, in: folder) > 0)
  }

  @Test(arguments: files) func everyByteAltered(file: String) throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    let bytes = try modelBytes("recordings/" + file)
    var generator = SeededGenerator(seed: 14)
    for place in bytes.indices {
      var altered = bytes
      altered[place] = UInt8.random(in: .min ... .max, using: &generator)
      _ = try look(altered, in: folder)
      altered[place] = 255
      _ = try look(altered, in: folder)
    }
  }
}
