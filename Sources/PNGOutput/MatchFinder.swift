/// Finds bytes that stood before, no further back than a window (LZ77), by chains of places with equal hashes.
struct MatchFinder {
  /// Literals and copies, in order: one byte, or a length above 16 bits with the distance less one.
  private(set) var tokens: [UInt32] = []

  private let bytes: [UInt8]
  private var heads = [Int32](repeating: -1, count: 1 << DeflateTuning.hashBits)
  private var before: [Int32]

  /// How far back copies may reach, and how long they may be (RFC 1951).
  static let window = 32768
  static let longest = 258
  private static let shortest = 3

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    before = [Int32](repeating: -1, count: min(bytes.count, Self.window))
  }

  /// Finds all tokens. Each place looks at no more than ``DeflateTuning/mostTries`` others, so the cost is linear.
  mutating func run() {
    var at = 0
    var last: (length: Int, distance: Int) = (0, 0)
    // A copy is written once the next place has no longer one.
    while at < bytes.count {
      let found = last.length >= DeflateTuning.goodEnough ? (0, 0) : longestMatch(at, over: last.length)
      enter(at)
      if last.length >= Self.shortest, found.0 <= last.length {
        tokens.append(UInt32(last.length) << 16 | UInt32(last.distance - 1))
        let end = at - 1 + last.length
        at += 1
        while at < end {
          enter(at)
          at += 1
        }
        last = (0, 0)
        continue
      }
      if at > 0, last.length > 0 { tokens.append(UInt32(bytes[at - 1])) }
      // Every place waits for the next, whether or not it has a copy.
      last = found.0 >= Self.shortest ? found : (1, 0)
      at += 1
    }
    if last.length > 0, let byte = bytes.last { tokens.append(UInt32(byte)) }
  }

  /// The longest copy that begins at a place and is longer than `over`; the nearest of equal ones.
  private func longestMatch(_ at: Int, over: Int) -> (Int, Int) {
    let room = min(bytes.count - at, Self.longest)
    guard room >= Self.shortest else { return (0, 0) }
    var best = (0, 0)
    var length = max(over, Self.shortest - 1)
    guard length < room else { return best }
    var tries = over >= DeflateTuning.longMatch ? DeflateTuning.fewTries : DeflateTuning.mostTries
    return bytes.withUnsafeBufferPointer { bytes in
      var place = Int(heads[hash(at)])
      while place >= 0, at - place <= Self.window, tries > 0 {
        if bytes[place + length] == bytes[at + length] {
          var same = 0
          while same < room, bytes[place + same] == bytes[at + same] { same += 1 }
          if same > length {
            (length, best) = (same, (same, at - place))
            if same == room { break }
          }
        }
        let next = Int(before[place % Self.window])
        // An entry may be overwritten by a place one window later.
        guard next < place else { break }
        place = next
        tries -= 1
      }
      // Three bytes from far away take more bits than as they are.
      return best.0 == Self.shortest && best.1 > DeflateTuning.tooFar ? (0, 0) : best
    }
  }

  private mutating func enter(_ at: Int) {
    guard at + Self.shortest <= bytes.count else { return }
    let hash = hash(at)
    before[at % Self.window] = heads[hash]
    heads[hash] = Int32(truncatingIfNeeded: at)
  }

  private func hash(_ at: Int) -> Int {
    let word = UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16
    return Int((word &* 0x9E37_79B1) >> (32 - UInt32(DeflateTuning.hashBits)))
  }
}
