import Dispatch
import FoldoutKit
import Foundation
import PipelineSupport
import Synchronization
import TestSupport
import Testing

/// The promises of the library to a program that calls it.
@Suite struct LibraryTests {
  @Test func allWaysOfReadingAgree() throws {
    let path = modelPath("bert-ort_fused.onnx")
    let options = ReadOptions(dims: [DimSize("batch", 1), DimSize("sequence", 128)])
    let byPath = try Foldout.read(path: path, options)
    let byBytes = try modelBytes("bert-ort_fused.onnx").withUnsafeBytes { try Foldout.read($0, options) }
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    let byDescriptor = try Foldout.read(descriptor: file.fileDescriptor, options)
    let expected = try Foldout.draw(byPath.model, as: .json).bytes
    for other in [byBytes, byDescriptor] {
      let isEqual = try Foldout.draw(other.model, as: .json).bytes == expected
      #expect(isEqual && other.diagnostics == byPath.diagnostics)
    }
    let unsized = try Foldout.draw(Foldout.read(path: path).model, as: .json).bytes
    #expect(unsized != expected, "sizes of dims decide shapes")
  }

  @Test func themesAreAsOneByOne() throws {
    let model = try model("functions_nested")
    let all = try Foldout.draw(model, as: .svg, themes: ThemeChoice.allCases)
    #expect(Set(all.files).count == ThemeChoice.allCases.count)
    for (theme, file) in zip(ThemeChoice.allCases, all.files) {
      var options = DrawOptions()
      options.theme = theme
      let single = try Foldout.draw(model, as: .svg, options)
      let isEqual = single.bytes == file
      #expect(isEqual && single.diagnostics == all.diagnostics, "\(theme)")
    }
    #expect(try Foldout.draw(model, as: .svg, themes: []).files.isEmpty)
  }

  /// Graphviz can't be used by two threads, which must not be the caller's concern.
  @Test func threadsDrawTheSameBytes() throws {
    let names = ["functions_nested", "script_loop_if-ts", "external_data_small", "names_odd"]
    let models = try names.map(model)
    let expected = try models.map { try Foldout.draw($0, as: .svg).bytes }
    let differing = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 24) { round in
      let index = round % models.count
      // Files are read in several threads, too.
      let drawn = try? Foldout.draw(model(names[index]), as: .svg).bytes
      if drawn != expected[index] { differing.withLock { $0.append(names[index]) } }
    }
    #expect(differing.withLock { $0 } == [])
  }

  @Test func childProcessesCanBeForbidden() throws {
    let options = ReadOptions(allowsChildProcess: false)
    let error = #expect(throws: FoldoutError.self) {
      try Foldout.read(path: modelPath("k3_mlp.h5"), options)
    }
    #expect(error?.kind == .unavailable && error?.diagnostic.code == "no-child-process")
    // The archive's weights are HDF5; its graph is not.
    let archive = try Foldout.read(path: modelPath("k3_nested3.keras"), options)
    #expect(archive.diagnostics.map(\.code) == ["weights-unread"])
    let whole = try Foldout.read(path: modelPath("k3_nested3.keras"))
    #expect(whole.diagnostics.isEmpty)
    #expect(try draw(archive.model, as: .json) == draw(whole.model, as: .json))
    #expect(try Foldout.read(path: modelPath("k3_mlp.h5")).diagnostics.isEmpty)
  }

  @Test func optionsNameABlockThatIsNot() throws {
    var options = DrawOptions()
    options.fold.only = Glob("nothing")
    let error = #expect(throws: FoldoutError.self) {
      try Foldout.draw(model("functions_nested"), as: .svg, options)
    }
    #expect(error?.kind == .usage && error?.diagnostic.code == "no-such-block")
  }
}
