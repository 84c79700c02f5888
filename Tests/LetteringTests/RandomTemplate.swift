import Lettering

/// Numbers that follow from a seed.
struct Dice {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// A number from 0 below a bound, 0 for a bound below 1.
  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return bound < 1 ? 0 : Int(state >> 33) % bound
  }

  mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }
}

/// A drawing made from letters: a slot for each, and slots for terms over them, in any order.
struct RandomTemplate {
  let rows: Int
  let letterCount: Int
  let slots: [Slot]

  /// - Parameter seed: decides everything.
  init(seed: Int) {
    var random = Dice(seed)
    let rows = 3 + random.below(6)
    // Some primes keep numbers from fitting by chance; a side holds all strides and windows.
    // None is the same in all rows: no term has a number by a letter, so what follows could need letters of its own.
    func letter(_ values: [Int64], by unit: Int64 = 1) -> [Int64] {
      var column = (0..<rows).map { _ in unit * random.one(of: values) }
      while Set(column).count == 1 { column[0] = unit * random.one(of: values) }
      return column
    }
    let widths: [Int64] = [11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59]
    let strides = letter([1, 2, 4])
    let ratios = letter([1, 3, 6])
    let heads = letter([5, 7])
    let inputs = letter(widths, by: 8)
    let channels = letter(widths, by: 24)
    let sides = letter(widths, by: 12)
    let columns: [(Role, [Int64])] = [
      (.stride, strides), (.ratio, ratios), (.heads, heads), (.inputChannels, inputs), (.channels, channels),
      (.side, sides), (.kernel, letter([3, 5, 7])),
    ]
    var slots = columns.map { Slot($0, $1) }
    let parts: [(Int64, Int64)] = [(1, 1), (1, 4), (3, 2), (4, 1), (1, 2), (2, 1)]
    for _ in 0..<random.below(16) {
      let (p, q) = random.one(of: parts)
      let values: (Role, [Int64]) =
        switch random.below(6) {
        case 0: (.channels, inputs.map { $0 * p / q })
        case 1: (.channels, channels.map { $0 * p / q })
        case 2: (.side, sides.map { $0 * p / q })
        case 3: (.side, zip(sides, strides).map { $0 / $1 })
        case 4: (.channels, zip(ratios, inputs).map { $0 * $1 })
        default: (.channels, zip(heads, channels).map { $0 * $1 })
        }
      // Some drawings lack it in some rows.
      let hole = random.below(3 * rows)
      slots.append(Slot(values.0, values.1.enumerated().map { $0 == hole ? nil : $1 }))
    }
    for place in slots.indices.reversed() { slots.swapAt(place, random.below(place + 1)) }
    self.rows = rows
    self.slots = slots
    letterCount = columns.count
  }
}
