import ElementKernels
import ModelGraph
import Parallelism
import TensorReading

/// Looks at a tensor whose elements have at most 16 bits: how often each code occurs says everything exactly.
struct CodeScan {
  let bytes: TensorBytes
  let type: DataType
  let count: Int
  let layout: ChannelLayout?

  /// One pass.
  ///
  /// - Returns: the figures of the elements, and by code how many there are.
  func scan(_ workers: ScanWorkers) throws(UnreadTensor) -> (TensorStatistics, CodeCounts, ChannelSums?) {
    let form = ElementForm(type)
    let isWide = form?.bits == 16
    let share = form.map { max(1, 8 / $0.bits) } ?? 1
    let width = isWide ? 2 : 1
    // Of types that share a byte, bytes are counted; channels of those are left out.
    let layout = share == 1 ? self.layout : nil
    let squares = layout.map { _ in SquareTable(type, codes: isWide ? 1 << 16 : 256) }
    let units = (count + share - 1) / share
    let size = bytes.isRandomAccess ? WeightTuning.partBytes / width : max(units, 1)
    let parts = stride(from: 0, to: units, by: size).map { $0..<min($0 + size, units) }
    let join = CodeJoin(layout.map { ChannelSums($0) })
    let emptySums = join.sums
    workers.run(parts.count) { memory, piece in
      memory.clear()
      var sums = emptySums
      let result = Result { () throws(UnreadTensor) in
        try Self.count(bytes, parts[piece], width, squares, &sums, memory)
        return sums
      }
      join.add(result, piece, memory.table, isWide: isWide)
    }
    if let failure = join.failure { throw failure }
    var counts = CodeCounts(
      type, (0..<(isWide ? 1 << 16 : 256)).map { Int64(clamping: join.table[$0]) }, share: share)
    try dropPadding(&counts, share, workers.first)
    return (counts.statistics { $0 }, counts, join.sums)
  }

  private static func count(
    _ bytes: TensorBytes, _ range: Range<Int>, _ width: Int, _ squares: SquareTable?,
    _ sums: inout ChannelSums?,
    _ memory: WorkerMemory
  ) throws(UnreadTensor) {
    var start = range.lowerBound
    while start < range.upperBound {
      let length = min(memory.buffer.count / width, range.upperBound - start)
      let buffer = UnsafeMutableRawBufferPointer(rebasing: memory.buffer[..<(width * length)])
      try bytes.read(at: width * start, into: buffer)
      guard let base = buffer.baseAddress else { return }
      if width == 2 {
        foldout_count_16(base.assumingMemoryBound(to: UInt16.self), length, memory.table)
      } else {
        foldout_count_8(base.assumingMemoryBound(to: UInt8.self), length, memory.table)
      }
      if let squares {
        sums?.add(
          codes: UnsafeRawBufferPointer(buffer), width: width, length, from: start, squares: squares.squares)
      }
      start += length
    }
    sums?.flush()
  }

  /// Takes the elements out that fill the last byte up.
  private func dropPadding(
    _ counts: inout CodeCounts, _ share: Int, _ memory: WorkerMemory
  ) throws(UnreadTensor) {
    guard count % share > 0 else { return }
    let last = UnsafeMutableRawBufferPointer(rebasing: memory.buffer[..<1])
    // What is read in order can't go back: its last byte is taken to be filled up with zeros.
    guard bytes.isRandomAccess else { return counts.dropPadding(nil, used: count % share) }
    try bytes.read(at: bytes.count - 1, into: last)
    counts.dropPadding(last[0], used: count % share)
  }
}

/// The square of the number that each code stands for. (Unchecked: never written after it is made.)
private final class SquareTable: @unchecked Sendable {
  let squares: UnsafeMutablePointer<Float>

  init(_ type: DataType, codes: Int) {
    squares = .allocate(capacity: codes)
    for code in 0..<codes {
      let value = Float(type.value(ofCode: UInt16(code)))
      squares[code] = value * value
    }
  }

  deinit { squares.deallocate() }
}

/// Joins parts in their order. (Unchecked: under a lock.)
private final class CodeJoin: @unchecked Sendable {
  private let lock = Lock()
  private(set) var sums: ChannelSums?
  private(set) var failure: UnreadTensor?
  private(set) var table = [UInt64](repeating: 0, count: WorkerMemory.keys)
  private var waiting: [Int: ChannelSums?] = [:]
  private var next = 0

  init(_ sums: ChannelSums?) { self.sums = sums }

  func add(
    _ part: Result<ChannelSums?, UnreadTensor>, _ number: Int, _ counts: UnsafePointer<UInt32>, isWide: Bool
  ) {
    lock.locked {
      switch part {
      case .failure(let error): failure = failure ?? error
      case .success(let part):
        // Bytes were counted in four rows.
        for key in 0..<(isWide ? WorkerMemory.keys : 1024) {
          table[isWide ? key : key % 256] += UInt64(counts[key])
        }
        waiting[number] = .some(part)
        while let part = waiting.removeValue(forKey: next) {
          if let part { sums?.add(part) }
          next += 1
        }
      }
    }
  }
}
