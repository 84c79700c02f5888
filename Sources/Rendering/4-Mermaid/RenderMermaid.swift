import DiagramModel
import TextMetrics
import TextOutput

/// Writes a diagram as a flowchart for Mermaid, which GitHub, GitLab and many others draw where it stands in a fenced block: open blocks are
/// subgraphs, boxes have the texts of their cards and the colours of their kinds. Mermaid finds the places itself. Details and tables are not in it.
///
/// It is written in the language of Mermaid 10, without HTML but for line breaks, so that old and strict readers draw it, too. The grounds of
/// boxes are light whatever the page is, and their text dark; all else has the page's colours.
///
/// - Throws: ``MermaidExcess`` where Mermaid would refuse it.
///
/// Cost: linear in boxes and links.
public func renderMermaid(_ diagram: Diagram) throws(MermaidExcess) -> [UInt8] {
  let lines = MermaidLines.lines(of: diagram)
  guard lines.count <= MermaidTuning.mostLines else {
    throw .lines(lines.count, most: MermaidTuning.mostLines)
  }
  var writer = MermaidWriter(diagram, lines)
  let text = writer.run()
  let length = text.utf16.count
  guard length <= MermaidTuning.mostCharacters else {
    throw .characters(length, most: MermaidTuning.mostCharacters)
  }
  return Array(text.utf8)
}

/// The state of one chart.
private struct MermaidWriter {
  private let diagram: Diagram
  private let direction: String
  private var text = ""
  /// By panel: the number of its first box among all.
  private let offsets: [Int]
  /// By class: the boxes that have its look, in order.
  private var members: [String: [String]] = [:]
  private var classes: [(name: String, look: String)] = []
  private let lines: [MermaidLines.Line]
  /// The panels that no line enters or leaves.
  private let isolated: Set<PanelID>

  init(_ diagram: Diagram, _ lines: [MermaidLines.Line]) {
    self.diagram = diagram
    self.lines = lines
    isolated = MermaidLines.isolatedPanels(of: diagram)
    direction = diagram.direction == .down ? "TB" : "LR"
    var next = 0
    offsets = diagram.panels.map { panel in
      defer { next += panel.boxes.count }
      return next
    }
  }

  mutating func run() -> String {
    text = "%%{init: {\"flowchart\": {\"subGraphTitleMargin\": \(MermaidTuning.titleMargin)}}}%%\n"
    text += "flowchart \(direction)\n"
    tell("accTitle", diagram.title)
    tell("accDescr", diagram.summary)
    writePanel(0, indent: "  ")
    for line in lines {
      let arrow = line.isCaptured ? "-.->" : "-->"
      let label = line.label.map { "|" + mermaidQuoted($0.text) + "|" } ?? ""
      text += "  \(id(line.source)) \(arrow)\(label) \(id(line.target))\n"
    }
    for (name, look) in classes {
      text += "  classDef \(name) \(look)\n"
      text += "  class \(members[name, default: []].joined(separator: ",")) \(name)\n"
    }
    return text
  }

  private func id(_ place: MermaidLines.Place) -> String { "n\(offsets[place.panel] + place.box)" }

  // MARK: Boxes

  private mutating func writePanel(_ number: Int, indent: String) {
    for (index, box) in diagram.panels[number].boxes.enumerated() {
      let id = id(.init(panel: number, box: index))
      switch box.content {
      case .card(let card): write(card, id, indent)
      case .terminal(let terminal):
        text += "\(indent)\(id)([\(mermaidQuoted(terminal.heading.text))])\n"
        style(id, as: "terminal", .pill, .pillBorder, .text(.terminal))
      case .panel(let inner):
        let panel = diagram.panels[inner]
        text += "\(indent)subgraph b\(inner)[\(title(of: panel))]\n"
        // Mermaid turns blocks that no line enters. Where one does, this would end the lines at the border.
        if isolated.contains(inner) { text += "\(indent)  direction \(direction)\n" }
        let grey = MermaidTuning.panelGrey.hex
        add("b\(inner)", to: "open", look: "fill:\(grey)\(MermaidTuning.panelOpacity),stroke:\(grey)")
        writePanel(inner, indent: indent + "  ")
        text += "\(indent)end\n"
      }
    }
  }

  private mutating func write(_ card: Card, _ id: String, _ indent: String) {
    let label = "\"" + Self.lines(of: card).map { mermaidText($0) }.joined(separator: "<br/>") + "\""
    switch card.form {
    case .op:
      text += "\(indent)\(id)[\(label)]\n"
      let color = Theme.light.color(.kind(card.kind))
      add(
        id, to: Theme.light.kinds.contains { $0.name == card.kind } ? card.kind : "custom",
        look: look(
          Theme.light.page.mixed(with: color, share: MermaidTuning.tint), color,
          Theme.light.color(.text(.op))))
    case .block:
      // The double border says that there is more inside.
      text += "\(indent)\(id)[[\(label)]]\n"
      style(id, as: "closed", .block, .blockBorder, .blockText(.title))
    }
  }

  /// The texts of a card, in lines that Mermaid need not break.
  private static func lines(of card: Card) -> [String] {
    let heading = [card.heading.text, card.detail?.text ?? ""].filter { !$0.isEmpty }
    return broken(heading, " ")
      + card.lines.flatMap { line in broken(line.text.split(separator: " · ").map(String.init), " · ") }
  }

  /// Parts joined to as few lines as fit.
  private static func broken(_ parts: [String], _ separator: String) -> [String] {
    var lines: [String] = []
    for part in parts {
      let joined = lines.last.map { $0 + separator + part } ?? part
      let width = measure(joined, style: .small).width / TextStyle.small.fontSize * MermaidTuning.fontSize
      if lines.isEmpty || width > MermaidTuning.mostLineWidth {
        lines.append(part)
      } else {
        lines[lines.count - 1] = joined
      }
    }
    return lines
  }

  /// The name plate as one line: Mermaid keeps no room for more.
  private func title(of panel: Panel) -> String {
    let lines = panel.header?.lines ?? []
    let told = lines.filter { $0.style == .title || $0.style == .badge }.map(\.text)
    return mermaidQuoted(told.joined(separator: " "))
  }

  /// A line of text for those who can't see the chart; nothing where there is none, since Mermaid would then take the next line for it.
  private mutating func tell(_ key: String, _ told: String) {
    let safe = mermaidText(told, limit: MermaidTuning.mostToldCharacters)
    if safe.contains(where: { $0 != " " }) { text += "  \(key): \(safe)\n" }
  }

  // MARK: Looks

  private mutating func style(_ id: String, as name: String, _ fill: Paint, _ border: Paint, _ ink: Paint) {
    let theme = Theme.light
    add(id, to: name, look: look(theme.color(fill), theme.color(border), theme.color(ink)))
  }

  private func look(_ fill: Color, _ border: Color, _ ink: Color) -> String {
    "fill:\(fill.hex),stroke:\(border.hex),color:\(ink.hex)"
  }

  private mutating func add(_ id: String, to name: String, look: String) {
    if members[name] == nil { classes.append((name, look)) }
    members[name, default: []].append(id)
  }
}

extension Color {
  /// `#rrggbb`.
  fileprivate var hex: String {
    let digits = String(rgb, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
