import Parallelism
import TensorReading

/// Looks at a float32 tensor, in parts by several workers where it is large.
struct FloatScan {
  let bytes: TensorBytes
  let count: Int
  let layout: ChannelLayout?

  /// One pass, and another only where limits cut numbers that were not collected.
  func scan(_ workers: ScanWorkers) throws(UnreadTensor) -> (TensorStatistics, ChannelSums?) {
    let window = try self.window(workers.first)
    let parts = Self.parts(count, bytes)
    let joined = FloatJoin(FloatPart(channels: layout.map { ChannelSums($0) }))
    let emptyPart = joined.whole
    workers.run(parts.count) { memory, piece in
      memory.clear()
      var part = emptyPart
      let result = Result { () throws(UnreadTensor) in
        try part.scan(bytes, parts[piece], window, memory)
        return part
      }
      joined.add(result, piece, memory.table)
    }
    if let failure = joined.failure { throw failure }
    var statistics = TensorStatistics()
    let part = joined.whole
    statistics.count = Int64(count)
    (statistics.zeros, statistics.nanCount) = (part.zeros, part.nanCount)
    (statistics.plusInfinities, statistics.minusInfinities) = (part.plusInfinities, part.minusInfinities)
    statistics.usedBits = part.bits == 0 ? 1 : 32 - part.bits.trailingZeroBitCount
    var distribution = FloatCounts(table: joined.table).distribution(zeros: part.zeros)
    distribution.clamp(Double(part.low), Double(part.high))
    statistics.describe(distribution, part.moments, min: Double(part.low), max: Double(part.high))
    let criteria = Criteria(part.moments)
    let exact = part.collected.map { ExactNumbers($0) }
    if let found = criteria.count(distribution, exactly: { bin in exact.map { $0(bin) } }) {
      (statistics.nearZero, statistics.outliers) = found
    } else {
      (statistics.nearZero, statistics.outliers) = try recount(criteria, parts, workers)
    }
    return (statistics, part.channels)
  }

  /// The parts that workers take.
  static func parts(_ count: Int, _ bytes: TensorBytes) -> [Range<Int>] {
    let size = bytes.isRandomAccess ? WeightTuning.partBytes / 4 : max(count, 1)
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  /// What is to be collected, judged by the first tile.
  private func window(_ memory: WorkerMemory) throws(UnreadTensor) -> CollectWindow {
    let count = min(count, WeightTuning.tileElements)
    let buffer = UnsafeMutableRawBufferPointer(rebasing: memory.buffer[..<(4 * count)])
    try bytes.read(at: 0, into: buffer)
    return CollectWindow(
      spread: Moments(decode(UnsafeRawBufferPointer(buffer), .float32, count).lazy.filter(\.isFinite)))
  }

  /// Counts elements near zero and outliers one by one.
  private func recount(
    _ criteria: Criteria, _ parts: [Range<Int>], _ workers: ScanWorkers
  ) throws(UnreadTensor) -> (near: Int64, far: Int64) {
    let join = CountJoin()
    workers.run(parts.count) { memory, piece in
      join.add(Result { () throws(UnreadTensor) in try Self.recount(bytes, parts[piece], criteria, memory) })
    }
    if let failure = join.failure { throw failure }
    return (join.near, join.far)
  }

  private static func recount(
    _ bytes: TensorBytes, _ range: Range<Int>, _ criteria: Criteria, _ memory: WorkerMemory
  ) throws(UnreadTensor) -> (near: Int64, far: Int64) {
    var found: (near: Int64, far: Int64) = (0, 0)
    var start = range.lowerBound
    while start < range.upperBound {
      let count = min(memory.buffer.count / 4, range.upperBound - start)
      let buffer = UnsafeMutableRawBufferPointer(rebasing: memory.buffer[..<(4 * count)])
      try bytes.read(at: 4 * start, into: buffer)
      guard let base = buffer.baseAddress?.assumingMemoryBound(to: Float.self) else { break }
      for place in 0..<count {
        let value = Double(base[place])
        guard value.isFinite else { continue }
        if criteria.isNear(value) { found.near += 1 }
        if criteria.isFar(value) { found.far += 1 }
      }
      start += count
    }
    return found
  }
}

/// Joins parts in their order, whichever is done first. (Unchecked: under a lock.)
private final class FloatJoin: @unchecked Sendable {
  private let lock = Lock()
  private(set) var whole: FloatPart
  private(set) var failure: UnreadTensor?
  private var waiting: [Int: FloatPart] = [:]
  private var next = 0
  let table: UnsafeMutablePointer<UInt64>

  init(_ empty: FloatPart) {
    whole = empty
    table = .allocate(capacity: WorkerMemory.keys)
    table.initialize(repeating: 0, count: WorkerMemory.keys)
  }

  deinit { table.deallocate() }

  func add(_ part: Result<FloatPart, UnreadTensor>, _ number: Int, _ counts: UnsafePointer<UInt32>) {
    lock.locked {
      switch part {
      case .failure(let error): failure = failure ?? error
      case .success(let part):
        for key in 0..<WorkerMemory.keys { table[key] += UInt64(counts[key]) }
        waiting[number] = part
        while let part = waiting.removeValue(forKey: next) {
          whole.add(part)
          next += 1
        }
      }
    }
  }
}

/// Adds counts up. (Unchecked: under a lock.)
private final class CountJoin: @unchecked Sendable {
  private let lock = Lock()
  private(set) var near: Int64 = 0
  private(set) var far: Int64 = 0
  private(set) var failure: UnreadTensor?

  func add(_ counts: Result<(near: Int64, far: Int64), UnreadTensor>) {
    lock.locked {
      switch counts {
      case .success(let counts): (near, far) = (near + counts.near, far + counts.far)
      case .failure(let error): failure = failure ?? error
      }
    }
  }
}
