import Glibc
import ProcessShim
import Testing

@testable import FoldoutCommand

/// The memory through which processes share out work. Forking is tried by EndToEndTests: a test has threads.
@Suite struct WorkerTests {
  @Test func sharedNumbersBeginAtZeroAndCount() throws {
    let shared = try #require(foldout_shared(3))
    defer { munmap(shared, 3 * MemoryLayout<Int32>.stride) }
    #expect((0..<3).map { shared[$0] } == [0, 0, 0])
    #expect((0..<4).map { _ in foldout_take(shared) } == [0, 1, 2, 3])
    #expect((0..<3).map { shared[$0] } == [4, 0, 0])
  }

  @Test func noWorkTakesNoProcess() {
    #expect(Workers.run([Int](), at: 4) { _ in 1 } == [])
  }

  @Test func thereIsAProcessor() { #expect(Workers.processors >= 1) }
}
