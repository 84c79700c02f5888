import ModelGraph

/// One element of a small tensor that is followed because it may end in a shape.
enum Scalar: Sendable, Hashable {
  /// A whole number, or a boolean as 0 and 1; also a real number that is whole.
  case whole(Extent)
  /// A real number.
  case real(Double)

  static let unknown = Scalar.whole(.unknown)

  /// A real number, as a whole one where it is.
  init(_ number: Double) {
    if number.magnitude < 0x1p53, number == number.rounded(.towardZero) {
      self = .whole(.known(Int64(number)))
    } else {
      self = .real(number)
    }
  }

  /// The number where it is a whole one.
  var extent: Extent {
    switch self {
    case .whole(let extent): extent
    case .real: .unknown
    }
  }

  /// The number where it is known.
  var number: Double? {
    switch self {
    case .whole(let extent): extent.value.map(Double.init)
    case .real(let number): number
    }
  }

  /// As a tensor of a type holds it: single precision rounds. Unknown where the type can't hold it.
  ///
  /// Sizes are computed in single precision, as in `floor(224 * (800 / 224))`, so every step has to be rounded
  /// as the runtime does. Rounding the exact result once more gives what the four operations give.
  func held(by type: DataType) -> Scalar {
    switch (self, type) {
    case (.whole(.symbolic), _), (.whole(.unknown), _), (_, .undefined), (.real, .float64): self
    case (.whole(.known(let value)), _): Self.fits(value, type) ? self : Self.rounded(Double(value), type)
    case (.real(let number), _): Self.rounded(number, type)
    }
  }

  private static func rounded(_ number: Double, _ type: DataType) -> Scalar {
    switch type {
    case .float64: Scalar(number)
    case .float32: Scalar(Double(Float(number)))
    default: .unknown
    }
  }

  /// Whether a type holds a whole number exactly; doubtful ones of types with few bits are left out.
  private static func fits(_ value: Int64, _ type: DataType) -> Bool {
    switch type {
    case .int64, .undefined: true
    case .int32: Int32(exactly: value) != nil
    case .int16: Int16(exactly: value) != nil
    case .int8: Int8(exactly: value) != nil
    case .uint64: value >= 0
    case .uint32: UInt32(exactly: value) != nil
    case .uint16: UInt16(exactly: value) != nil
    case .uint8: UInt8(exactly: value) != nil
    case .float64: value.magnitude <= 1 << 53
    case .float32: value.magnitude <= 1 << 24
    case .float16: value.magnitude <= 1 << 11
    case .bfloat16: value.magnitude <= 1 << 8
    default: value.magnitude <= 4
    }
  }
}
