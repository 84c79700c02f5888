import Foundation
import Testing

/// Compares text with a file beside the tests. `FOLDOUT_ACCEPT=1` writes the file instead; a new look of
/// the picture is then judged by its diff.
func expectGolden(_ text: String, _ name: String, file: String = #filePath) throws {
  let url = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Goldens/\(name)")
  if ProcessInfo.processInfo.environment["FOLDOUT_ACCEPT"] == "1" {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }
  let golden = try String(contentsOf: url, encoding: .utf8)
  #expect(text == golden, "\(name) differs; FOLDOUT_ACCEPT=1 accepts it")
}
