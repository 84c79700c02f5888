import TextOutput

/// The style sheet that turns a picture dark: a rule for each role that the picture uses.
struct DarkRules {
  private let theme: Theme
  private var fills = Property(stem: "foldout-f-", property: "fill")
  private var strokes = Property(stem: "foldout-s-", property: "stroke")

  /// Starts without rules.
  init(_ theme: Theme) { self.theme = theme }

  /// The class that has a role as fill; from now on there is a rule for it.
  mutating func className(fill: Paint) -> String { fills.className(of: fill) }

  /// The same for strokes.
  mutating func className(stroke: Paint) -> String { strokes.className(of: stroke) }

  /// Writes all rules, each with a selector before it.
  func write(within scope: String, to out: inout MarkupWriter) {
    for uses in [fills, strokes] {
      for paint in uses.paints {
        out.raw(scope + "." + uses.stem + paint.className + "{" + uses.property + ":")
        out.color(theme.color(paint))
        out.raw("}\n")
      }
    }
  }

  /// The roles used for one property, in order of first use.
  private struct Property {
    let stem: String
    let property: String
    private(set) var paints: [Paint] = []
    private var names: [Paint: String] = [:]

    init(stem: String, property: String) {
      self.stem = stem
      self.property = property
    }

    mutating func className(of paint: Paint) -> String {
      if let known = names[paint] { return known }
      let name = stem + paint.className
      names[paint] = name
      paints.append(paint)
      return name
    }
  }
}
