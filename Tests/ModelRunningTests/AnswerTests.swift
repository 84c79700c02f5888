import Diagnostics
import Foundation
import ModelGraph
import Testing

@testable import ModelRunning

/// What comes from a process that a hostile model may have taken over.
@Suite struct AnswerTests {
  private func answer(_ bytes: [UInt8]) -> (RunAnswer, RunAnswer.Problem?) {
    let pipe = Pipe()
    pipe.fileHandleForWriting.write(Data(bytes))
    try? pipe.fileHandleForWriting.close()
    let line = SessionLine(pipe.fileHandleForReading.fileDescriptor, seconds: 60)
    var answer = RunAnswer(names: ["a", "b"])
    let problem = answer.read(from: line)
    return (answer, problem)
  }

  private func record(_ kind: Character, _ content: [UInt8], length: UInt64? = nil) -> [UInt8] {
    let size = length ?? UInt64(content.count)
    return [kind.asciiValue ?? 0] + (0..<8).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) } + content
  }

  private func words(_ numbers: UInt32...) -> [UInt8] {
    numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) } }
  }

  private func isEnded(_ bytes: [UInt8]) -> Bool {
    if case .ended? = answer(bytes).1 { true } else { false }
  }

  @Test func values() {
    let value = words(1, 9, 1) + words(2, 0) + [1, 0]
    let (answer, problem) = answer(
      record("V", value) + record("N", words(0)) + record("D", Array("1.2".utf8)))
    #expect(problem == nil && answer.runtime == "1.2")
    #expect(answer.tensors == [RunTensor(name: "b", dataType: .bool, dims: [2], bytes: [1, 0])])
    #expect(answer.others == ["a"])
  }

  @Test func damaged() {
    let value = record("V", words(1, 9, 1) + words(2, 0) + [1, 0])
    for length in 0..<value.count { #expect(isEnded(Array(value.prefix(length)))) }
    #expect(isEnded(record("V", words(7, 9, 0) + [1])))
    #expect(isEnded(record("V", words(0, 99, 0) + [1])))
    #expect(isEnded(record("V", words(0, 9, 0xFFFF_FFFF) + [1])))
    #expect(isEnded(record("V", words(0, 9, 1) + words(3, 0) + [1])))
    #expect(isEnded(record("V", words(0, 7, 1) + words(0xFFFF_FFFF, 0xFFFF_FFFF) + [1])))
    #expect(isEnded(record("V", [1])))
    guard case .tooLarge? = answer(record("V", [], length: 1 << 62)).1 else {
      Issue.record("a record of any size is read")
      return
    }
  }

  @Test(arguments: [
    ("L", "no-runtime", FoldoutError.Kind.unavailable), ("S", "run-refused", .unavailable),
    ("I", "wrong-shape", .usage), ("R", "run-failed", .unavailable), ("M", "run-memory", .unavailable),
    ("?", "run-failed", .unavailable),
  ])
  func messages(kind: String, code: String, of: FoldoutError.Kind) {
    let problem = answer(record(Character(kind), Array("so\u{1B}[2J".utf8))).1
    let error = problem?.error(signal: 0, RunOptions())
    #expect(error?.diagnostic.code == code && error?.kind == of)
    #expect(error?.diagnostic.message.contains("\u{1B}") == false)
  }

  @Test func crashes() {
    let options = RunOptions()
    #expect(RunAnswer.Problem.ended.error(signal: SIGSEGV, options).diagnostic.code == "run-crashed")
    #expect(RunAnswer.Problem.ended.error(signal: SIGXCPU, options).diagnostic.code == "timeout")
    #expect(RunAnswer.Problem.late.error(signal: 0, options).diagnostic.code == "timeout")
  }
}
