/// A fast 128-bit hash of a stream: two runs of XXH64 with different seeds, after its specification
/// (https://github.com/Cyan4973/xxHash, doc/xxhash_spec.md). Good for distinguishing files; not for guarding
/// against someone who wants two to look alike.
struct StreamHash {
  private var first = XXH64(seed: 0)
  private var second = XXH64(seed: 0x666F_6C64_6F75_7400)

  /// Takes bytes in. Every call but the last must bring a multiple of 32.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    first.add(bytes)
    second.add(bytes)
  }

  /// Takes text in, as the last call.
  mutating func finish(with text: String) -> String {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    return [first.value, second.value].map { value in
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

/// One run of XXH64.
struct XXH64 {
  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5

  private let seed: UInt64
  private var lanes: SIMD4<UInt64>
  private var count: UInt64 = 0
  private var tail: [UInt8] = []

  init(seed: UInt64) {
    self.seed = seed
    lanes = SIMD4(seed &+ Self.prime1 &+ Self.prime2, seed &+ Self.prime2, seed, seed &- Self.prime1)
  }

  /// Takes bytes in. Every call but the last must bring a multiple of 32.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let whole = bytes.count & ~31
    var lanes = lanes
    for at in stride(from: 0, to: whole, by: 32) {
      for lane in 0..<4 {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 8 * lane, as: UInt64.self))
        lanes[lane] = Self.round(lanes[lane], word)
      }
    }
    self.lanes = lanes
    count &+= UInt64(bytes.count)
    tail = Array(bytes[whole...])
  }

  /// The hash of what was taken in.
  var value: UInt64 {
    var hash = seed &+ Self.prime5
    if count >= 32 {
      hash =
        Self.rotated(lanes[0], 1) &+ Self.rotated(lanes[1], 7) &+ Self.rotated(lanes[2], 12)
        &+ Self.rotated(lanes[3], 18)
      for lane in 0..<4 { hash = (hash ^ Self.round(0, lanes[lane])) &* Self.prime1 &+ Self.prime4 }
    }
    hash &+= count
    var rest = tail[...]
    while rest.count >= 8 {
      hash = Self.rotated(hash ^ Self.round(0, Self.word(rest.prefix(8))), 27) &* Self.prime1 &+ Self.prime4
      rest = rest.dropFirst(8)
    }
    if rest.count >= 4 {
      hash = Self.rotated(hash ^ (Self.word(rest.prefix(4)) &* Self.prime1), 23) &* Self.prime2 &+ Self.prime3
      rest = rest.dropFirst(4)
    }
    for byte in rest { hash = Self.rotated(hash ^ (UInt64(byte) &* Self.prime5), 11) &* Self.prime1 }
    hash = (hash ^ (hash >> 33)) &* Self.prime2
    hash = (hash ^ (hash >> 29)) &* Self.prime3
    return hash ^ (hash >> 32)
  }

  private static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    rotated(lane &+ word &* prime2, 31) &* prime1
  }

  private static func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value &<< bits | value &>> (64 - bits)
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
