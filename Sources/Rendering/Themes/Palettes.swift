import DiagramModel

/// The colours of images in a theme: a few for each scale, evenly spaced, with those between them mixed.
public struct Palettes: Sendable, Equatable {
  /// For ``ColorScale/sequential``.
  public var sequential: [Color]
  /// For ``ColorScale/fromGround``.
  public var fromGround: [Color]
  /// For ``ColorScale/diverging``; the one in the middle is 0.
  public var diverging: [Color]
  /// For ``ColorScale/grey``.
  public var grey: [Color]
  /// For ``ColorScale/points``.
  public var points: [Color]
  /// For ``ColorScale/signed``.
  public var signed: [Color]

  /// The colours of all levels of a scale, the lowest first: 255.
  public func colors(_ scale: ColorScale) -> [Color] {
    let stops = stops(scale)
    return (0...ColorScale.top).map { Self.color(stops, $0) }
  }

  /// The colour of one level of a scale.
  func color(_ scale: ColorScale, _ level: UInt8) -> Color { Self.color(stops(scale), level) }

  private func stops(_ scale: ColorScale) -> [Color] {
    switch scale {
    case .sequential: sequential
    case .fromGround: fromGround
    case .diverging: diverging
    case .grey: grey
    case .points: points
    case .signed: signed
    }
  }

  private static func color(_ stops: [Color], _ level: UInt8) -> Color {
    let last = max(stops.count - 1, 0)
    guard last > 0 else { return stops.first ?? Color(0) }
    let place = Double(min(level, ColorScale.top)) * Double(last) / Double(ColorScale.top)
    let stop = min(Int(place), last - 1)
    return stops[stop].mixed(with: stops[stop + 1], share: place - Double(stop))
  }
}

extension Palettes {
  /// Viridis by van der Walt and Smith; single blues and blue to red after ColorBrewer (Brewer, Harrower). All
  /// change evenly in lightness, so that they are read without hue as well, save for the sign.
  static let light = Palettes(
    sequential: viridis,
    fromGround: [0xFFFFFF, 0xE1EBF6, 0xB9D2EA, 0x85B3DB, 0x4F8FC7, 0x2767A8, 0x0D4483, 0x08264F].map(
      Color.init),
    diverging: [
      0x0B3C74, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD6E7F2, 0xFFFFFF, 0xFBDCCB, 0xF4A582, 0xD6604D, 0xB2182B,
      0x70061C,
    ].map(Color.init),
    grey: [Color(0), Color(0xFFFFFF)],
    points: [0x3C97DE, 0x6577CE, 0x8A56B4, 0xA5317F, 0xA80F3A].map(Color.init),
    signed: [0x4393C3, 0x92C5DE, 0xD6E7F2, 0xFFFFFF, 0xFBDCCB, 0xF4A582, 0xD6604D].map(Color.init))

  /// The same hues on a dark ground, which is nothing or 0.
  static let dark = Palettes(
    sequential: viridis,
    fromGround: [0x12161B, 0x12304F, 0x16517F, 0x2174AA, 0x4597CB, 0x7BBAE2, 0xB4D9F1, 0xEAF5FD].map(
      Color.init),
    diverging: [
      0xB8DCFA, 0x7DB8EB, 0x4A90D0, 0x2C649C, 0x1B3A5E, 0x15191E, 0x5A2420, 0x98392E, 0xCF5A45, 0xF08D72,
      0xFFC9B3,
    ].map(Color.init),
    grey: [Color(0), Color(0xFFFFFF)],
    points: [0x2B74C0, 0x6D78DC, 0xA883E6, 0xE495D2, 0xFFB3B0].map(Color.init),
    signed: [0x3D80C2, 0x2C649C, 0x1B3A5E, 0x15191E, 0x5A2420, 0x98392E, 0xC4503D].map(Color.init))

  /// More is darker; signed numbers go from light to dark too, since greys have no hue to tell a sign by.
  static let print = Palettes(
    sequential: [Color(0xFFFFFF), Color(0)], fromGround: [Color(0xFFFFFF), Color(0)],
    diverging: [Color(0xFFFFFF), Color(0x8F8F8F), Color(0)], grey: [Color(0), Color(0xFFFFFF)],
    points: [Color(0xA6A6A6), Color(0)], signed: [Color(0x9A9A9A), Color(0xFFFFFF), Color(0x9A9A9A)])

  private static let viridis = [
    0x440154, 0x481A6C, 0x472F7D, 0x414487, 0x39568C, 0x31688E, 0x2A788E, 0x23888E, 0x1F988B, 0x22A884,
    0x35B779,
    0x54C568, 0x7AD151, 0xA5DB36, 0xD2E21B, 0xFDE725,
  ].map(Color.init)
}
