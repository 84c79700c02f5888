import ModelGraph
import TensorReading

/// Looks at a tensor as numbers of double precision: small ones, types of 64 bits, and what stored whole numbers stand for.
struct NumberScan {
  let bytes: TensorBytes
  let type: DataType
  let count: Int
  let layout: ChannelLayout?
  var scaling: Scaling?
  /// Elements of a sparse tensor that are not stored, which are 0.
  var zeros: Int64 = 0

  /// Two passes where there are too many to keep, else one. Cost: some nanoseconds an element.
  func scan(_ workers: ScanWorkers) throws(UnreadTensor) -> (TensorStatistics, ChannelSums?) {
    var collector = NumberCollector(keepsAll: count <= WeightTuning.sortedElements, layout)
    var codes: UInt64 = 0
    try forEachPiece(workers.first) { values, start, joined in
      collector.add(values, from: start)
      codes |= joined
    }
    collector.add(zeros: zeros)
    let (distribution, moments) = (collector.distribution, collector.moments)
    var statistics = collector.statistics
    statistics.count = Int64(count) + zeros
    statistics.usedBits = usedBits(codes, collector)
    statistics.describe(distribution, moments, min: collector.low, max: collector.high)
    let criteria = Criteria(moments)
    if let found = criteria.count(distribution, exactly: { _ in nil }) {
      (statistics.nearZero, statistics.outliers) = found
    } else {
      try forEachPiece(workers.first) { values, _, _ in
        for value in values where value.isFinite {
          if criteria.isNear(value) { statistics.nearZero += 1 }
          if criteria.isFar(value) { statistics.outliers += 1 }
        }
      }
      if criteria.isNear(0) { statistics.nearZero += zeros }
      if criteria.isFar(0) { statistics.outliers += zeros }
    }
    return (statistics, collector.channels)
  }

  /// Calls `body` with the numbers, some at a time, the place of the first, and their codes, or-ed together.
  func forEachPiece(
    _ memory: WorkerMemory, _ body: ([Double], Int, UInt64) -> Void
  ) throws(UnreadTensor) {
    guard let bits = ElementForm(type)?.bits else { return }
    // A whole number of bytes, whatever the type.
    let step = WeightTuning.sortedElements
    var start = 0
    while start < count {
      let length = min(step, count - start)
      let buffer = UnsafeMutableRawBufferPointer(rebasing: memory.buffer[..<((length * bits + 7) / 8)])
      try bytes.read(at: start * bits / 8, into: buffer)
      var values = decode(UnsafeRawBufferPointer(buffer), type, length)
      if let scaling {
        for place in values.indices { values[place] = scaling.value(values[place], of: start + place) }
      }
      body(values, start, scaling == nil ? joinedCodes(UnsafeRawBufferPointer(buffer), type, length) : 0)
      start += length
    }
  }

  /// The bits of an element that hold something; of whole numbers of more than 16 bits, all are taken to.
  private func usedBits(_ codes: UInt64, _ collector: NumberCollector) -> Int {
    guard scaling == nil, count > 0, let bits = ElementForm(type)?.bits else { return 0 }
    if type.isFloatingPoint { return codes == 0 ? 1 : bits - codes.trailingZeroBitCount }
    return bits > 16 ? bits : bitsOfWholeNumbers(from: collector.low, to: collector.high)
  }
}

/// Collects numbers: all of them, or counts of them by sign, exponent and eight bits of the fraction.
private struct NumberCollector {
  private static let keyBits = 20

  private(set) var moments = Moments()
  private(set) var statistics = TensorStatistics()
  private(set) var low = Double.infinity
  private(set) var high = -Double.infinity
  private(set) var channels: ChannelSums?
  private var all: [Double] = []
  private var zerosBeside: Int64 = 0
  private var table: [UInt32] = []

  init(keepsAll: Bool, _ layout: ChannelLayout?) {
    channels = layout.map { ChannelSums($0) }
    if !keepsAll { table = [UInt32](repeating: 0, count: 1 << Self.keyBits) }
  }

  mutating func add(_ values: [Double], from start: Int) {
    var part = Moments()
    for value in values {
      guard value.isFinite else {
        count(value)
        continue
      }
      if value == 0 { statistics.zeros += 1 }
      part.add(Moments(value, count: 1))
      low = min(low, value)
      high = max(high, value)
      if table.isEmpty {
        all.append(value)
      } else {
        table[Int(value.bitPattern >> (64 - UInt64(Self.keyBits)))] &+= 1
      }
    }
    moments.add(part)
    channels?.add(values, from: start)
  }

  mutating func add(zeros: Int64) {
    guard zeros > 0 else { return }
    moments.add(Moments(0, count: Double(zeros)))
    statistics.zeros += zeros
    zerosBeside += zeros
    low = min(low, 0)
    high = max(high, 0)
  }

  private mutating func count(_ value: Double) {
    if value.isNaN {
      statistics.nanCount += 1
    } else if value > 0 {
      statistics.plusInfinities += 1
    } else {
      statistics.minusInfinities += 1
    }
  }

  /// The finite numbers, one by one or in ranges.
  var distribution: Distribution {
    if table.isEmpty {
      let distribution = Distribution(sorted: all.sorted())
      return zerosBeside > 0 ? distribution.adding(zeros: zerosBeside) : distribution
    }
    let shift = UInt64(64 - Self.keyBits)
    let sign = 1 << (Self.keyBits - 1)
    var bins: [Distribution.Bin] = []
    func add(_ key: Int) {
      guard table[key] > 0 else { return }
      let inner = Double(bitPattern: UInt64(key) << shift)
      let outer = Double(bitPattern: UInt64(key + 1) << shift - 1)
      bins.append(.init(low: min(inner, outer), high: max(inner, outer), count: Int64(table[key])))
    }
    for key in ((sign + 1)..<(2 * sign)).reversed() { add(key) }
    bins.append(.init(low: 0, high: 0, count: statistics.zeros))
    let tiny = Int64(table[0]) + Int64(table[sign]) + zerosBeside - statistics.zeros
    bins.append(.init(low: 0, high: Double(bitPattern: 1 << shift - 1), count: tiny))
    for key in 1..<sign { add(key) }
    var distribution = Distribution(bins)
    distribution.clamp(low, high)
    return distribution
  }
}
