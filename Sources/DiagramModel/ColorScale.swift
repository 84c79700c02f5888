/// How numbers become colours in an image.
public enum ColorScale: String, Sendable, Hashable, CaseIterable {
  /// Amounts: dark blue over green to yellow, on paper white to black.
  case sequential
  /// Shares, most of them next to nothing: from the page's ground to full strength.
  case fromGround
  /// Signed numbers: blue over the ground's colour, which is 0, to red; on paper light to dark.
  case diverging
  /// Black to white, as in a photograph.
  case grey
  /// Amounts as points on the page, none as pale as its ground: blue over violet to red, on paper grey to black.
  case points
  /// Signed numbers behind text: as ``diverging`` but paler, on paper white over 0 and grey to both sides.
  case signed

  /// The highest level of a pixel. Levels are an odd number, so that one is the middle.
  public static let top: UInt8 = 254
  /// The level of a pixel without a value, which lets the ground through.
  public static let noValue: UInt8 = 255

  /// The level of a share of the scale, from 0 to 1; shares outside count as its ends.
  public static func level(_ share: Double) -> UInt8 {
    share.isNaN ? noValue : UInt8((min(max(share, 0), 1) * Double(top)).rounded())
  }
}
