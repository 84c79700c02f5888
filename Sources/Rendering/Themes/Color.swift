import Glibc
import TextOutput

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

  /// A colour between this and another, by its share from 0 to 1, channel by channel.
  public func mixed(with other: Color, share: Double) -> Color {
    let share = min(max(share, 0), 1)
    return Color(
      [16, 8, 0].reduce(0) { sum, shift in
        let (a, b) = (Double(rgb >> shift & 0xFF), Double(other.rgb >> shift & 0xFF))
        return sum | UInt32((a + (b - a) * share).rounded()) << shift
      })
  }

  /// The grey of the same luminance.
  public var grey: Color {
    let linear = luminance
    let value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * pow(linear, 1 / 2.4) - 0.055
    let byte = UInt32((min(max(value, 0), 1) * 255).rounded())
    return Color(byte << 16 | byte << 8 | byte)
  }
}

extension MarkupWriter {
  /// Appends `#rrggbb`.
  mutating func color(_ color: Color) {
    raw(UInt8(ascii: "#"))
    for shift in stride(from: 20, through: 0, by: -4) {
      let digit = UInt8((color.rgb >> UInt32(shift)) & 0xF)
      raw(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
