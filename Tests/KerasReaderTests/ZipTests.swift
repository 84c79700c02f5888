import ModelGraph
import TestSupport
import Testing

@testable import Archives
@testable import KerasReader

/// What stands where in an archive, whoever packed it.
@Suite struct ZipTests {
  private static let config = Array(
    #"{"class_name": "Sequential", "config": {"name": "m", "layers": []}}"#.utf8)

  /// The same two files, laid out in every way that archives know.
  private static let layouts: [(String, ZipBytes)] = [
    ("plain", ZipBytes()),
    ("comment", ZipBytes(comment: Array("saved PK\u{5}\u{6} on a Friday".utf8))),
    ("zip64", ZipBytes(isWide: true)),
    ("junk", ZipBytes(junk: Array("PK\u{3}\u{4}#!/bin/sh\n".utf8))),
    ("descriptors", ZipBytes(hasDescriptors: true)),
    ("aligned", ZipBytes(padding: 61)),
    (
      "all",
      ZipBytes(junk: [80, 75, 3, 4], comment: [1, 2, 3], isWide: true, hasDescriptors: true, padding: 9)
    ),
  ]

  @Test(arguments: layouts.indices) func storedEntriesAreFoundWhereTheyLie(_ index: Int) throws {
    let data = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    var zip = Self.layouts[index].1
    zip.entries = [("config.json", Self.config), ("empty", []), ("model.weights.h5", data)]
    let bytes = zip.bytes
    try bytes.withUnsafeBytes { bytes in
      let archive = try ZipArchive(bytes)
      let found = archive.stored("model.weights.h5")
      #expect(found?.elementsEqual(data) == true, "\(Self.layouts[index].0)")
      #expect(try archive.read("model.weights.h5", limit: 10_000) == data)
      #expect(try archive.read("config.json", limit: 10_000) == Self.config)
      // Nothing is where nothing is.
      #expect(archive.stored("empty") == nil)
      #expect(try archive.read("empty", limit: 10) == [])
      #expect(archive.stored("model") == nil)
      // It is found there, not copied.
      if let start = found?.baseAddress, let base = bytes.baseAddress {
        #expect(start >= base && start + data.count <= base + bytes.count)
      }
    }
  }

  @Test func packedEntriesAreUnpacked() throws {
    let bytes = try modelBytes("k3_nested3.keras")
    try bytes.withUnsafeBytes { bytes in
      let archive = try ZipArchive(bytes)
      let weights = archive.stored("model.weights.h5")
      #expect(weights?.count == 43_868)
      #expect(weights.map(HDF5File.isHDF5) == true)
    }
    // The same, said to be deflated, is no entry that lies anywhere.
    var zip = ZipBytes(entries: [("x", [1, 2, 3])]).bytes
    let directory = try #require(zip.indices.first { zip[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
    zip[directory + 10] = 8
    zip.withUnsafeBytes { bytes in #expect((try? ZipArchive(bytes))?.stored("x") == nil) }
  }

  @Test func entriesThatReachBeyondTheEndAreNone() throws {
    var zip = ZipBytes(entries: [("x", [1, 2, 3])]).bytes
    let directory = try #require(zip.indices.first { zip[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
    for field in [20, 24] { zip[directory + field + 2] = 0x7F }
    zip.withUnsafeBytes { bytes in #expect((try? ZipArchive(bytes))?.stored("x") == nil) }
  }

  /// A comment may look like the end of another archive, which has more entries than there are numbers.
  @Test(arguments: [-1, 0, 1, Int.max, Int.min]) func endsFakedInTheComment(_ count: Int) throws {
    var zip = ZipBytes(entries: [("config.json", Self.config), ("model.weights.h5", [1, 2, 3])])
    let comment = zip.bytes.count
    zip.comment = ZipBytes.wideEnd(count, 46, at: 0) + ZipBytes.locator(comment)
    zip.comment += ZipBytes.end(0xFFFF, 0, at: 0)
    let code = failure(zip.bytes)
    #expect(code == nil || code == "bad-archive" || code == "no-config", "\(code ?? "")")
  }
}
