import ModelGraph

/// Turns packed little-endian elements into numbers.
///
/// - Parameters:
///   - bytes: whole elements, from the first of them on.
///   - type: their type; one that ``ElementForm`` knows.
///   - count: how many of them; no more than the bytes hold.
/// - Returns: one number each; whole numbers beyond 2⁵³ are rounded.
func decode(_ bytes: UnsafeRawBufferPointer, _ type: DataType, _ count: Int) -> [Double] {
  func load<Word: FixedWidthInteger>(_ word: Word.Type, _ index: Int) -> Word {
    Word(littleEndian: bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Word>.size, as: word))
  }
  let places = 0..<count
  switch type {
  case .float32: return places.map { Double(Float(bitPattern: load(UInt32.self, $0))) }
  case .float64: return places.map { Double(bitPattern: load(UInt64.self, $0)) }
  case .int32: return places.map { Double(load(Int32.self, $0)) }
  case .uint32: return places.map { Double(load(UInt32.self, $0)) }
  case .int64: return places.map { Double(load(Int64.self, $0)) }
  case .uint64: return places.map { Double(load(UInt64.self, $0)) }
  default: break
  }
  switch ElementForm(type) {
  case .codes(16)?: return places.map { type.value(ofCode: load(UInt16.self, $0)) }
  case .codes?: return places.map { type.value(ofCode: UInt16(bytes[$0])) }
  case .packed(let bits)?:
    let share = 8 / bits
    let mask = UInt8((1 << bits) - 1)
    return places.map { type.value(ofCode: UInt16(bytes[$0 / share] >> UInt8(bits * ($0 % share)) & mask)) }
  case .float32?, .wide?, nil: return []
  }
}

/// The codes of packed little-endian elements, or-ed together.
///
/// Parameters are those of ``decode(_:_:_:)``.
func joinedCodes(_ bytes: UnsafeRawBufferPointer, _ type: DataType, _ count: Int) -> UInt64 {
  guard let bits = ElementForm(type)?.bits else { return 0 }
  var joined: UInt64 = 0
  if bits < 8 {
    let share = 8 / bits
    for place in 0..<count { joined |= UInt64(bytes[place / share]) >> UInt64(bits * (place % share)) }
    return joined & (1 << UInt64(bits) - 1)
  }
  let width = bits / 8
  for place in 0..<(width * count) { joined |= UInt64(bytes[place]) << UInt64(8 * (place % width)) }
  return joined
}
