import Glibc

/// An opaque sRGB colour.
public struct Color: Sendable, Hashable {
  /// Red, green and blue as one number, `0xRRGGBB`.
  public var rgb: UInt32

  /// Makes a colour of `0xRRGGBB`.
  public init(_ rgb: UInt32) { self.rgb = rgb & 0xFF_FFFF }

  /// The relative luminance of WCAG 2.2: 0 for black, 1 for white.
  public var luminance: Double {
    func linear(_ shift: UInt32) -> Double {
      let value = Double((rgb >> shift) & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
  }

  /// The contrast ratio of WCAG 2.2, from 1 to 21.
  public func contrast(with other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }
}
