import ModelGraph

/// How often each code of a type occurs.
struct CodeCounts: Sendable {
  let type: DataType
  private(set) var counts: [Int64]

  /// Makes counts of codes from counts of units: bytes that hold `share` codes each, the first in the lowest bits.
  init(_ type: DataType, _ units: [Int64], share: Int) {
    self.type = type
    guard share > 1 else {
      counts = units
      return
    }
    let bits = 8 / share
    counts = [Int64](repeating: 0, count: 1 << bits)
    for (unit, count) in units.enumerated() where count > 0 {
      for place in 0..<share { counts[unit >> (bits * place) & (counts.count - 1)] += count }
    }
  }

  /// Takes the codes of the last byte out that no element has; where that byte is not known, zeros.
  mutating func dropPadding(_ last: UInt8?, used: Int) {
    let bits = counts.count.trailingZeroBitCount
    for place in used..<(8 / bits) {
      let code = Int(last ?? 0) >> (bits * place) & (counts.count - 1)
      counts[code] = max(0, counts[code] - 1)
    }
  }

  /// The figures of the numbers that `value` makes of those that codes stand for.
  ///
  /// Exact but for sums. Cost: linear in the codes that occur, times a logarithm.
  func statistics(_ value: (Double) -> Double) -> TensorStatistics {
    var statistics = TensorStatistics()
    var bins: [Distribution.Bin] = []
    var used = 0
    for (code, count) in counts.enumerated() where count > 0 {
      used |= code
      statistics.count += count
      let value = value(type.value(ofCode: UInt16(code)))
      if value.isNaN {
        statistics.nanCount += count
      } else if value.isInfinite {
        if value > 0 { statistics.plusInfinities += count } else { statistics.minusInfinities += count }
      } else {
        if value == 0 { statistics.zeros += count }
        bins.append(.init(low: value, high: value, count: count))
      }
    }
    statistics.usedBits = usedBits(used)
    bins.sort { $0.low < $1.low }
    var moments = Moments()
    for bin in bins { moments.add(Moments(bin.low, count: Double(bin.count))) }
    let distribution = Distribution(bins)
    statistics.describe(
      distribution, moments, min: bins.first?.low ?? 0, max: bins.last?.high ?? 0)
    if let found = Criteria(moments).count(distribution, exactly: { _ in nil }) {
      (statistics.nearZero, statistics.outliers) = found
    }
    return statistics
  }

  /// The bits of a code that hold something: of floating-point numbers those above the last that is ever set, of whole
  /// numbers those that the largest takes, with its sign.
  private func usedBits(_ used: Int) -> Int {
    let width = counts.count.trailingZeroBitCount
    guard !type.isFloatingPoint else { return used == 0 ? 1 : width - used.trailingZeroBitCount }
    let values = counts.indices.filter { counts[$0] > 0 }.map { type.value(ofCode: UInt16($0)) }
    guard let least = values.min(), let greatest = values.max() else { return 0 }
    return bitsOfWholeNumbers(from: least, to: greatest)
  }
}

/// The bits that whole numbers of at most 16 bits take, with a sign where one is below 0.
func bitsOfWholeNumbers(from least: Double, to greatest: Double) -> Int {
  if least >= 0 { return max(1, Int.bitWidth - Int(greatest).leadingZeroBitCount) }
  let size = max(Int(greatest), -Int(least) - 1)
  return 1 + Int.bitWidth - size.leadingZeroBitCount
}
