/// Bytes filled from the lowest bit, as RFC 1951 wants them.
struct BitWriter {
  private(set) var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var count: UInt64 = 0

  /// Appends up to 32 bits, the lowest first.
  mutating func write(_ bits: UInt32, count width: Int) {
    pending |= UInt64(bits) << count
    count += UInt64(width)
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      count -= 8
    }
  }

  /// Fills the last byte with zeros.
  mutating func align() {
    if count > 0 { write(0, count: Int(8 - count)) }
  }

  /// Appends whole bytes behind a filled one.
  mutating func append(_ more: some Sequence<UInt8>) {
    align()
    bytes.append(contentsOf: more)
  }
}
