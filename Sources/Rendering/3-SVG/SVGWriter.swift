import DiagramModel
import TextOutput

/// Writes a scene as SVG 1.1 that survives anywhere: `<text>` and shapes only, colours as presentation
/// attributes, nothing outside the file, every string escaped. It knows nothing about models.
struct SVGWriter {
  /// The colours written into attributes.
  let theme: Theme
  /// Colours for readers who prefer dark pages: written as a style sheet over the attributes, or nil.
  private var dark: DarkRules?
  /// Size, ids, and whose switch makes the picture dark.
  let options: SVGOptions

  /// Names and values from the model are cut to this many scalars in attributes.
  static let nameLimit = 200
  /// Tooltips and descriptions are cut to this many scalars.
  static let proseLimit = 2000

  /// Whether a page around the picture brings the style sheet, and wants to know what boxes stand for.
  var isPartOfPage = false
  /// Pixels of an image for a CSS pixel, at least.
  var imageDensity = 1.0
  var out: MarkupWriter

  init(_ options: SVGOptions) {
    self.options = options
    switch options.theme {
    case .light, .auto: theme = .light
    case .dark: theme = .dark
    case .print: theme = .print
    }
    let turnsDark = options.theme == .auto || (options.theme == .light && options.darkSelector != nil)
    dark = turnsDark ? DarkRules(.dark) : nil
    out = MarkupWriter(capacity: 1 << 14)
  }

  /// The whole document, ending in a line break. Linear in the scene.
  mutating func write(_ scene: Scene) -> [UInt8] {
    out = MarkupWriter(capacity: 1 << 14)
    for item in scene.items {
      switch item {
      case .begin(let group): begin(group)
      case .end: out.raw("</g>\n")
      case .rect(let rect): write(rect)
      case .path(let path): write(path)
      case .text(let text): write(text)
      case .image(let image): write(image)
      }
    }
    let body = out
    // Ids come from the content, so that two pictures on one page do not collide and equal ones are equal.
    var keyed = body
    keyed.text(scene.title, limit: Self.proseLimit)
    keyed.text(scene.summary, limit: Self.proseLimit)
    let id = options.idPrefix ?? "foldout-" + String(keyed.hash, radix: 36)
    out = MarkupWriter(capacity: body.bytes.count + 4096)
    head(scene, id: id)
    if !isPartOfPage, let dark { style(dark, id: id) }
    out.raw(body.bytes)
    out.raw("</svg>\n")
    return out.bytes
  }

