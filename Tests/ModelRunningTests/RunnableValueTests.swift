import Diagnostics
import InputFiles
import ModelGraph
import TestSupport
import Testing

@testable import ModelRunning

/// Which values a run fetches, and what is refused before the library is asked.
@Suite struct RunnableValueTests {
  @Test func namesInTheOrderOfTheModel() {
    let model = makeModel(
      """
      in x 1
      Relu x -> a
      Tanh a -> b
      out b
      """)
    var values = RunnableValues(of: model)
    #expect(
      values.inputs == ["x"] && values.outputs == ["a", "b"] && values.added == ["a"] && values.inner == 0)
    values.keep { $0 == "b" }
    #expect(values.inputs.isEmpty && values.outputs == ["b"])
  }

  @Test func aLibraryThatIsNotThere() throws {
    do throws(FoldoutError) {
      _ = try RuntimeSearch(named: "/no/such/libonnxruntime.so")
      Issue.record("it is found")
    } catch {
      #expect(error.kind == .unavailable && error.diagnostic.code == "no-runtime")
      #expect(error.diagnostic.hint?.contains("pip download") == true)
    }
  }

  /// A wheel has the program in its package; a tarball has the same folders, and a system none of them.
  @Test func theProgramsOwnPackage() throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    for place in ["site-packages/foldout", "lib/foldout", "usr"] {
      try folder.put([], place + "/bin/foldout")
    }
    try folder.put([], "site-packages/foldout/__init__.py")
    let site = OwnPackage.site(of: folder.path("site-packages/foldout/bin/foldout"))
    #expect(site?.hasSuffix("/site-packages") == true)
    #expect(OwnPackage.site(of: folder.path("lib/foldout/bin/foldout")) == nil)
    #expect(OwnPackage.site(of: folder.path("usr/bin/foldout")) == nil)
    #expect(OwnPackage.site(of: "/nothing") == nil && OwnPackage.site == nil)
  }

  /// The folder of an unpacked wheel.
  @Test func aFolderThatALibraryIsIn() throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    try folder.put([], "onnxruntime/capi/libonnxruntime.so.1.9.0")
    try folder.put([], "onnxruntime/capi/libonnxruntime.so.1.10.0")
    let search = try RuntimeSearch(named: folder.path(""))
    #expect(search.candidates.first?.hasSuffix("libonnxruntime.so.1.10.0") == true)
  }

  @Test func externalDataElsewhere() throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    try folder.put([0, 0, 0, 0], "m/w.bin")
    try folder.put([1], "m/model.onnx")
    try folder.link("m/out.bin", to: "/etc/passwd")
    let file = try InputFile(path: folder.path("m/model.onnx"))
    func code(_ path: String) -> String? {
      var model = Model()
      let tensor = TensorRef(
        name: "w", dataType: .float32, dims: [1], location: .external(path: path, offset: 0, length: 4))
      model.main.values.append(Value(stored: tensor))
      do {
        return try externalFolder(of: model, file, path: folder.path("m/model.onnx")).map { _ in "fine" }
      } catch {
        return error.diagnostic.code
      }
    }
    #expect(code("w.bin") == "fine")
    #expect(code("/etc/passwd") == "external-path" && code("../m/w.bin") == "external-path")
    #expect(code("out.bin") == "external-path" && code("no.bin") == "external-missing")
  }

  @Test func bytesBehindAFile() throws {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    for size in [1, 4095, 4096, 5000] {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
      try folder.put(bytes, "file")
      let joined = try InputFile(path: folder.path("file")).withBytes(followedBy: [7, 8, 9]) { Array($0) }
      #expect(joined == bytes + [7, 8, 9])
    }
  }
}
