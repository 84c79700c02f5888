import Glibc

/// How many processors the machine has at work.
public var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// Calls `body` once for each number below `count`, on several threads, the lowest number first; returns when all calls are
/// done. Where no thread can be started, the calling one does all of it.
///
/// - Parameters:
///   - count: how many calls.
///   - width: how many threads at most, the calling one among them.
///   - body: the work; a worker's number (below `width`) and the piece's.
public func parallelFor(
  _ count: Int, width: Int, _ body: @escaping @Sendable (_ worker: Int, _ piece: Int) -> Void
) {
  let queue = PieceQueue(count: count, body: body)
  var threads: [pthread_t] = []
  for worker in 1..<max(1, min(width, count)) {
    var thread = pthread_t()
    let start = Unmanaged.passRetained(WorkerStart(worker: worker, queue: queue))
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let start = Unmanaged<WorkerStart>.fromOpaque(argument).takeRetainedValue()
        start.queue.work(start.worker)
        return nil
      }, start.toOpaque())
    if code != 0 {
      start.release()
      break
    }
    threads.append(thread)
  }
  queue.work(0)
  for thread in threads { pthread_join(thread, nil) }
}

private final class WorkerStart: Sendable {
  let worker: Int
  let queue: PieceQueue

  init(worker: Int, queue: PieceQueue) { (self.worker, self.queue) = (worker, queue) }
}

/// Hands out pieces of work. (Unchecked: `next` is used under the lock.)
private final class PieceQueue: @unchecked Sendable {
  private let count: Int
  private let body: @Sendable (Int, Int) -> Void
  private let lock = Lock()
  private var next = 0

  init(count: Int, body: @escaping @Sendable (Int, Int) -> Void) { (self.count, self.body) = (count, body) }

  func work(_ worker: Int) {
    while let piece = take() { body(worker, piece) }
  }

  private func take() -> Int? {
    lock.locked {
      guard next < count else { return nil }
      defer { next += 1 }
      return next
    }
  }
}
