/// From the counts of float32 elements to figures.
struct FloatCounts {
  /// By the upper 16 bits of a pattern: how many elements.
  let table: UnsafePointer<UInt64>

  /// The finite elements as ranges of numbers whose upper halves agree.
  func distribution(zeros: Int64) -> Distribution {
    var bins: [Distribution.Bin] = []
    for key in (UInt32(0x8001)...0xFF7F).reversed() { add(key, to: &bins) }
    bins.append(.init(low: 0, high: 0, count: zeros))
    // What is smaller than any normal number and not 0; its sign does not matter.
    let tiny = Double(Float(bitPattern: 0xFFFF))
    bins.append(.init(low: 0, high: tiny, count: Int64(table[0]) + Int64(table[0x8000]) - zeros))
    for key in UInt32(1)...0x7F7F { add(key, to: &bins) }
    return Distribution(bins)
  }

  private func add(_ key: UInt32, to bins: inout [Distribution.Bin]) {
    let count = table[Int(key)]
    guard count > 0 else { return }
    let (inner, outer) = (Double(Float(bitPattern: key << 16)), Double(Float(bitPattern: key << 16 | 0xFFFF)))
    bins.append(.init(low: min(inner, outer), high: max(inner, outer), count: Int64(count)))
  }
}

/// Numbers that are known one by one, for those ranges of a distribution that a limit cuts.
struct ExactNumbers {
  private let sorted: [Double]

  init(_ numbers: [Float]) { sorted = numbers.map(Double.init).sorted() }

  /// The numbers in a range, ends included. Cost: logarithmic, and linear in them.
  func callAsFunction(_ bin: Distribution.Bin) -> [Double] {
    let (first, end) = (place { $0 < bin.low }, place { $0 <= bin.high })
    return Array(sorted[min(first, end)..<end])
  }

  /// The first place of which a condition, true up to some place, is not.
  private func place(_ isBefore: (Double) -> Bool) -> Int {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(sorted[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
