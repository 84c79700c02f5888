/// An input as a row of decisions, for harnesses that make models of their own: libFuzzer learns which byte
/// leads where. Past its end all decisions are zero.
struct Feed {
  private var bytes: UnsafeRawBufferPointer.SubSequence

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes[...] }

  var isEmpty: Bool { bytes.isEmpty }

  mutating func byte() -> Int { Int(bytes.popFirst() ?? 0) }

  /// A number below `bound`.
  mutating func below(_ bound: Int) -> Int {
    bound <= 256 ? byte() % max(1, bound) : (byte() << 8 | byte()) % bound
  }

  /// True once in `times`.
  mutating func once(in times: Int) -> Bool { below(times) == 0 }

  mutating func one<T>(of list: [T]) -> T { list[below(list.count)] }

  /// Up to `most` of something.
  mutating func some<T>(_ most: Int, _ make: (inout Feed) -> T) -> [T] {
    (0..<below(most + 1)).map { _ in make(&self) }
  }

  /// A whole number: mostly small, at times where arithmetic ends.
  mutating func number() -> Int64 {
    let byte = byte()
    switch byte {
    case 0..<160: return Int64(byte % 20) - 3
    case 160..<200: return Int64(byte)
    default: return Self.edges[byte % Self.edges.count]
    }
  }

  private static let edges: [Int64] = [
    .max, .min, .max - 1, .min + 1, 1 << 62, -(1 << 62), 1 << 32, -(1 << 32), 1 << 31, -(1 << 31),
    (1 << 31) - 1,
    1 << 53, 65_536, 1_000_000, 3_037_000_500, .max / 2,
  ]

  /// A real number, of the same kind.
  mutating func real() -> Double {
    switch below(8) {
    case 0: .nan
    case 1: .infinity
    case 2: 1e300
    case 3: -0.5
    case 4: 1e-300
    default: Double(number()) / 4
    }
  }
}
