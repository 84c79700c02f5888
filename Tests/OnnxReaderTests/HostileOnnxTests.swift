import Diagnostics
import ModelGraph
import TestSupport
import Testing

@testable import OnnxReader

/// Files that are cut off, damaged, or made to break a reader: an error or a sound model, never a trap.
@Suite struct HostileOnnxTests {
  @Test(arguments: ["functions_nested.onnx", "cond_dynamo-dynamo.onnx"])
  func cutAnywhere(name: String) throws {
    let whole = try modelBytes(name)
    var errors = 0
    for length in 0..<whole.count {
      // Reading checks the model's invariants wherever there is a model.
      do { _ = try read(Array(whole[..<length])) } catch {
        #expect(error is FoldoutError)
        errors += 1
      }
    }
    // Only a cut between two fields of the outermost message leaves a file that can be read.
    #expect(errors > whole.count * 9 / 10)
  }

  @Test(arguments: [
    "functions_nested.onnx", "cond_dynamo-dynamo.onnx", "all_dtypes_all_attributes.onnx",
    "script_loop_if-ts.onnx",
  ])
  func mutated(name: String) throws {
    let whole = try modelBytes(name)
    var random = SeededGenerator(seed: UInt64(whole.count))
    var read = 0
    for _ in 0..<500 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: bytes.remove(at: place)
        default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        }
      }
      do {
        let result = try OnnxReaderTests.read(bytes)
        _ = textDump(result.model)
        read += 1
      } catch {
        #expect(error is FoldoutError)
      }
    }
    #expect(read > 0)
  }

  @Test func randomBytes() {
    var random = SeededGenerator(seed: 7)
    for length in 1..<400 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(failure(bytes)?.kind == .malformed)
    }
  }

  @Test func tenThousandNestedBodies() {
    var graph = Wire.graph([.node("Relu", inputs: ["x"], outputs: ["y"])])
    // Built from the inside out as bytes that are only ever wrapped, as an attacker would.
    for _ in 0..<10_000 {
      graph = Wire.message {
        $0.message(1, Wire.message { $0.message(5, Wire.message { $0.message(6, graph) }) })
      }
    }
    #expect(failure(Wire.model(graph))?.diagnostic.code == "too-deep")
  }

  @Test func thirtyNestedBodiesAreRead() throws {
    var graph = Wire.graph([.node("Relu", inputs: ["x"], outputs: ["y"])], outputs: ["y"])
    for _ in 0..<30 {
      graph = Wire.graph(
        [.node("If", outputs: ["y"], attributes: [.body("then_branch", graph)])], outputs: ["y"])
    }
    let main = Wire.graph(
      [.node("If", outputs: ["y"], attributes: [.body("then_branch", graph)])], inputs: ["x"])
    let model = try read(Wire.model(main)).model
    #expect(model.graphs.count == 32)
    // The innermost body reads the main graph's input through every graph between.
    #expect(model.graphs.dropFirst().allSatisfy { $0.captures.count == 1 })
  }

  @Test func nestedTypesAreBounded() {
    var type = Wire.message { $0.message(1, Wire.message { $0.int(1, 1) }) }
    for _ in 0..<1_000 { type = Wire.message { $0.message(4, Wire.message { $0.message(1, type) }) } }
    let graph = Wire.message { graph in
      graph.message(11, Wire.message { $0.message(2, type) })
    }
    #expect(failure(Wire.model(graph))?.diagnostic.code == "too-deep")
  }

  @Test func aMillionCharactersInAName() throws {
    let name = String(repeating: "n", count: 1 << 20)
    let slashes = String(repeating: "a/", count: 1 << 19)
    let graph = Wire.graph(
      [
        .node("Relu", name, inputs: ["x"], outputs: [name]),
        .node("Relu", slashes, inputs: [name], outputs: ["y"]),
        .node("Relu", "a/b", inputs: [name + "!"], outputs: ["z"]),
      ], inputs: ["x"], outputs: ["y"])
    let result = try read(Wire.model(graph))
    let (model, diagnostics) = (result.model, result.diagnostics)
    #expect(model.main.nodes[0].name == name)
    #expect(model.main.scopes.count <= 65)
    #expect(diagnostics.map(\.code) == ["dangling-input"])
    #expect(diagnostics.allSatisfy { $0.message.utf8.count < 400 })
  }

  @Test func manyComplaintsAreCounted() throws {
    let nodes = (0..<500).map { Wire.node("Relu", inputs: ["missing\($0)"], outputs: ["y\($0)"]) }
    let diagnostics = try read(Wire.model(.graph(nodes))).diagnostics
    #expect(diagnostics.count == 101)
    #expect(diagnostics.last?.code == "more")
    #expect(diagnostics.last?.severity == .error)
    #expect(diagnostics.last?.message.contains("400") == true)
  }

  @Test func capturesOfManyLevelsAreBounded() throws {
    let names = (0..<40_000).map { "n\($0)" }
    var graph = Wire.graph([.node("Sum", inputs: names)])
    for _ in 0..<30 { graph = Wire.graph([.node("If", attributes: [.body("then_branch", graph)])]) }
    let main = Wire.graph([.node("If", attributes: [.body("then_branch", graph)])], inputs: names)
    let result = try read(Wire.model(main))
    #expect(result.diagnostics.contains { $0.code == "too-large" })
    #expect(result.model.graphs.map(\.captures.count).reduce(0, +) <= 1_000_000)
  }

  @Test func thousandsOfDims() throws {
    let tensor = Wire.tensor("w", [Int64](repeating: 1, count: 5_000))
    let result = try read(Wire.model(.graph([], initializers: [tensor])))
    #expect(result.diagnostics.map(\.code) == ["too-many-dims"])
  }

  @Test func messagesOfDeepBodiesStayShort() throws {
    var graph = Wire.graph([.node("Neg", inputs: ["gone"], outputs: ["y"])])
    for _ in 0..<20 { graph = Wire.graph([.node("If", attributes: [.body("then_branch", graph)])]) }
    let message = try #require(try read(Wire.model(graph)).diagnostics.first).message
    #expect(message.hasSuffix(", …"))
    #expect(message.utf8.count < 300)
  }
}
