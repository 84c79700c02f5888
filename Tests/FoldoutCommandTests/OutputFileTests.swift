import FoldoutKit
import Foundation
import Testing

@testable import FoldoutCommand

/// Files that are replaced as a whole or not at all.
@Suite final class OutputFileTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
    "foldout-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  @Test func writesReplacesAndCompares() throws {
    let file = path("a")
    #expect(OutputFile.difference([1, 2], at: file) == .missing)
    try OutputFile.write([1, 2], to: file)
    #expect(OutputFile.difference([1, 2], at: file) == nil)
    for other: [UInt8] in [[1], [1, 3], [1, 2, 3], []] {
      #expect(OutputFile.difference(other, at: file) == .changed)
    }
    try OutputFile.write([], to: file)
    #expect(OutputFile.difference([], at: file) == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
  }

  @Test func pipesAndDevicesAreWrittenTo() throws {
    try OutputFile.write([1, 2, 3], to: "/dev/null")
    let error = #expect(throws: FoldoutError.self) { try OutputFile.write([1], to: "/dev/full") }
    #expect(error?.kind == .cannotWrite)
  }

  @Test func foldersOnTheWayAreMade() throws {
    try OutputFile.write([7], to: path("new/er/x.svg"))
    #expect(OutputFile.difference([7], at: path("new/er/x.svg")) == nil)
    try OutputFile.write([8], to: path("new/er/x.svg"))
    #expect(OutputFile.difference([8], at: path("new/er/x.svg")) == nil)
  }

  @Test func failuresNameTheFile() {
    for place in [folder.path, "/proc/self/x", "/proc/self/no/x"] {
      let error = #expect(throws: FoldoutError.self) { try OutputFile.write([1], to: place) }
      #expect(error?.kind == .cannotWrite && error?.diagnostic.message.contains(place) == true)
    }
  }
}
