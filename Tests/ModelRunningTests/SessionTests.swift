import Diagnostics
import FoldoutKit
import Glibc
import InputFiles
import TestSupport
import Testing

@testable import ModelRunning

/// Sessions: many runs of one process.
@Suite(
  .enabled(if: (try? RuntimeSearch(named: nil))?.found != nil, "ONNX Runtime is not installed"), .serialized)
struct SessionTests {
  private func input(_ rows: Int64, _ first: Double) -> RunInputs {
    let numbers = (0..<(4 * rows)).map { first + Double($0) }
    return RunInputs([
      RunTensor(name: "x", dataType: .float32, dims: [rows, 4], reals: numbers),
      RunTensor(name: "shift", dataType: .int64, dims: [rows, 1], reals: (0..<rows).map(Double.init)),
    ])
  }

  private func code(_ session: ModelSession, _ inputs: RunInputs) -> String {
    do throws(FoldoutError) {
      return try session.run(inputs).tensors.isEmpty ? "nothing" : "fine"
    } catch {
      return error.diagnostic.code
    }
  }

  /// Marks of what a session holds: whether its process is there, and which file its descriptors stand for.
  private func marks(_ session: ModelSession) throws -> (child: pid_t, inodes: [Int32: UInt64]) {
    let process = try #require(session.process)
    var inodes: [Int32: UInt64] = [:]
    for descriptor in [process.line, process.lifeline] { inodes[descriptor] = inode(descriptor) }
    #expect(kill(process.child, 0) == 0)
    return (process.child, inodes)
  }

  private func inode(_ descriptor: Int32) -> UInt64? {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? UInt64(status.st_ino) : nil
  }

  private func isGone(_ marks: (child: pid_t, inodes: [Int32: UInt64])) -> Bool {
    kill(marks.child, 0) == -1 && errno == ESRCH && marks.inodes.allSatisfy { inode($0.key) != $0.value }
  }

  @Test func runsAreThoseOfProcessesOfTheirOwn() throws {
    let runner = try ModelRunner(path: modelPath("run/steps.onnx"))
    let session = try runner.session()
    for rows in [1, 4, 2, 1] as [Int64] {
      for first in [-1, 0.5] {
        let inputs = input(rows, first)
        #expect(try session.run(inputs).tensors == runner.run(inputs).tensors)
      }
    }
    let some = try runner.session(only: ["y"])
    #expect(try some.run(input(2, 0)).tensors.map(\.name) == ["y"])
  }

  /// Neither side waits for the other where both have more to say than a socket holds.
  @Test func largeInputsAndOutputs() throws {
    let session = try ModelRunner(path: modelPath("run/steps.onnx")).session()
    let rows: Int64 = 500_000
    for _ in 0..<2 {
      let run = try session.run(input(rows, 0))
      #expect(
        run.tensors.count > 3 && run.tensors.allSatisfy { $0.dims.first != rows || $0.bytes.count > 1 << 20 })
    }
  }

  @Test func aRefusedInputIsOfOneRun() throws {
    let session = try ModelRunner(path: modelPath("run/steps.onnx")).session()
    let wrong = RunInputs([
      RunTensor(name: "x", dataType: .float32, dims: [1, 7], bytes: [UInt8](repeating: 0, count: 28))
    ])
    #expect(code(session, wrong) == "run-failed")
    #expect(code(session, RunInputs([])) == "run-failed")
    #expect(
      code(session, RunInputs([RunTensor(name: "x", dataType: .float32, dims: [2, 4], bytes: [1])]))
        == "wrong-shape")
    #expect(code(session, input(1, 0)) == "fine")
  }

  @Test func afterALimitAllRunsFail() throws {
    let huge = try ModelRunner(path: modelPath("run/huge.onnx"))
    let session = try huge.session()
    let held = try marks(session)
    let inputs = try RunInputs(["random"], for: huge.inputs)
    for _ in 0..<2 { #expect(code(session, inputs) == "run-memory") }
    #expect(isGone(held))
    let endless = try ModelRunner(path: modelPath("run/endless.onnx"))
    var options = RunOptions()
    options.seconds = 1
    let late = try endless.session(options)
    let heldLate = try marks(late)
    let random = try RunInputs(["random"], for: endless.inputs)
    for _ in 0..<2 { #expect(code(late, random) == "timeout") }
    #expect(isGone(heldLate))
  }

  /// The seconds are for each run, of the clock's and of the processor's: a session may last longer.
  @Test func secondsAreOfEachRun() throws {
    var options = RunOptions()
    options.seconds = 2
    let session = try ModelRunner(path: modelPath("run/steps.onnx")).session(options)
    let inputs = input(40_000, 0)
    let clock = ContinuousClock()
    let start = clock.now
    while start.duration(to: clock.now) < .seconds(4) { #expect(code(session, inputs) == "fine") }
  }

  /// What the process says as it ends is heard, though it takes no inputs.
  @Test func largeInputsOfAModelThatDoesNotLoad() throws {
    let model = try ModelRunner(path: modelPath("run/steps.onnx")).model
    var values = RunnableValues(of: model)
    values.outputs.append("none")
    values.added.insert("none")
    let file = try InputFile(path: modelPath("run/steps.onnx"))
    let session = try ModelSession(RunSource(file, folder: nil), values)
    for _ in 0..<2 { #expect(code(session, input(300_000, 0)) == "run-refused") }
  }

  @Test func aKilledProcess() throws {
    let session = try ModelRunner(path: modelPath("run/steps.onnx")).session()
    #expect(code(session, input(1, 0)) == "fine")
    let held = try marks(session)
    kill(held.child, SIGKILL)
    for rows in [300_000, 1] as [Int64] { #expect(code(session, input(rows, 0)) == "run-crashed") }
    #expect(isGone(held))
  }

  /// Of many sessions, used or not, no process and no descriptor is left.
  @Test func nothingIsLeft() throws {
    let runner = try ModelRunner(path: modelPath("run/steps.onnx"))
    var sessions: [ModelSession] = []
    for number in 0..<5 {
      let session = try runner.session()
      if number % 2 == 0 { #expect(code(session, input(1, 0)) == "fine") }
      sessions.append(session)
    }
    let held = try sessions.map(marks)
    // The first of them ends while the others, which began later, go on.
    sessions.removeFirst()
    #expect(isGone(held[0]))
    for session in sessions { #expect(code(session, input(1, 0)) == "fine") }
    sessions.removeAll()
    #expect(held.allSatisfy(isGone))
  }
}
