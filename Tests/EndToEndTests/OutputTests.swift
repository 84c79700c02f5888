import Foundation
import TestSupport
import Testing

/// Where the picture goes.
@Suite struct OutputTests {
  private let bench: Bench

  init() throws { bench = try Bench(models: "external_data_small", "functions_nested") }

  private func isPicture(_ bytes: [UInt8]?) throws -> Bool {
    guard let bytes else { return false }
    return try parseXML(bytes).name == "svg"
  }

  @Test func besideTheModelAndSilent() throws {
    let run = try bench.run("a.onnx")
    #expect(run.code == 0 && run.output.isEmpty && run.errors.isEmpty)
    #expect(bench.files() == ["a.onnx", "a.svg", "b.onnx"])
    #expect(try isPicture(bench.bytes("a.svg")))
  }

  @Test func besideAModelElsewhere() throws {
    try bench.putModel("external_data_small", as: "deep/er/model.v2.onnx")
    #expect(try bench.run("render", "deep/er/model.v2.onnx").code == 0)
    #expect(try isPicture(bench.bytes("deep/er/model.v2.svg")))
  }

  @Test func intoAFile() throws {
    #expect(try bench.run("a.onnx", "-o", "picture.svg").code == 0)
    #expect(try isPicture(bench.bytes("picture.svg")))
    #expect(bench.bytes("a.svg") == nil)
  }

  @Test func theExtensionNamesTheFormat() throws {
    #expect(try bench.run("a.onnx", "-o", "g.json").code == 0)
    #expect(bench.bytes("g.json")?.first == UInt8(ascii: "{"))
    #expect(try bench.run("a.onnx", "-o", "g.dot").code == 0)
    #expect(try bench.run("a.onnx", "-o", "g.GV").code == 0)
    #expect(bench.bytes("g.dot") == bench.bytes("g.GV"))
    #expect(String(decoding: bench.bytes("g.dot") ?? [], as: UTF8.self).hasPrefix("digraph"))
    #expect(try bench.run("a.onnx", "-f", "json", "-o", "odd.txt").code == 0)
    #expect(bench.bytes("odd.txt") == bench.bytes("g.json"))
    #expect(try bench.run("a.onnx", "-f", "dot").code == 0)
    #expect(bench.bytes("a.dot") == bench.bytes("g.dot"))
    #expect(try bench.run("a.onnx", "-f", "mermaid").code == 0)
    #expect(try bench.run("a.onnx", "-o", "g.mmd").code == 0)
    #expect(bench.bytes("a.mmd") == bench.bytes("g.mmd"))
    #expect(String(decoding: bench.bytes("g.mmd") ?? [], as: UTF8.self).contains("\nflowchart TB\n"))
  }

  @Test func intoAFolder() throws {
    try bench.put([], "out/keep")
    #expect(try bench.run("a.onnx", "-o", "out/").code == 0)
    #expect(try isPicture(bench.bytes("out/a.svg")))
  }

  @Test func toStandardOutput() throws {
    let run = try bench.run("a.onnx", "-o", "-")
    #expect(run.code == 0 && run.errors.isEmpty)
    #expect(try isPicture(run.output))
    #expect(bench.files() == ["a.onnx", "b.onnx"])
  }

  @Test func fromStandardInput() throws {
    let run = try bench.run("-", input: try modelBytes("external_data_small.onnx"))
    #expect(run.code == 0 && run.errors.isEmpty)
    #expect(try run.output == bench.run("a.onnx", "-o", "-").output)
    #expect(try bench.run("-", "-o", "x.svg", input: try modelBytes("external_data_small.onnx")).code == 0)
    #expect(bench.bytes("x.svg") == run.output)
  }

  @Test func manyModelsAreAsOneByOne() throws {
    #expect(try bench.run("a.onnx").code == 0)
    #expect(try bench.run("b.onnx").code == 0)
    let single = (bench.bytes("a.svg"), bench.bytes("b.svg"))
    try bench.put([], "out/keep")
    #expect(try bench.run("b.onnx", "a.onnx", "-o", "out/").code == 0)
    #expect(bench.bytes("out/a.svg") == single.0)
    #expect(bench.bytes("out/b.svg") == single.1)
  }

  @Test func oneBadModelDoesNotStopTheOthers() throws {
    try bench.put(Array("import torch\n".utf8), "bad.onnx")
    let run = try bench.run("missing.onnx", "a.onnx", "bad.onnx", "b.onnx")
    #expect(run.code == 66)
    #expect(try isPicture(bench.bytes("a.svg")))
    #expect(try isPicture(bench.bytes("b.svg")))
    #expect(bench.bytes("bad.svg") == nil)
    let reversed = try bench.run("bad.onnx", "missing.onnx")
    #expect(reversed.code == 65)
    #expect(reversed.errors.split(separator: "\n").filter { $0.contains("error:") }.count == 2)
  }

  @Test func failureLeavesTheOldOutput() throws {
    try bench.put(Array("old".utf8), "a.svg")
    try bench.put([1, 2, 3], "bad.onnx")
    #expect(try bench.run("bad.onnx", "-o", "a.svg").code == 65)
    #expect(try bench.run("a.onnx", "--only", "nothing").code == 64)
    #expect(bench.bytes("a.svg") == Array("old".utf8))
    // A disk that is full while writing: no half file, no temporary one.
    let full = try bench.shell("trap '' XFSZ; ulimit -f 1; exec \"$FOLDOUT\" a.onnx")
    #expect(full.code == 73)
    #expect(full.errors.hasPrefix("a.onnx: error: cannot write a.svg: "))
    #expect(bench.bytes("a.svg") == Array("old".utf8))
    #expect(bench.files() == ["a.onnx", "a.svg", "b.onnx", "bad.onnx"])
  }

  @Test func aFileIsReplacedWithItsRights() throws {
    try bench.put(Array("old".utf8), "a.svg")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: bench.path("a.svg"))
    #expect(try bench.run("a.onnx").code == 0)
    let rights = try FileManager.default.attributesOfItem(atPath: bench.path("a.svg"))[.posixPermissions]
    #expect(rights as? Int == 0o640)
    #expect(try isPicture(bench.bytes("a.svg")))
  }
}
