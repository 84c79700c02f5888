/// Points of a map in squares within squares, so that far ones are met as groups (Barnes and Hut 1986).
///
/// Squares stand in the order of a walk that enters each before its parts. An empty one, or one whose points are all in one
/// part, is left out.
struct QuadTree {
  private struct Square {
    /// Where its points are, on the mean, and how many they are.
    var middle = SIMD2<Double>.zero
    var count = 0.0
    /// A point whose squared distance is larger sees it as one group; below 0 where it has no parts.
    let near: Double
    /// Its points in the order of squares.
    let from: Int
    let end: Int
    /// The number of the square after it and all its parts.
    var next = 0
  }

  private let points: [SIMD2<Double>]
  /// The numbers of points in the order of their squares.
  private let order: [Int]
  private var squares: [Square] = []

  /// How often the whole is halved; points in one of the smallest squares are one group.
  private static let depth = 20
  /// The way to a smallest square takes two bits a halving; below it stands the number of the point.
  private static let numberBits = 64 - 2 * depth

  /// Makes the tree, of fewer than 2²⁴ points. Cost: points × their logarithm.
  init(_ points: [SIMD2<Double>]) {
    self.points = points
    let (corner, side) = Self.bounds(points)
    let codes = Self.codes(points, corner, side).sorted()
    order = codes.map { Int($0 & (1 << UInt64(Self.numberBits) - 1)) }
    guard !points.isEmpty else { return }
    squares.reserveCapacity(2 * points.count)
    // Ranges of points that wait to become squares, the next one last: no more than three a level.
    var waiting = [(from: 0, end: codes.count)]
    while let (from, end) = waiting.popLast() {
      // The first halving that parts the first point from the last one, and so the smallest square around all.
      let parting = (codes[from] ^ codes[end - 1]) >> UInt64(Self.numberBits)
      let isWhole = parting == 0
      let level = isWhole ? Self.depth : (parting.leadingZeroBitCount - Self.numberBits) / 2
      let limit = side / Double(1 << level) / ProjectionTuning.groupAngle
      squares.append(Square(near: isWhole ? -1 : limit * limit, from: from, end: end))
      guard !isWhole else { continue }
      let shift = UInt64(Self.numberBits + 2 * (Self.depth - 1 - level))
      var last = end
      while last > from {
        let part = codes[last - 1] >> shift
        var first = last - 1
        while first > from, codes[first - 1] >> shift == part { first -= 1 }
        waiting.append((first, last))
        last = first
      }
    }
    sumUp()
  }

  /// The lower corner of the square around all points, and its side.
  private static func bounds(_ points: [SIMD2<Double>]) -> (corner: SIMD2<Double>, side: Double) {
    guard var low = points.first else { return (.zero, 0) }
    var high = low
    for point in points {
      low = pointwiseMin(low, point)
      high = pointwiseMax(high, point)
    }
    return (low, max(high.x - low.x, high.y - low.y))
  }

  /// The way to the smallest square of each point, with its number below.
  private static func codes(_ points: [SIMD2<Double>], _ corner: SIMD2<Double>, _ side: Double) -> [UInt64] {
    let most = Double(1 << depth) - 1
    let scale = side > 0 && side.isFinite ? most / side : 0
    return points.indices.map { number in
      let place = (points[number] - corner) * scale
      // A place that is no number, or beyond the end by rounding, is taken to an end.
      let (x, y) = (UInt64(max(0, min(most, place.x))), UInt64(max(0, min(most, place.y))))
      return (spread(x) << 1 | spread(y)) << UInt64(numberBits) | UInt64(number)
    }
  }

  /// A zero between each two of 20 bits.
  private static func spread(_ bits: UInt64) -> UInt64 {
    var bits = bits
    bits = (bits | bits << 16) & 0x0000_FFFF_0000_FFFF
    bits = (bits | bits << 8) & 0x00FF_00FF_00FF_00FF
    bits = (bits | bits << 4) & 0x0F0F_0F0F_0F0F_0F0F
    bits = (bits | bits << 2) & 0x3333_3333_3333_3333
    return (bits | bits << 1) & 0x5555_5555_5555_5555
  }

  /// Finds what is in each square, parts before wholes.
  private mutating func sumUp() {
    // By place among the points: the largest square that begins there.
    var beginning = [Int](repeating: squares.count, count: points.count + 1)
    for number in squares.indices.reversed() {
      let square = squares[number]
      let next = beginning[square.end]
      var (sum, count) = (SIMD2<Double>.zero, 0.0)
      if square.near < 0 {
        for place in square.from..<square.end { sum += points[order[place]] }
        count = Double(square.end - square.from)
      } else {
        var part = number + 1
        while part < next {
          sum += squares[part].middle * squares[part].count
          count += squares[part].count
          part = squares[part].next
        }
      }
      squares[number].middle = sum / count
      squares[number].count = count
      squares[number].next = next
      beginning[square.from] = number
    }
  }

  /// By point, how it is pushed away by all others, and the nearness of all pairs, each in both orders.
  ///
  /// Cost: points × their logarithm, more where they are crowded.
  func pushes() -> (pushes: [SIMD2<Double>], whole: Double) {
    var pushes = [SIMD2<Double>](repeating: .zero, count: points.count)
    var whole = 0.0
    squares.withUnsafeBufferPointer { squares in
      for number in order {
        let own = points[number]
        var push = SIMD2<Double>.zero
        var sum = 0.0
        var place = 0
        while place < squares.count {
          let difference = own - squares[place].middle
          let distance = difference.x * difference.x + difference.y * difference.y
          guard squares[place].near < distance else {
            place += 1
            continue
          }
          let near = 1 / (1 + distance)
          let weight = squares[place].count * near
          sum += weight
          push += difference * (weight * near)
          place = squares[place].next
        }
        pushes[number] = push
        // The point has met itself too, at no distance: it is never far from a square that it is in.
        whole += sum - 1
      }
    }
    return (pushes, whole)
  }
}
