import Foundation
import TestSupport
import Testing

/// Files made to break the command: each ends soon, with a message or a safe picture.
@Suite struct HostileRunTests {
  private static let foreign: [(String, [UInt8])] = [
    ("nothing", []), ("zip", [0x50, 0x4B, 3, 4, 20, 0, 0, 0]),
    ("HDF5", [0x89] + Array("HDF\r\n\u{1A}\n".utf8)),
    ("PNG", [0x89] + Array("PNG\r\n\u{1A}\n".utf8)), ("JSON", Array("{\"class_name\": \"Functional\"}".utf8)),
    ("truncated JSON", Array("{\"class_name\": ".utf8)), ("text", Array("import torch\n".utf8)),
    ("zeros", [UInt8](repeating: 0, count: 5_000)),
    ("ones", [UInt8](repeating: 0xFF, count: 5_000)),
  ]

  @Test(arguments: foreign.indices) func filesOfAnotherKind(_ index: Int) throws {
    let (name, bytes) = Self.foreign[index]
    let run = try drawn(bytes)
    #expect(run.code == 65, "\(name)")
    if ["zip", "HDF5", "PNG", "text"].contains(name) { #expect(run.errors.contains(name), "\(run.errors)") }
  }

  @Test func randomBytes() throws {
    var random = SeededGenerator(seed: 11)
    for length in [1, 7, 100, 3_000] {
      let run = try drawn((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) })
      #expect(run.code == 65)
    }
  }

  @Test func cutShort() throws {
    let whole = try modelBytes("functions_nested.onnx")
    for length in stride(from: 0, to: whole.count, by: 97) { try drawn(Array(whole[..<length])) }
  }

