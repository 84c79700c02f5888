/// The rows of an image with eight bits a channel, each behind the filter that makes it smallest.
///
/// The measure is that of the PNG specification (12.8): the sum of the bytes' distances from 0. Linear in the pixels.
func filteredLines(_ pixels: [UInt8], channels: Int, columns: Int, rows: Int) -> [UInt8] {
  let width = columns * channels
  var lines: [UInt8] = []
  lines.reserveCapacity((width + 1) * rows)
  var above = [UInt8](repeating: 0, count: width)
  var row = above
  var filtered = above
  for number in 0..<rows {
    for at in 0..<width {
      let source = number * width + at
      row[at] = source < pixels.count ? pixels[source] : 0
    }
    var least = Int.max
    var choice = RowFilter.none
    var best: [UInt8] = []
    for filter in RowFilter.allCases {
      let sum = filter.apply(to: row, above: above, channels: channels, into: &filtered)
      if sum < least { (least, choice, best) = (sum, filter, filtered) }
    }
    lines.append(choice.rawValue)
    lines += best
    above = row
  }
  return lines
}

/// What a byte is told as: its difference from a guess.
private enum RowFilter: UInt8, CaseIterable {
  case none, left, above, mean, paeth

  /// Filters a row; returns the sum of the distances from 0.
  func apply(to row: [UInt8], above: [UInt8], channels: Int, into result: inout [UInt8]) -> Int {
    var sum = 0
    for at in row.indices {
      let a = at < channels ? 0 : Int(row[at - channels])
      let b = Int(above[at])
      let c = at < channels ? 0 : Int(above[at - channels])
      let guess =
        switch self {
        case .none: 0
        case .left: a
        case .above: b
        case .mean: (a + b) / 2
        case .paeth: Self.paeth(a, b, c)
        }
      let byte = row[at] &- UInt8(truncatingIfNeeded: guess)
      result[at] = byte
      sum += Int(Int8(bitPattern: byte).magnitude)
    }
    return sum
  }

  /// Which of three neighbours is nearest to left + above - upper left.
  private static func paeth(_ a: Int, _ b: Int, _ c: Int) -> Int {
    let (pa, pb, pc) = (abs(b - c), abs(a - c), abs(a + b - 2 * c))
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
  }
}
