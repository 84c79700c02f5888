import DiagramModel
import Foundation
import OperatorCatalog
import Rendering
import Testing

@Suite struct ThemeTests {
  static let themes = [Theme.light, Theme.dark]

  @Test func everyKindHasAColour() {
    for theme in Self.themes {
      #expect(Set(theme.kinds.map(\.name)) == Set(OperatorKind.allCases.map(\.name)))
      #expect(theme.kinds.last?.name == OperatorKind.custom.name)
      #expect(theme.color(.kind("no such kind")) == theme.color(.kind("custom")))
      #expect(Set(theme.kinds.map(\.color)).count == theme.kinds.count)
    }
  }

  /// WCAG 2.2 wants 4.5:1 for text.
  @Test func textIsReadable() {
    for theme in Self.themes {
      let panels = (1...8).map { theme.color(.panel($0)) }
      for style in TextStyle.allCases where style != .badge {
        for ground in panels + [theme.page, theme.card, theme.pill] {
          #expect(theme.color(.text(style)).contrast(with: ground) >= 4.5, "\(style)")
        }
        #expect(theme.color(.blockText(style)).contrast(with: theme.block) >= 4.5, "\(style)")
      }
      #expect(theme.color(.text(.badge)).contrast(with: theme.badge) >= 4.5)
      #expect(theme.line.contrast(with: theme.page) >= 4.5)
    }
  }

  /// On the colours of the heat map too, which all differ.
  @Test func heatIsReadable() {
    for theme in Self.themes {
      let grounds = HeatLevel.allCases.map { theme.color(.heat($0)) }
      #expect(Set(grounds).count == grounds.count)
      for ground in grounds {
        for style in [TextStyle.op, .title, .detail] {
          #expect(theme.color(.text(style)).contrast(with: ground) >= 4.5, "\(style) on \(ground)")
        }
      }
    }
  }

  /// WCAG 2.2 wants 3:1 for what has to be seen in charts, 4.5:1 for their texts.
  @Test func chartsAreReadable() {
    for theme in Self.themes + [.print] {
      for number in theme.series.indices {
        #expect(theme.color(.series(number)).contrast(with: theme.page) >= 3, "series \(number)")
      }
      #expect(theme.color(.tint(0, .strong)).contrast(with: theme.page) >= 3)
      #expect(theme.color(.chartAxis).contrast(with: theme.page) >= 3)
      for level in FlagLevel.allCases { #expect(theme.color(.flag(level)).contrast(with: theme.page) >= 4.5) }
      // Texts also stand on shaded ranges and on what has no value.
      for ground in [theme.page, theme.color(.grid), theme.color(.missing)] {
        #expect(theme.color(.text(.tick)).contrast(with: ground) >= 4.5)
        #expect(theme.color(.text(.heading)).contrast(with: ground) >= 4.5)
      }
    }
    // On paper, dashes and greys tell the first eight lines apart.
    let looks = zip(Theme.print.series, Theme.print.seriesDashes).map { "\($0)\($1)" }
    #expect(Set(looks).count == 8)
  }

  @Test func contrastIsWCAGs() {
    #expect(abs(Color(0xFFFFFF).contrast(with: Color(0x000000)) - 21) < 1e-9)
    #expect(abs(Color(0x777777).contrast(with: Color(0xFFFFFF)) - 4.478) < 0.001)
  }

  /// The kinds met in most models stay apart for readers without one sort of cones: the distance in CIELAB
  /// (1976) of every pair, as each sees it, is far above the 2.3 that are just noticeable.
  @Test(arguments: Vision.allCases) func kindsStayApart(_ vision: Vision) {
    let main = [
      "convolution", "linear", "attention", "normalization", "activation", "pooling", "recurrent", "indexing",
      "reduction", "elementwise", "shape", "quantization",
    ]
    for theme in Self.themes {
      #expect(closest(main.map { theme.color(.kind($0)) }, vision) >= 12)
    }
  }

  /// So do the series of a chart.
  @Test(arguments: Vision.allCases) func seriesStayApart(_ vision: Vision) {
    for theme in Self.themes { #expect(closest(theme.series, vision) >= 12) }
  }

  /// The least distance between two colours.
  private func closest(_ colors: [Color], _ vision: Vision) -> Double {
    let seen = colors.map(vision.lab)
    var least = Double.infinity
    for (a, first) in seen.enumerated() {
      for second in seen.prefix(a) {
        least = min(least, zip(first, second).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot())
      }
    }
    return least
  }
}

/// How colours look to readers with all cones, or without one sort: the matrices of Machado, Oliveira and
/// Fernandes (2009) for full severity, on linear RGB.
enum Vision: CaseIterable {
  case normal, protanopia, deuteranopia, tritanopia

  private var matrix: [[Double]] {
    switch self {
    case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritanopia:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }

  /// CIELAB under D65.
  func lab(_ color: Color) -> [Double] {
    let linear = [16, 8, 0].map { shift -> Double in
      let value = Double((color.rgb >> UInt32(shift)) & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let seen = matrix.map { min(1, max(0, zip($0, linear).map(*).reduce(0, +))) }
    let toXYZ = [
      [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
      [0.0193339, 0.1191920, 0.9503041],
    ]
    let white = [0.95047, 1, 1.08883]
    let f = zip(toXYZ, white).map { row, white -> Double in
      let value = zip(row, seen).map(*).reduce(0, +) / white
      return value > 216.0 / 24389 ? cbrt(value) : (24389.0 / 27 * value + 16) / 116
    }
    return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
  }
}