  @Test func namesThatMeanSomething() throws {
    let run = try drawn(HostileFile.named(HostileFile.marks))
    #expect(run.code == 0)
    let text = String(decoding: run.output, as: UTF8.self)
    for mark in ["<script", "\u{202E}", "\u{2066}", "\u{1b}", "\u{1}"] { #expect(!text.contains(mark)) }
    // Nor does a message carry them to the terminal.
    for mark in ["\u{202E}", "\u{1b}", "\u{1}"] { #expect(!run.errors.contains(mark)) }
  }

  @Test(arguments: [
    "", "\u{0}", " ", "/", "//", "a//b", "..", "%s%n%x", "&lt;", "<", "\"", "\\N", "a:b:c", "*",
  ])
  func smallNames(_ name: String) throws {
    #expect(try drawn(HostileFile.named(name)).code == 0)
    for format in ["json", "dot"] {
      let bench = try Bench()
      try bench.put(HostileFile.named(name), "m.onnx")
      let run = try bench.run("m.onnx", "-f", format, "-o", "-")
      #expect(run.code == 0)
      if format == "json" { _ = try JSONSerialization.jsonObject(with: Data(run.output)) }
    }
  }

  @Test func longNames() throws {
    let run = try drawn(HostileFile.named(String(repeating: "n", count: 2_000_000)))
    #expect(run.code == 0 && run.output.count < 100_000)
    try drawn(HostileFile.named(String(repeating: "a/", count: 100_000)))
    try drawn(HostileFile.named(String(repeating: "🧠", count: 100_000)))
  }

  @Test func duplicateNames() throws {
    let nodes = (0..<50).map { _ in Wire.node("Relu", "same/same", inputs: ["v"], outputs: ["v"]) }
    try drawn(Wire.model(.graph(nodes, inputs: ["v", "v"], outputs: ["v", "v"])))
  }

  @Test func circles() throws {
    let itself = try drawn(
      Wire.model(.graph([.node("Add", inputs: ["a", "x"], outputs: ["a"])], inputs: ["x"], outputs: ["a"])))
    #expect(itself.code == 0 && itself.errors.contains("[cycle]"))
    let pair = [
      Wire.node("Relu", inputs: ["b"], outputs: ["a"]), .node("Tanh", inputs: ["a"], outputs: ["b"]),
    ]
    #expect(try drawn(Wire.model(.graph(pair, outputs: ["b"]))).code == 0)
    let ring = (0..<2_000).map {
      Wire.node("Relu", "r/\($0 % 7)/\($0)", inputs: ["v\(($0 + 1999) % 2000)"], outputs: ["v\($0)"])
    }
    #expect(try drawn(Wire.model(.graph(ring, outputs: ["v0"]))).code == 0)
  }

  @Test func dimsThatOverflow() throws {
    for dims in [
      [Int64.max, Int64.max], [-1, 5], [0, Int64.max], [Int64](repeating: 1 << 40, count: 2_000),
    ] {
      let graph = Wire.graph(
        [.node("Gemm", inputs: ["x", "w"], outputs: ["y"])], inputs: ["x"], outputs: ["y"],
        initializers: [.tensor("w", dims), .tensor("v", [Int64.max])])
      try drawn(Wire.model(graph))
      let bench = try Bench()
      try bench.put(Wire.model(graph), "m.onnx")
      #expect([0, 65].contains(try bench.run("summary", "m.onnx").code))
    }
  }

  @Test func deepBodies() throws {
    #expect(try drawn(HostileFile.nestedBodies(30)).code == 0)
    let run = try drawn(HostileFile.nestedBodies(10_000))
    #expect(run.code == 65 && run.errors.contains("[too-deep]"))
  }

  @Test func functionsInFunctions() throws {
    let run = try drawn(HostileFile.functions(200, calls: 1))
    #expect(run.code == 0)
    #expect(try drawn(HostileFile.functions(40, calls: 2)).errors.contains("[function-bound]"))
  }

  /// Forty levels of calls around a function without operators.
  @Test(arguments: ["render", "summary"]) func functionsRoundNothing(_ verb: String) throws {
    let bench = try Bench()
    try bench.put(family("functions-round-nothing", 1), "m.onnx")
    let run = try bench.bounded("\(verb) m.onnx" + (verb == "render" ? " -o -" : ""), megabytes: 500)
    #expect(run.code == 0 && !run.output.isEmpty)
    #expect(run.errors.contains("[function-bound]"))
  }

  /// Three thousand calls of functions with twenty formals or thirty defaults that the caller leaves out.
  @Test(arguments: [
    ("functions-of-missing-formals", 6_000), ("functions-of-many-defaults", 9_000),
    ("functions-calling-with-missing-formals", 3_000),
  ])
  func whatCallersLeaveOutTakesNoRoom(_ name: String, _ count: Int) throws {
    let bench = try Bench()
    try bench.put(family(name, count), "m.onnx")
    for line in ["m.onnx -o -", "summary m.onnx", "check m.onnx"] {
      let run = try bench.bounded(line, megabytes: 500)
      #expect(run.code == 0, "\(line): \(run.errors.prefix(300))")
    }
  }

  @Test func aDepthThatNothingHas() throws {
    let bench = try Bench()
    try bench.putModel("functions_nested", as: "m.onnx")
    let all = try bench.run("m.onnx", "-o", "-", "--depth", "100")
    for depth in ["10000000000", "9223372036854775807"] {
      let run = try bench.bounded("m.onnx -o - --depth \(depth)")
      #expect(run.code == 0 && run.output == all.output)
    }
    #expect(try bench.run("m.onnx", "-o", "-", "--depth", "9223372036854775808").code == 64)
  }

  @Test func deepScopes() throws { try drawn(HostileFile.deepScope(3_000)) }

  @Test(arguments: ["", "--flat"]) func manyInputs(arguments: String) throws {
    try drawn(HostileFile.fan(1_000), arguments)
  }

  @Test func aNodeThatManyFeed() throws { try drawn(HostileFile.wideNode(500)) }
  @Test func manyLoners() throws { try drawn(HostileFile.loners(1_000)) }
  @Test func aLongChain() throws { try drawn(HostileFile.chain(1_000)) }
  @Test func manySeparateRows() throws { try drawn(HostileFile.comb(500)) }
}
