import Foundation
import TestSupport
import Testing

/// Exit codes and messages.
@Suite struct ExitTests {
  private let bench: Bench

  init() throws { bench = try Bench(models: "external_data_small") }

  /// Whether a message reads `file: error: what, where [code]`.
  private func isMessage(_ line: some StringProtocol, of file: String) -> Bool {
    line.hasPrefix("\(file): error: ") && line.hasSuffix("]") && line.contains(" [")
  }

  @Test(arguments: [
    [], ["a.onnx", "--hide", "colour"], ["a.onnx", "--show", "Shapes"], ["a.onnx", "--depth", "x"],
    ["a.onnx", "--depth", "-1"], ["a.onnx", "--max-boxes", "0"], ["a.onnx", "-f", "gif"],
    ["a.onnx", "-o", "x.gif"],
    ["a.onnx", "--unknown"], ["a.onnx", "a.onnx", "-o", "x.svg"], ["a.onnx", "a.onnx"],
    ["a.onnx", "-o", "a.onnx"],
    ["a.onnx", "--only", "nothing"], ["summary"], ["check"], ["a.onnx", "--direction", "up"],
  ])
  func wrongUsageIs64(_ arguments: [String]) throws {
    let run = try bench.shell("exec \"$FOLDOUT\" " + arguments.map { "'\($0)'" }.joined(separator: " "))
    #expect(run.code == 64)
    #expect(run.output.isEmpty && !run.errors.isEmpty)
    #expect(bench.files() == ["a.onnx"])
    #expect(bench.bytes("a.onnx") == (try modelBytes("external_data_small.onnx")))
  }

  @Test func theWordsAreListed() throws {
    let run = try bench.run("a.onnx", "--hide", "shapes,colour")
    #expect(run.errors.contains("'colour'") && run.errors.contains("plumbing, constants, shapes"))
    #expect(try bench.run("a.onnx", "--hide", "shapes, legend", "--show", "names").code == 0)
  }

