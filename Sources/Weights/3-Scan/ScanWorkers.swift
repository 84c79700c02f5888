import Parallelism

/// Threads with memory to count in.
struct ScanWorkers: Sendable {
  private let memories: [WorkerMemory]

  init(width: Int) {
    memories = (0..<max(1, min(width, WeightTuning.mostWorkers))).map { _ in WorkerMemory() }
  }

  private init(_ memory: WorkerMemory) { memories = [memory] }

  var first: WorkerMemory { memories[0] }

  /// Calls `body` for each piece, the lowest number first.
  func run(_ count: Int, _ body: @escaping @Sendable (WorkerMemory, Int) -> Void) {
    parallelFor(count, width: memories.count) { worker, piece in body(memories[worker], piece) }
  }

  /// Calls `body` for each piece with one worker, which does all of it.
  func runEach(_ count: Int, _ body: @escaping @Sendable (ScanWorkers, Int) -> Void) {
    run(count) { memory, piece in body(ScanWorkers(memory), piece) }
  }
}
