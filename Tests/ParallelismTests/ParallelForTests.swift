import Testing

@testable import Parallelism

@Suite struct ParallelForTests {
  @Test(arguments: [(0, 4), (1, 4), (7, 1), (7, 3), (1000, 5), (3, 100), (5, 0), (5, -1)])
  func eachPieceIsDoneOnce(count: Int, width: Int) {
    let log = Log()
    parallelFor(count, width: width) { worker, piece in log.add(worker, piece) }
    #expect(log.pieces.sorted() == Array(0..<count))
    #expect(log.workers.allSatisfy { (0..<max(1, min(width, count))).contains($0) })
  }

  @Test func oneWorkerGoesInOrder() {
    let log = Log()
    parallelFor(50, width: 1) { worker, piece in log.add(worker, piece) }
    #expect(log.pieces == Array(0..<50) && Set(log.workers) == [0])
  }

  /// Nobody has the number of a worker that is at work.
  @Test func workersAreTold() {
    let busy = Log()
    let clashes = Log()
    parallelFor(2000, width: 4) { worker, piece in
      if !busy.enter(worker) { clashes.add(worker, piece) }
      busy.leave(worker)
    }
    #expect(clashes.pieces.isEmpty)
  }

  @Test func piecesMayHavePieces() {
    let log = Log()
    parallelFor(4, width: 2) { _, outer in
      parallelFor(4, width: 2) { worker, inner in log.add(worker, 4 * outer + inner) }
    }
    #expect(log.pieces.sorted() == Array(0..<16))
  }

  @Test func aLockKeepsCountsWhole() {
    let log = Log()
    parallelFor(8, width: 8) { worker, _ in for piece in 0..<500 { log.add(worker, piece) } }
    #expect(log.pieces.count == 4000)
  }

  @Test func thereIsAProcessor() { #expect(processorCount >= 1) }
}

/// What workers did. (Unchecked: under the lock that is tested here.)
private final class Log: @unchecked Sendable {
  private let lock = Lock()
  private(set) var pieces: [Int] = []
  private(set) var workers: [Int] = []
  private var inside: Set<Int> = []

  func add(_ worker: Int, _ piece: Int) {
    lock.locked {
      pieces.append(piece)
      workers.append(worker)
    }
  }

  func enter(_ worker: Int) -> Bool { lock.locked { inside.insert(worker).inserted } }
  func leave(_ worker: Int) { lock.locked { _ = inside.remove(worker) } }
}