  @Test func malformedIs65() throws {
    try bench.put(Array(repeating: 0xFF, count: 100), "bad.onnx")
    for verb in ["render", "check", "summary"] {
      let run = try bench.run(verb, "bad.onnx")
      #expect(run.code == 65, "\(verb)")
      #expect(
        run.errors.split(separator: "\n").first.map { isMessage($0, of: "bad.onnx") } == true, "\(run.errors)"
      )
    }
  }

  @Test(arguments: ["missing.onnx", ".", "no/such/folder.onnx", ""]) func unreadableIs66(_ path: String)
    throws
  {
    let run = try bench.run("render", path)
    #expect(run.code == 66, "\(run.errors)")
    #expect(isMessage(run.errors.split(separator: "\n")[0], of: path))
  }

  @Test(arguments: ["a.onnx/x.svg", "/proc/self/x.svg", "/dev/full"]) func unwritableIs73(
    _ path: String
  ) throws {
    let run = try bench.run("a.onnx", "-f", "svg", "-o", path)
    #expect(run.code == 73, "\(run.errors)")
    #expect(isMessage(run.errors.split(separator: "\n")[0], of: "a.onnx"))
    #expect(bench.files() == ["a.onnx"])
  }

  @Test func fullStandardOutputIs73() throws {
    #expect(try bench.shell("exec \"$FOLDOUT\" a.onnx -o - > /dev/full").code == 73)
  }

  private static let canDropRights =
    getuid() != 0 || FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv")

  /// Root may write anywhere, so it runs the command as nobody.
  @Test(.enabled(if: canDropRights, "setpriv is not installed")) func aFolderThatMayOnlyBeRead() throws {
    let prefix = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
    // Nobody may not look into the folder where root built the command.
    // Copied by a program of its own: a file that this process writes while another test starts one is busy.
    #expect(try bench.shell("cp \"$FOLDOUT\" tool").code == 0)
    try bench.put(Array("old".utf8), "old.svg")
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: bench.folder.path)
    let run = try bench.shell("\(prefix)./tool a.onnx")
    let again = try bench.shell("\(prefix)./tool a.onnx -o old.svg")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bench.folder.path)
    #expect(run.code == 73 && isMessage(run.errors.split(separator: "\n")[0], of: "a.onnx"), "\(run.errors)")
    #expect(run.errors.contains("cannot write a.svg: Permission denied [cannot-write]"), "\(run.errors)")
    #expect(again.code == 73)
    #expect(bench.files() == ["a.onnx", "old.svg", "tool"] && bench.bytes("old.svg") == Array("old".utf8))
  }

  /// A library that can't be loaded stands where the loader looks first.
  @Test(arguments: ["libcairo.so.2", "librsvg-2.so.2"]) func aMissingLibraryIs69(_ library: String) throws {
    try bench.put(Array("no library".utf8), library)
    let run = try bench.run("a.onnx", "-o", "a.png", environment: ["LD_LIBRARY_PATH": bench.folder.path])
    #expect(run.code == 69 && isMessage(run.errors.split(separator: "\n")[0], of: "a.onnx"), "\(run.errors)")
    #expect(run.errors.contains("[missing-library]\nhelp: "), "\(run.errors)")
    #expect(bench.files() == ["a.onnx", library].sorted())
  }

  /// The shell's end of the pipe opens when the command reads it, which is after it set its handlers.
  @Test(arguments: ["SEGV", "ABRT", "BUS", "FPE"]) func aCrashIs70(_ signal: String) throws {
    try bench.put(Array("old".utf8), "m.svg")
    let run = try bench.shell(
      """
      mkfifo m
      "$FOLDOUT" m -o m.svg & command=$!
      exec 3> m
      kill -\(signal) $command
      wait $command
      """)
    #expect(run.code == 70)
    #expect(run.errors.hasPrefix("foldout: error: internal error: "), "\(run.errors)")
    #expect(run.errors.contains("[crash]"), "\(run.errors)")
    #expect(bench.bytes("m.svg") == Array("old".utf8) && bench.files() == ["a.onnx", "m", "m.svg"])
  }

  @Test func checkSaysNoWith1() throws {
    let nodes = [
      Wire.node("Relu", "first", inputs: ["x"], outputs: ["a"]),
      .node("Tanh", inputs: ["a", "gone"], outputs: ["b"]),
      .node("Add", inputs: ["b", "c"], outputs: ["c"]),
    ]
    try bench.put(Wire.model(.graph(nodes, inputs: ["x"], outputs: ["c"])), "broken.onnx")
    let run = try bench.run("check", "a.onnx", "broken.onnx")
    #expect(run.code == 1 && run.output.isEmpty)
    let lines = run.errors.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(lines.count == 2 && lines.allSatisfy { isMessage($0, of: "broken.onnx") })
    #expect(run.errors.contains("\"gone\"") && run.errors.contains("[cycle]"))
    #expect(try bench.run("check", "a.onnx").code == 0)
    // The drawing goes on where it can, and says what it met.
    let drawn = try bench.run("broken.onnx")
    #expect(drawn.code == 0 && drawn.errors.contains("broken.onnx: warning: "))
    #expect(try parseXML(bench.bytes("broken.svg") ?? []).all.contains { $0["data-op"] == "Tanh" })
  }

  @Test func standardInputHasAName() throws {
    let run = try bench.run("-", input: [1, 2, 3])
    #expect(run.code == 65 && run.errors.hasPrefix("<stdin>: error: "))
    #expect(run.output.isEmpty)
  }

  @Test func helpAndVersion() throws {
    let help = try bench.run("--help")
    #expect(help.code == 0 && help.errors.isEmpty)
    for word in ["Exit codes", "check", "summary", "render"] {
      #expect(String(decoding: help.output, as: UTF8.self).contains(word))
    }
    #expect(try bench.run("--version").code == 0)
    let verb = String(decoding: try bench.run("render", "--help").output, as: UTF8.self)
    for option in [
      "--max-boxes", "--depth", "--open", "--fold", "--only", "--flat", "--show", "--hide", "--theme",
    ] {
      #expect(verb.contains(option))
    }
  }

  @Test func summaryAsJSON() throws {
    let run = try bench.run("summary", "a.onnx", "--json")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    #expect(
      json.keys.sorted() == [
        "bodyOperators", "file", "functionOperators", "idioms", "inputs", "macs", "macsPerSample",
        "operators",
        "outputs", "parameters",
      ])
    let input = try #require((json["inputs"] as? [[String: Any]])?.first)
    #expect(input["name"] as? String == "x" && input["dtype"] as? String == "float32")
    #expect((input["shape"] as? [Any])?.count == 2)
    #expect(json["operators"] as? [String: Int] == ["Gemm": 2, "Relu": 1])
    #expect(json["idioms"] as? [String: Int] == ["Linear": 2, "MLP": 1, "Relu": 1])
    #expect(run.code == 0 && run.errors.isEmpty)
  }

  @Test func summaryWithValues() throws {
    let run = try bench.run("summary", "a.onnx", "--json", "--values")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    let values = try #require(json["values"] as? [String: [String: Any]])
    #expect(values["x"]?["dtype"] as? String == "float32")
    #expect(json["macs"] is NSNull || json["macs"] is Int)
    #expect(try bench.run("summary", "a.onnx", "--dim", "N").code == 64)
    #expect(try bench.run("summary", "a.onnx", "--values").code == 64)
  }

  @Test func summaryAsMarkdown() throws {
    let run = try bench.run("summary", "a.onnx", "--markdown")
    let text = String(decoding: run.output, as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "| block | type | idiom | output | parameters | share | MACs/sample |")
    #expect(lines[1] == "| :-- | :-- | :-- | :-- | --: | --: | --: |")
    #expect(text.contains("\n- parameters: "))
  }

  @Test func idiomsOfAModelAndTheTable() throws {
    let run = try bench.run("idioms", "a.onnx")
    #expect(String(decoding: run.output, as: UTF8.self).hasSuffix("Linear 2, MLP 1, Relu 1\n"))
    let table = try bench.run("idioms")
    #expect(String(decoding: table.output, as: UTF8.self).contains("\nAttention  "))
    let rows = try bench.run("idioms", "--rows")
    #expect(rows.code == 0)
    // The rows that are printed can be read again.
    try bench.put(rows.output, "rows.txt")
    #expect(try bench.run("a.onnx", "--idioms", "rows.txt", "-o", "-").code == 0)
  }

  /// Each place has the names by which other tools find its operators and values in the file.
  @Test func idiomsAsJSON() throws {
    let run = try bench.run("idioms", "a.onnx", "--json")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    #expect(json["counts"] as? [String: Int] == ["Linear": 2, "MLP": 1, "Relu": 1])
    let places = try #require(json["places"] as? [[String: Any]])
    #expect(places.map { $0["idiom"] as? String } == ["Linear", "Relu", "Linear", "MLP"])
    let first = try #require(places.first)
    #expect(first["inputs"] as? [String] == ["x"])
    let operators = try #require(first["operators"] as? [[String: Any]])
    #expect(operators.map { $0["type"] as? String } == ["Gemm"])
    #expect(operators.first?["outputs"] as? [String] == [try #require(first["output"] as? String)])
    #expect((first["constants"] as? [String])?.isEmpty == false)
    #expect(try bench.run("idioms", "--json").code == 64)
  }

  /// A broken row is an error with line and column, and nothing is drawn.
  @Test func brokenIdioms() throws {
    try bench.put(Array("# Mine.\nMine(x) linear = Tanh(x".utf8), "rows.txt")
    let run = try bench.run("a.onnx", "--idioms", "rows.txt", "-o", "b.svg")
    #expect(
      run.code == 65
        && run.errors.contains("rows.txt: error: line 2, column 24: ) is missing here [bad-idiom]"))
    #expect(bench.bytes("b.svg") == nil)
    #expect(try bench.run("a.onnx", "--idioms", "none.txt").code == 66)
  }

  /// Inputs that don't fit are an error with node and slot.
  @Test func checkTellsWhatDoesNotFit() throws {
    let graph = Wire.graph(
      [Wire.node("MatMul", "m", inputs: ["a", "b"], outputs: ["y"])], outputs: ["y"],
      initializers: [Wire.tensor("a", [2, 3]), Wire.tensor("b", [4, 5])])
    try bench.put(Wire.model(graph), "bad.onnx")
    let run = try bench.run("check", "bad.onnx")
    #expect(run.code == 1)
    #expect(
      run.errors.contains("node 0 \"m\" (MatMul)") && run.errors.contains("[bad-shape]"), "\(run.errors)")
  }

  @Test func summaryAsText() throws {
    let run = try bench.run("summary", "a.onnx")
    let text = String(decoding: run.output, as: UTF8.self)
    #expect(run.code == 0 && text.contains("Gemm") && text.contains("2,762"))
    #expect(try bench.run("summary", "a.onnx", "-o", "s.txt").code == 0)
    #expect(bench.bytes("s.txt") == run.output)
  }
}
