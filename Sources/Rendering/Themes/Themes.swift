extension Theme {
  /// Dark ink on white, for paper and light pages.
  public static let light = Theme(
    page: Color(0xFFFFFF),
    card: Color(0xFFFFFF), cardBorder: Color(0xC3C9D3),
    block: Color(0xEAF0FC), blockBorder: Color(0x86A3DB),
    panels: [Color(0xF7F8FA), Color(0xEFF1F5), Color(0xE7EAF0), Color(0xDFE3EB)],
    panelBorder: Color(0xBCC3CE),
    pill: Color(0xECEEF1), pillBorder: Color(0x9AA2AE),
    line: Color(0x5F6B7C),
    curve: Color(0xD57301), axis: Color(0xC3C9D3),
    badge: Color(0x2F54B5), badgeText: Color(0xFFFFFF),
    strongText: Color(0x16191E), text: Color(0x3D444F), quietText: Color(0x5C6470),
    blockStrongText: Color(0x14306F), blockText: Color(0x41588F),
    kinds: [
      Kind("convolution", 0x1C5DB8), Kind("linear", 0x352A78), Kind("attention", 0xB14F7D),
      Kind("normalization", 0x62875F), Kind("activation", 0xD57301), Kind("pooling", 0xD68BED),
      Kind("recurrent", 0x6A4521), Kind("indexing", 0x2797A7), Kind("reduction", 0xEAC31B),
      Kind("elementwise", 0x4A4B4E), Kind("shape", 0xB5C1D1), Kind("quantization", 0xABB473),
      Kind("control", 0x121212), Kind("source", 0xD3DAE3), Kind("ml", 0x024C60),
      Kind("signal", 0xA03A24), Kind("training", 0x7A0B46), Kind("custom", 0x77828F),
    ],
    heat: [
      Color(0xFFFFFF), Color(0xFFF7D6), Color(0xFFE9A0), Color(0xFFCF7A), Color(0xFFB273), Color(0xFF9580),
    ],
    grid: Color(0xE9ECF0), chartAxis: Color(0x8A93A0), missing: Color(0xE3E6EB),
    series: [
      Color(0x0072B2), Color(0xD55E00), Color(0x09905B), Color(0xC85291), Color(0x9A7537), Color(0x4796E1),
      Color(0x33353A), Color(0x5D3B7C),
    ],
    tints: [0.16, 0.4, 0.78], flags: [Color(0x5C6470), Color(0xAD5200), Color(0xC62828)],
    palettes: .light)

  /// Light ink on near-black.
  public static let dark = Theme(
    page: Color(0x0F1216),
    card: Color(0x232A33), cardBorder: Color(0x465160),
    block: Color(0x1A2740), blockBorder: Color(0x4A6AA8),
    panels: [Color(0x13171C), Color(0x161B21), Color(0x1A1F26), Color(0x1D232B)],
    panelBorder: Color(0x3A424E),
    pill: Color(0x262C35), pillBorder: Color(0x596373),
    line: Color(0x8E9AAB),
    curve: Color(0xFE4A05), axis: Color(0x56616F),
    badge: Color(0x8FB0FF), badgeText: Color(0x0B1530),
    strongText: Color(0xEEF1F5), text: Color(0xC4CBD5), quietText: Color(0x9AA4B2),
    blockStrongText: Color(0xCFDDFF), blockText: Color(0xA3B7E3),
    kinds: [
      Kind("convolution", 0x7A8DEB), Kind("linear", 0x7252D1), Kind("attention", 0xFF61A3),
      Kind("normalization", 0x689067), Kind("activation", 0xFE4A05), Kind("pooling", 0xEBB6FD),
      Kind("recurrent", 0xA9422C), Kind("indexing", 0x02ADA8), Kind("reduction", 0xEAD833),
      Kind("elementwise", 0x707275), Kind("shape", 0xD5D7DB), Kind("quantization", 0xB0D692),
      Kind("control", 0xF4F6F8), Kind("source", 0x4A5563), Kind("ml", 0x2F7F96),
      Kind("signal", 0xD9A35A), Kind("training", 0xB52A72), Kind("custom", 0x98A3B3),
    ],
    heat: [
      Color(0x232A33), Color(0x2F3322), Color(0x4A4318), Color(0x6A4A14), Color(0x7E3B1A), Color(0x8E2430),
    ],
    grid: Color(0x232931), chartAxis: Color(0x6C7685), missing: Color(0x2E353F),
    series: [
      Color(0x56B4E9), Color(0xFF8A3D), Color(0x28D496), Color(0xE58FBF), Color(0xF0E442), Color(0x887AFB),
      Color(0xF2F3F5), Color(0xAB7D3A),
    ],
    tints: [0.2, 0.42, 0.78], flags: [Color(0x9AA4B2), Color(0xFFB74D), Color(0xFF8A80)],
    palettes: .dark)

  /// The light theme for printers without colours: kinds have textures, every other colour is the grey of the same
  /// luminance, on white grounds, with black ink.
  public static let print = Theme.light.printed
}

extension Theme {
  private var printed: Theme {
    let white = Color(0xFFFFFF)
    let ink = Color(0x000000)
    var theme = self
    (theme.page, theme.card, theme.block, theme.pill) = (white, white, Color(0xF2F2F2), white)
    theme.panels = [white]
    (theme.cardBorder, theme.pillBorder, theme.blockBorder) = (Color(0x595959), ink, ink)
    (theme.panelBorder, theme.line) = (Color(0x737373), ink)
    (theme.curve, theme.axis) = (ink, Color(0xBFBFBF))
    (theme.badge, theme.badgeText) = (ink, white)
    (theme.strongText, theme.text, theme.quietText) = (ink, Color(0x262626), Color(0x404040))
    (theme.blockStrongText, theme.blockText) = (ink, Color(0x262626))
    (theme.grid, theme.chartAxis, theme.missing) = (Color(0xE3E3E3), Color(0x737373), Color(0xE3E3E3))
    theme.series = [ink, ink, Color(0x737373), ink, Color(0x737373), ink, Color(0x737373), ink]
    theme.seriesDashes = [
      [], [6, 2.5], [], [1.5, 2], [6, 2.5], [6, 2, 1.5, 2], [1.5, 2], [10, 3],
    ]
    theme.tints = [0.13, 0.32, 0.55]
    (theme.washes, theme.washInk, theme.photograph) = ([0, 0.06, 0.12, 0.18, 0.25], ink, 0)
    theme.flags = [Color(0x404040), ink, ink]
    theme.palettes = .print
    for index in theme.heat.indices { theme.heat[index] = theme.heat[index].grey }
    for index in theme.kinds.indices {
      let texture = Texture.ofKinds[theme.kinds[index].name]
      theme.kinds[index].texture = texture
      theme.kinds[index].color = texture?.ground ?? theme.kinds[index].color.grey
    }
    return theme
  }
}
