import DiagramModel
import Glibc
import GraphvizLayout
import Testing

/// Placements of small diagrams as text. `FOLDOUT_ACCEPT=1 swift test` writes them anew.
@Suite struct GoldenTests {
  @Test(
    arguments: ["chain", "resnet", "transformer", "lstm", "nested", "sidepanel"], Diagram.Direction.allCases)
  func placement(_ name: String, _ direction: Diagram.Direction) throws {
    var diagram = try #require(Samples.all.first { $0.name == name }).diagram
    diagram.direction = direction
    try compare(dump(try layOut(diagram)), with: "\(name)-\(direction.rawValue).txt")
  }
}

/// Compares a text with the accepted one in the folder `Golden` beside this file.
private func compare(_ text: String, with name: String) throws {
  var folder = #filePath
  folder.removeSubrange((folder.lastIndex(of: "/") ?? folder.startIndex)...)
  let path = "\(folder)/Golden/\(name)"
  if getenv("FOLDOUT_ACCEPT") != nil {
    mkdir("\(folder)/Golden", 0o777)
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
    return
  }
  let file = try #require(fopen(path, "r"), "no golden \(name): FOLDOUT_ACCEPT=1 swift test makes it")
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  let count = fread(&bytes, 1, bytes.count, file)
  let accepted = String(decoding: bytes[..<count], as: UTF8.self)
  guard accepted != text else { return }
  let pairs = zip(
    accepted.split(separator: "\n", omittingEmptySubsequences: false),
    text.split(separator: "\n", omittingEmptySubsequences: false))
  let first = pairs.enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    "\(name) differs at line \((first?.offset ?? -1) + 1): \(first?.element.0 ?? "") became \(first?.element.1 ?? "")"
  )
}