  private mutating func head(_ scene: Scene, id: String) {
    out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\"")
    // SVG 1.1 has images by this name only; browsers know it, too.
    if scene.hasImages { out.raw(" xmlns:xlink=\"http://www.w3.org/1999/xlink\"") }
    out.raw(" viewBox=\"0 0 ")
    out.number(scene.size.width)
    out.raw(" ")
    out.number(scene.size.height)
    out.raw("\"")
    size(scene.size)
    if options.isFragment { out.raw(" id=\"" + id + "\"") }
    // What an `img` has inside is not read aloud; charts and tables have words of their own.
    out.raw(scene.hasCharts ? " role=\"graphics-document document\"" : " role=\"img\"")
    out.raw(" class=\"foldout\" aria-labelledby=\"")
    out.raw(id + "-title " + id + "-desc\"")
    out.raw(" font-family=\"Helvetica, Arial, 'Liberation Sans', Arimo, sans-serif\"")
    out.raw(" text-rendering=\"geometricPrecision\">\n<title id=\"" + id + "-title\">")
    out.text(scene.title, limit: Self.proseLimit)
    out.raw("</title>\n<desc id=\"" + id + "-desc\">")
    out.text(scene.summary, limit: Self.proseLimit)
    out.raw("</desc>\n")
  }

  private mutating func size(_ natural: Size) {
    switch options.size {
    case .natural:
      out.attribute("width", natural.width)
      out.attribute("height", natural.height)
      out.raw(" style=\"max-width:100%;height:auto\"")
    case .fluid: out.raw(" style=\"width:100%;height:auto\"")
    case .box:
      let size = options.size.pixels(of: natural)
      out.attribute("width", size.width)
      out.attribute("height", size.height)
    }
  }

  private mutating func style(_ dark: DarkRules, id: String) {
    var scope = options.isFragment ? "#" + id + " " : ""
    if let selector = options.darkSelector {
      // A list of selectors must not lose all but its last to what follows.
      scope = (selector.contains(",") ? ":is(" + selector + ") " : selector + " ") + scope
      out.raw("<style>\n")
    } else {
      out.raw("<style>@media (prefers-color-scheme:dark){\n")
    }
    dark.write(within: scope, to: &out)
    out.raw(options.darkSelector == nil ? "}</style>\n" : "</style>\n")
  }

  /// The rules that turn everything written so far dark, for the style sheet of a page.
  func darkRules() -> [UInt8] {
    var rules = MarkupWriter()
    dark?.write(within: "", to: &rules)
    return rules.bytes
  }

  private mutating func begin(_ group: Scene.Group) {
    out.raw("<g class=\"")
    switch group.role {
    case .op(let kind, let type):
      out.raw("foldout-node foldout-kind-" + Paint.letters(kind) + "\"")
      out.attribute("data-name", group.name ?? "")
      out.attribute("data-op", type)
    case .closedBlock(let scope):
      out.raw("foldout-node foldout-closed\"")
      out.attribute("data-name", group.name ?? "")
      out.attribute("data-scope", scope)
    case .openBlock(let scope):
      out.raw("foldout-block\"")
      out.attribute("data-name", group.name ?? "")
      out.attribute("data-scope", scope)
    case .detail(let letter):
      out.raw("foldout-block foldout-detail\"")
      out.attribute("data-letter", letter)
      out.attribute("data-name", group.name ?? "")
    case .region:
      out.raw("foldout-block foldout-region\"")
      out.attribute("data-name", group.name ?? "")
    case .caption(let letter):
      out.raw("foldout-letter foldout-caption\"")
      out.attribute("data-letter", letter)
    case .letter(let letter):
      out.raw("foldout-letter\"")
      out.attribute("data-letter", letter)
    case .table: out.raw("foldout-table\"")
    case .row(let items):
      out.raw("foldout-row\"")
      if isPartOfPage {
        out.raw(" data-items=\"" + items.map { String($0) }.joined(separator: " ") + "\"")
      }
    case .levels: out.raw("foldout-levels\"")
    case .terminal(let isInput):
      out.raw(isInput ? "foldout-terminal foldout-input\"" : "foldout-terminal foldout-output\"")
      out.attribute("data-name", group.name ?? "")
    case .links:
      let pen = group.pen.flatMap { dark?.className(stroke: $0.stroke) }
      out.raw("foldout-links" + (pen.map { " " + $0 } ?? "") + "\"")
    case .glyph: out.raw("foldout-glyph\"")
    case .notes: out.raw("foldout-notes\"")
    case .chart(let kind):
      out.raw(
        "foldout-chart foldout-chart-" + Paint.letters(kind) + "\" role=\"img\" stroke-linejoin=\"round\"")
    case .finding(let level): out.raw("foldout-finding foldout-" + level.name + "\"")
    }
    if isPartOfPage, let item = group.item { out.raw(" data-item=\"" + String(item) + "\"") }
    if let pen = group.pen {
      colors(fill: nil, stroke: pen.stroke)
      out.attribute("stroke-width", pen.width)
    }
    out.raw(">\n")
    if let tooltip = group.tooltip, !tooltip.isEmpty {
      out.raw("<title>")
      out.text(tooltip, limit: Self.proseLimit)
      out.raw("</title>\n")
    }
    if let summary = group.summary, !summary.isEmpty {
      out.raw("<desc>")
      out.text(summary, limit: Self.proseLimit)
      out.raw("</desc>\n")
    }
  }

  private mutating func write(_ rect: Scene.Rectangle) {
    let ground = rect.fill == .page && !isPartOfPage ? options.background.decided(options) : .theme
    if ground == .transparent { return }
    out.raw("<rect")
    if ground == .theme { classes(fill: rect.fill, stroke: rect.stroke) }
    out.attribute("x", rect.frame.minX)
    out.attribute("y", rect.frame.minY)
    out.attribute("width", max(0, rect.frame.size.width))
    out.attribute("height", max(0, rect.frame.size.height))
    if rect.radius > 0 { out.attribute("rx", rect.radius) }
    colors(fill: rect.fill, stroke: rect.stroke)
    out.raw("/>\n")
    texture(rect.fill, in: rect.frame)
  }

  /// Writes lines in a colour of their own.
  mutating func write(_ path: Scene.Path, color: Color, width: Double) {
    out.raw("<path d=\"")
    out.pathData(path)
    out.raw("\" fill=\"none\" stroke=\"")
    out.color(color)
    out.raw("\"")
    out.attribute("stroke-width", width)
    out.raw("/>\n")
  }

  private mutating func write(_ path: Scene.Path) {
    out.raw("<path")
    classes(path.link == nil ? nil : "foldout-link", fill: path.fill, stroke: path.stroke)
    if let link = path.link { out.attribute("data-value", link) }
    out.raw(" d=\"")
    out.pathData(path)
    out.raw("\"")
    if path.fill != nil || path.stroke != nil { colors(fill: path.fill, stroke: path.stroke) }
    if let width = path.width { out.attribute("stroke-width", width) }
    if path.hasRoundEnds { out.raw(" stroke-linecap=\"round\"") }
    dashes(path)
    out.raw("/>\n")
    texture(path.fill, in: path.frame, outline: path)
  }

  private mutating func dashes(_ path: Scene.Path) {
    if path.isDashed { return out.raw(" stroke-dasharray=\"4 3\"") }
    if path.hasShortDashes { return out.raw(" stroke-dasharray=\"3 3\"") }
    guard path.fill == nil, case .series(let number)? = path.stroke, !theme.seriesDashes.isEmpty else {
      return
    }
    let dashes = theme.seriesDashes[max(0, number) % theme.seriesDashes.count]
    for (place, length) in dashes.enumerated() {
      out.raw(place == 0 ? " stroke-dasharray=\"" : " ")
      out.number(length)
    }
    if !dashes.isEmpty { out.raw("\"") }
  }

  private mutating func write(_ text: Scene.Text) {
    guard !text.text.isEmpty else { return }
    out.raw("<text")
    classes(text.style == .label ? "foldout-label" : nil, fill: text.fill, stroke: nil)
    out.attribute("x", text.at.x)
    out.attribute("y", text.at.y)
    if text.isTurned {
      out.raw(" transform=\"rotate(-90 ")
      out.number(text.at.x)
      out.raw(" ")
      out.number(text.at.y)
      out.raw(")\"")
    }
    if text.anchor != .start { out.raw(" text-anchor=\"" + text.anchor.rawValue + "\"") }
    out.attribute("font-size", text.style.fontSize)
    if text.style.isBold { out.raw(" font-weight=\"700\"") }
    colors(fill: text.fill, stroke: nil)
    out.raw(">")
    if text.italics.isEmpty {
      out.text(text.text, limit: Self.proseLimit)
    } else {
      runs(of: text)
    }
    out.raw("</text>\n")
  }

  /// A text whose letters for numbers are set in italics.
  private mutating func runs(of text: Scene.Text) {
    let scalars = Array(text.text.unicodeScalars.prefix(Self.proseLimit))
    var place = 0
    func piece(_ range: Range<Int>) -> String {
      var piece = String.UnicodeScalarView()
      piece.append(contentsOf: scalars[range])
      return String(piece)
    }
    for run in text.italics {
      let run = run.clamped(to: place..<scalars.count)
      out.text(piece(place..<run.lowerBound), limit: Self.proseLimit)
      out.raw("<tspan font-style=\"italic\">")
      out.text(piece(run), limit: Self.proseLimit)
      out.raw("</tspan>")
      place = run.upperBound
    }
    out.text(piece(place..<scalars.count), limit: Self.proseLimit)
  }

  /// Presentation attributes, which any style sheet of the page may override.
  private mutating func colors(fill: Paint?, stroke: Paint?) {
    out.raw(" fill=\"")
    if let fill { out.color(color(fill)) } else { out.raw("none") }
    out.raw("\"")
    if let stroke {
      out.raw(" stroke=\"")
      out.color(color(stroke))
      out.raw("\"")
    }
  }

  /// The colour of a role; what looks like the page is as the page is asked to be.
  private func color(_ paint: Paint) -> Color {
    if paint == .page, case .color(let ground) = options.background { ground } else { theme.color(paint) }
  }

  /// The class attribute: a role, and where a dark style sheet is written, the names it needs.
  private mutating func classes(_ own: String? = nil, fill: Paint?, stroke: Paint?) {
    var names = own.map { [$0] } ?? []
    if let fill, let name = dark?.className(fill: fill) { names.append(name) }
    if let stroke, let name = dark?.className(stroke: stroke) { names.append(name) }
    if !names.isEmpty { out.raw(" class=\"" + names.joined(separator: " ") + "\"") }
  }
}
