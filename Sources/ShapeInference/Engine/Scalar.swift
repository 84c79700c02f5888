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
}
