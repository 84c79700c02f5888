import Diagnostics
import Glibc
import TestSupport
import Testing

@testable import InputFiles

/// Files and streams as bytes.
@Suite struct InputFileTests {
  @Test func regularFile() throws {
    let expected = try modelBytes("external_data_small.onnx")
    let file = try InputFile(path: modelPath("external_data_small.onnx"))
    #expect(file.count == expected.count)
    #expect(file.withBytes { Array($0) } == expected)
  }

  @Test func streamIsReadToItsEnd() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let expected = (0..<60_000).map { UInt8(truncatingIfNeeded: $0) }
    #expect(write(ends[1], expected, expected.count) == expected.count)
    close(ends[1])
    let file = try InputFile(descriptor: ends[0])
    #expect(file.withBytes { Array($0) } == expected)
  }

  @Test func emptyStream() throws {
    let descriptor = open("/dev/null", O_RDONLY)
    defer { close(descriptor) }
    #expect(try InputFile(descriptor: descriptor).count == 0)
  }

  @Test func missingFileAndDirectory() {
    for path in ["/no such file", "/"] {
      do {
        _ = try InputFile(path: path)
        Issue.record("\(path) was read")
      } catch {
        #expect(error.kind == .noInput)
        #expect(error.diagnostic.code == "cannot-read")
      }
    }
  }
}
