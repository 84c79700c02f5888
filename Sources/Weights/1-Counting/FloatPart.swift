import ElementKernels
import TensorReading

/// Elements that can't be told by the upper half of their patterns alone: those close to zero, and those far from it.
struct CollectWindow: Sendable {
  /// Magnitudes below are collected.
  var near: Float = 0
  /// Magnitudes above are collected.
  var far: Float = .infinity

  /// Nothing is collected.
  static let none = CollectWindow()

  /// The window for numbers that are spread like the first of them.
  init(spread moments: Moments) {
    let deviation = moments.deviation
    guard deviation > 0, deviation.isFinite else { return }
    near = Float(deviation * WeightTuning.nearZero * WeightTuning.nearMargin)
    let least = WeightTuning.outlier * deviation - abs(moments.mean)
    if least > 0 { far = Float(least * WeightTuning.farMargin) }
  }

  private init() {}
}

/// What a part of a float32 tensor holds, beside the counts in a table.
struct FloatPart: Sendable {
  var moments = Moments()
  var low = Float.infinity
  var high = -Float.infinity
  var zeros: Int64 = 0
  var nanCount: Int64 = 0
  var plusInfinities: Int64 = 0
  var minusInfinities: Int64 = 0
  var bits: UInt32 = 0
  /// The elements of the window; nil where they were too many.
  var collected: [Float]? = []
  var channels: ChannelSums?

  /// Joins a later part.
  mutating func add(_ other: FloatPart) {
    moments.add(other.moments)
    low = min(low, other.low)
    high = max(high, other.high)
    zeros += other.zeros
    nanCount += other.nanCount
    plusInfinities += other.plusInfinities
    minusInfinities += other.minusInfinities
    bits |= other.bits
    if let more = other.collected, let own = collected, own.count + more.count <= WeightTuning.mostCollected {
      collected = own + more
    } else {
      collected = nil
    }
    if let more = other.channels { channels?.add(more) }
  }

  /// Looks at elements, and counts them in the table of a worker.
  ///
  /// Cost: one look at each, of about a nanosecond.
  ///
  /// - Parameters:
  ///   - bytes: the tensor.
  ///   - range: the elements, counted from the tensor's start.
  ///   - window: what is collected.
  ///   - memory: the worker's; its table is added to.
  mutating func scan(
    _ bytes: TensorBytes, _ range: Range<Int>, _ window: CollectWindow, _ memory: WorkerMemory
  ) throws(UnreadTensor) {
    let step = memory.buffer.count / 4
    var shift: Float?
    var start = range.lowerBound
    while start < range.upperBound {
      let count = min(step, range.upperBound - start)
      let buffer = UnsafeMutableRawBufferPointer(rebasing: memory.buffer[..<(4 * count)])
      try bytes.read(at: 4 * start, into: buffer)
      guard let base = buffer.baseAddress?.assumingMemoryBound(to: Float.self) else { return }
      for tile in stride(from: 0, to: count, by: WeightTuning.tileElements) {
        let length = min(WeightTuning.tileElements, count - tile)
        scan(tile: base + tile, length, &shift, window, memory)
        channels?.add(base + tile, length, from: start + tile)
      }
      start += count
    }
    channels?.flush()
  }

  private mutating func scan(
    tile: UnsafePointer<Float>, _ count: Int, _ shift: inout Float?, _ window: CollectWindow,
    _ memory: WorkerMemory
  ) {
    let origin = shift ?? Self.mean(tile, count)
    let window = collected == nil ? CollectWindow.none : window
    let run = memory.collected.withUnsafeMutableBufferPointer { list in
      foldout_scan_float32(tile, count, origin, window.near, window.far, memory.table, list.baseAddress)
    }
    zeros += Int64(run.zeros)
    bits |= run.bits
    let isSound = run.sum.isFinite && run.squares.isFinite
    if isSound {
      keep(memory.collected[..<run.listed])
    } else {
      keep(memory.collected[..<run.listed].filter(\.isFinite))
    }
    // Squares of numbers far from 1 leave what float can hold: these tiles are summed as double, number by number.
    if isSound, run.squares >= 1e-30 * Double(count) || run.low == run.high {
      low = min(low, run.low)
      high = max(high, run.high)
      let part = Moments(
        count: Double(count), sum: run.sum, squares: run.low == run.high ? 0 : run.squares,
        shift: run.low == run.high ? run.sum / Double(count) : Double(origin))
      moments.add(part)
      shift = Float(part.mean)
    } else {
      sumSlowly(UnsafeBufferPointer(start: tile, count: count))
    }
  }

  /// A number amid the elements, for sums of differences.
  private static func mean(_ tile: UnsafePointer<Float>, _ count: Int) -> Float {
    var sum = 0.0
    for place in 0..<count where tile[place].isFinite { sum += Double(tile[place]) }
    return Float(sum / Double(max(count, 1)))
  }

  private mutating func keep(_ found: some Collection<Float>) {
    guard let kept = collected?.count else { return }
    if kept + found.count > WeightTuning.mostCollected {
      collected = nil
    } else {
      collected?.append(contentsOf: found)
    }
  }

  private mutating func sumSlowly(_ tile: UnsafeBufferPointer<Float>) {
    var part = Moments()
    for value in tile {
      if value.isFinite {
        part.add(Moments(Double(value), count: 1))
        low = min(low, value)
        high = max(high, value)
      } else if value.isNaN {
        nanCount += 1
      } else if value > 0 {
        plusInfinities += 1
      } else {
        minusInfinities += 1
      }
    }
    moments.add(part)
  }
}
