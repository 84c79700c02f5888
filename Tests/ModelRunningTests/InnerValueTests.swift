import Activity
import Diagnostics
import FoldoutKit
import Recordings
import TestSupport
import Testing

@testable import ModelRunning

/// What goes on inside of functions and branches: `Tests/Oracles/run_models.py` says it with NumPy.
@Suite(
  .enabled(if: (try? RuntimeSearch(named: nil))?.found != nil, "ONNX Runtime is not installed"), .serialized)
struct InnerValueTests {
  private func inputs(_ number: Int, _ runner: ModelRunner) throws -> RunInputs {
    try RunInputs([modelPath("run/calls_\(number).npz") + ":x"], for: runner.inputs)
  }

  /// Three inputs take three ways through the branches.
  @Test func valuesAreNumPys() throws {
    let runner = try ModelRunner(path: modelPath("run/calls.onnx"))
    let session = try runner.session()
    for number in [0, 1, 2, 1, 0] {
      let run = try session.run(try inputs(number, runner))
      try expect(run, "run/calls_\(number).npz")
      #expect(run.diagnostics.isEmpty)
    }
  }

  /// What came out is what a file has, to the bit.
  private func expect(_ run: ModelRun, _ path: String) throws {
    let expected = try Recording.read(modelPath(path)).arrays
    #expect(run.tensors.map(\.name) == expected.map(\.name))
    for (tensor, array) in zip(run.tensors, expected) {
      #expect(tensor.dataType == array.dataType && tensor.dims == array.dims, "\(tensor.name)")
      var bytes = [UInt8](repeating: 0, count: array.byteCount)
      let elements = try array.open()
      try bytes.withUnsafeMutableBytes { try elements.read(at: 0, into: $0) }
      #expect(tensor.bytes == bytes, "\(tensor.name)")
    }
  }

  @Test func roundsOfAScan() throws {
    let runner = try ModelRunner(path: modelPath("run/scan.onnx"))
    let inputs = try RunInputs([modelPath("run/scan.npz") + ":x"], for: runner.inputs)
    try expect(runner.run(inputs), "run/scan.npz")
  }

  /// An input that does not fit takes nothing from those that come after it.
  @Test func aRefusedInputIsOfOneRun() throws {
    for (path, name) in [("run/calls.onnx", "more/k"), ("run/scan.onnx", "scan/body/next")] {
      let runner = try ModelRunner(path: modelPath(path))
      let session = try runner.session()
      let right = try RunInputs(["random"], for: runner.inputs)
      let wrong = RunInputs([
        RunTensor(name: "x", dataType: .float32, dims: [1, 7], reals: [Double](repeating: 1, count: 7))
      ])
      for _ in 0..<2 {
        #expect(throws: FoldoutError.self) { try session.run(wrong) }
        #expect(try session.run(right).tensors.contains { $0.name == name })
      }
    }
  }

  /// Values that are no one tensor are left out, and said to be.
  @Test func roundsThatGrow() throws {
    let runner = try ModelRunner(path: modelPath("run/growing.onnx"))
    let session = try runner.session()
    for number in [1.0, 2] {
      let run = try session.run(
        RunInputs([RunTensor(name: "x", dataType: .float32, dims: [1], reals: [number])]))
      #expect(
        run.tensors.map(\.name) == ["x", "three", "y"]
          && run.tensors[2].reals == [Double](repeating: number, count: 8))
      #expect(run.diagnostics.map(\.code) == ["inner-values"])
    }
  }

  @Test func someOfThem() throws {
    let runner = try ModelRunner(path: modelPath("run/calls.onnx"))
    let names = try runner.run(try inputs(1, runner), only: ["*/then_branch/*", "y"]).tensors.map(\.name)
    #expect(names == ["chosen/else_branch/choice/then_branch/a", "y"])
    // Without any of them the file runs as it is.
    let outer = try runner.run(try inputs(1, runner), only: ["left"])
    #expect(outer.tensors.map(\.name) == ["left"] && outer.diagnostics.isEmpty)
    do throws(FoldoutError) {
      _ = try runner.session(only: ["times/nothing"])
      Issue.record("there is no such value")
    } catch {
      #expect(error.diagnostic.code == "no-value")
    }
  }

  /// A model that asks for too much inside of a function, or never ends inside of a branch.
  @Test(arguments: [(1.0, "run-memory"), (-1.0, "timeout")])
  func hostileInside(_ number: Double, _ code: String) throws {
    var options = RunOptions()
    options.seconds = 2
    let session = try ModelRunner(path: modelPath("run/inside.onnx")).session(options)
    let inputs = RunInputs([RunTensor(name: "x", dataType: .float32, dims: [1], reals: [number])])
    for _ in 0..<2 {
      do throws(FoldoutError) {
        _ = try session.run(inputs)
        Issue.record("it runs")
      } catch {
        #expect(error.diagnostic.code == code && session.hasEnded)
      }
    }
  }

  /// A recurrent operator says its states at all times, of which the file reads the last.
  @Test func statesOfRecurrentOperators() throws {
    let runner = try ModelRunner(path: modelPath("run/recurrent.onnx"))
    let x = [1.0, 0, 2, 1, 1, 0, 0, 3, 0]
    let run = try runner.run(
      RunInputs([RunTensor(name: "x", dataType: .float32, dims: [3, 1, 3], reals: x)]))
    #expect(run.tensors.map(\.name) == ["x", "last/states", "last", "y"])
    let states = try #require(run.tensors.first { $0.name == "last/states" })
    // Each state is what came and twice the one before.
    #expect(states.dims == [3, 1, 1, 3] && states.reals == [1, 0, 2, 3, 1, 4, 6, 5, 8])
    let report = try ModelActivity(runner.model, run).report()
    let value = try #require(report.values.first { $0.array.name == "last/states" })
    #expect(value.kind == .states(timeAxis: 0) && value.value?.operatorType == "RNN")
  }

  /// Weights of a fused attention: what it gives is their product with the values.
  @Test func weightsOfAttention() throws {
    let runner = try ModelRunner(path: modelPath("run/attention.onnx"))
    let inputs = try RunInputs(["random"], for: runner.inputs)
    // Older libraries have no such operator.
    guard (try? runner.run(inputs, only: ["y"])) != nil else { return }
    let run = try runner.run(inputs)
    #expect(run.tensors.map(\.name) == ["q", "a", "a/weights", "y"])
    let numbers = Dictionary(uniqueKeysWithValues: run.tensors.map { ($0.name, $0.reals) })
    let (q, a, weights) = try (
      #require(numbers["q"]), #require(numbers["a"]), #require(numbers["a/weights"])
    )
    for head in 0..<2 {
      for row in 0..<3 {
        let own = (0..<3).map { weights[(head * 3 + row) * 3 + $0] }
        #expect(abs(own.reduce(0, +) - 1) < 1e-6 && own.dropFirst(row + 1).allSatisfy { $0 == 0 })
        for column in 0..<4 {
          let sum = (0..<3).reduce(0.0) { $0 + own[$1] * q[(head * 3 + $1) * 4 + column] }
          #expect(abs(sum - a[(head * 3 + row) * 4 + column]) < 1e-6)
        }
      }
    }
    let report = try ModelActivity(runner.model, run).report()
    #expect(report.values.first { $0.array.name == "a/weights" }?.kind == .attention)
  }
}
