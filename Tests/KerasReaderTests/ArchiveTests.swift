import Diagnostics
import ModelGraph
import TestSupport
import Testing

@testable import KerasReader

/// Archives and HDF5 files that are broken.
@Suite struct ArchiveTests {
  @Test func cutArchivesAreErrors() throws {
    let whole = try modelBytes("k3_nested3.keras")
    for length in [60, 200, 9_000, 30_000, whole.count - 1] {
      #expect(failure(Array(whole[..<length])) == "bad-archive")
    }
  }

  @Test func cutHDF5FilesAreErrors() throws {
    let whole = try modelBytes("k3_mlp.h5")
    for length in [10, 100, 2_000, 8_000, 15_000, whole.count - 1] {
      #expect(failure(Array(whole[..<length])) == "bad-hdf5")
    }
  }

  @Test func changedHDF5FilesNeverEndTheProcess() throws {
    let whole = try modelBytes("k3_mlp.h5")
    var seed: UInt64 = 11
    func next(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((seed >> 33) % UInt64(bound))
    }
    let known: Set<String?> = [nil, "bad-hdf5", "no-model-config", "bad-json", "json-cut-off", "not-keras"]
    for _ in 0..<12 {
      var bytes = whole
      for _ in 0..<40 { bytes[8 + next(bytes.count - 8)] = UInt8(next(256)) }
      #expect(known.contains(failure(bytes)))
    }
  }

  @Test func bombsAreRefused() throws {
    // A directory that claims a config of 3 GB.
    var bytes = try modelBytes("k3_nested3.keras")
    let name = Array("config.json".utf8)
    var found = 0
    for place in 46..<(bytes.count - name.count)
    where Array(bytes[place..<(place + name.count)]) == name
      && Array(bytes[(place - 46)..<(place - 42)]) == [0x50, 0x4B, 1, 2]
    {
      for (index, byte) in [0, 0, 0, 0xC0].enumerated() { bytes[place - 46 + 24 + index] = UInt8(byte) }
      found += 1
    }
    #expect(found == 1)
    #expect(["entry-too-large", "bad-archive"].contains(failure(bytes)))
  }

  @Test func weightsWithoutEndAreLeftOut() throws {
    let config =
      #"{"class_name": "Sequential", "config": {"name": "m", "layers": [{"class_name": "Dense", "#
      + #""config": {"name": "d", "units": 3, "batch_input_shape": [null, 4]}}]}}"#
    let zip = ZipBytes(entries: [
      ("config.json", Array(config.utf8)), ("model.weights.h5", try endlessHDF5()),
    ])
    let result = try read(zip.bytes)
    #expect(result.diagnostics.map(\.code) == ["weights-unread"])
    #expect(result.diagnostics.first?.hint != nil)
    #expect(result.model.layers.map(\.parameters) == [15])
  }

  /// The config comes before the weights: where those are damaged, a model is drawn without them.
  @Test func modelsAreReadUpToTheDamage() throws {
    var bytes = try modelBytes("k3_mlp.h5")
    let tree = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("TREE".utf8)) })
    // The root's members are said to be in a node below, which is this one again.
    bytes[tree + 5] = 1
    for index in 0..<8 { bytes[tree + 32 + index] = UInt8(truncatingIfNeeded: tree >> (8 * index)) }
    let result = try read(bytes)
    #expect(result.diagnostics.map(\.code) == ["weights-unread"])
    #expect(result.model.layers == (try read(modelBytes("k3_mlp.h5"))).model.layers)
  }

  /// Where libzip is missing, a `.keras` file is still known as one, and its error is that libzip is missing.
  @Test func archivesAreRecognisedWithoutLibzip() {
    let config = ("config.json", Array("{}".utf8))
    for (entries, isOurs) in [([("a", [1]), config], true), ([("a", [1]), ("config.jso", [2])], false)] {
      let found = ZipBytes(entries: entries).bytes.withUnsafeBytes { bytes in
        KerasArchive.looksLikeOne(bytes) { _ throws(FoldoutError) in
          throw FoldoutError(.unavailable, "no-libzip", "")
        }
      }
      #expect(found == isOurs)
    }
    let damaged = ZipBytes(entries: [("a", [1]), config]).bytes.withUnsafeBytes { bytes in
      KerasArchive.looksLikeOne(bytes) { _ throws(FoldoutError) in
        throw FoldoutError(.malformed, "bad-archive", "")
      }
    }
    #expect(!damaged)
  }
}
