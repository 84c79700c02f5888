import Glibc
import ProcessShim

/// Draws several models at once in processes: Graphviz can't be used by two threads, and a crash or a layout
/// that takes too long costs one model only.
struct Workers {
  private let count: Int32
  /// Memory that all processes share: the next piece of work, the exit codes, and by process its piece (from 1).
  private let shared: UnsafeMutablePointer<Int32>
  private let body: (Int) -> Int32
  private var places: [pid_t: Int32] = [:]

  /// How many processors there are.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Does each piece of work in one of at most `width` processes.
  ///
  /// - Returns: the exit codes, in order of the work.
  static func run<Work>(_ work: [Work], at width: Int, _ body: (Work) -> Int32) -> [Int32] {
    let width = min(width, work.count)
    guard let shared = foldout_shared(Int32(1 + work.count + width)) else { return work.map(body) }
    return withoutActuallyEscaping(body) { body in
      var workers = Workers(count: Int32(work.count), shared: shared) { body(work[$0]) }
      for place in 0..<width { workers.start(Int32(place)) }
      while !workers.places.isEmpty { workers.waitForOne() }
      return work.indices.map { shared[1 + $0] }
    }
  }

  private init(count: Int32, shared: UnsafeMutablePointer<Int32>, body: @escaping (Int) -> Int32) {
    self.count = count
    self.shared = shared
    self.body = body
  }

  private mutating func start(_ place: Int32) {
    let child = foldout_fork()
    guard child <= 0 else {
      places[child] = place
      return
    }
    while true {
      let next = foldout_take(shared)
      guard next < count else { break }
      shared[Int(1 + count + place)] = next + 1
      shared[Int(1 + next)] = body(Int(next))
      shared[Int(1 + count + place)] = 0
    }
    if child == 0 { _exit(0) }
  }

  /// Waits for the end of a process. One that ended amid its work leaves its exit code, and is replaced.
  private mutating func waitForOne() {
    var status: Int32 = 0
    let child = wait(&status)
    if child < 0 {
      if errno != EINTR { places = [:] }
      return
    }
    guard let place = places.removeValue(forKey: child) else { return }
    let current = shared[Int(1 + count + place)]
    guard current > 0 else { return }
    shared[Int(1 + count + place)] = 0
    shared[Int(current)] = status & 0x7F == 0 ? (status >> 8) & 0xFF : 70
    start(place)
  }
}
