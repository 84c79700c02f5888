import Costs
import DiagramModel
import Folding
import ModelGraph
import TextMetrics
import TextOutput

/// The texts about a block: its heading, its counts and costs, and the name plate of an open one.
public enum BlockText {
  /// A block's title with its class: `0 · Bottleneck`. Made safe, not yet escaped.
  public static func heading(of block: OutlineBlock) -> String {
    let title = sanitized(label(of: block), limit: 120)
    let told = block.kind == .idiom ? nil : block.idiom.flatMap { $0.isCard ? nil : $0.title }
    guard let className = (block.className ?? told).map({ sanitized($0, limit: 80) }), !className.isEmpty,
      className.lowercased() != title.lowercased(), !title.hasPrefix(className + " ")
    else { return title }
    return title.isEmpty ? className : title + " · " + className
  }

  /// The name that an author gave a block which is an idiom; nil where it says no more than the idiom does.
  static func name(of block: OutlineBlock, besides idiom: OutlineIdiom) -> String? {
    let title = block.title
    return !title.contains(where: \.isLetter) || says(title, idiom) ? nil : title
  }

  /// Whether a name says what an idiom's title does, as `SqueezeExcitation` says squeeze-excite.
  static func says(_ name: String, _ idiom: OutlineIdiom) -> Bool {
    name.lowercased().filter(\.isLetter).contains(idiom.title.lowercased().filter(\.isLetter))
  }

  private static func label(of block: OutlineBlock) -> String {
    switch block.kind {
    case .control(let op): op.type
    case .body(let attribute):
      switch attribute {
      case "then_branch": "then"
      case "else_branch": "else"
      default: attribute
      }
    default: block.shownTitle
    }
  }

  /// `8 ops · 74.4K params`.
  public static func counts(of block: OutlineBlock) -> String { counts(of: block, marks: BlockMarks()) }

  /// The same with marks such as ` · frozen` behind it.
  static func counts(of block: OutlineBlock, marks: BlockMarks) -> String {
    let operators = count(Int64(block.operatorCount), "op")
    return parameters(of: block, marks: marks).map { operators + " · " + $0 } ?? operators
  }

  /// `74.4K params`, with marks such as ` · frozen` behind it; nil for a block without any.
  static func parameters(of block: OutlineBlock, marks: BlockMarks) -> String? {
    block.parameters > 0 ? NumberText.short(block.parameters) + " params" + marks.text : nil
  }

  /// Names and then numbers, between them ` · `. Where that is too wide the names in the middle go (`Conv + … + Flatten`),
  /// then all of them, and then each number has a line: numbers stay whole.
  ///
  /// - Parameter count: what takes the place of names that have all gone: `8 ops`.
  static func lines(_ names: [String], _ numbers: [String?], count: String = "", atMost width: Double)
    -> [TextLine]
  {
    let numbers = numbers.compactMap(\.self).filter { !$0.isEmpty }
    let names = names.map { sanitized($0) }
    var tries = names.isEmpty ? [] : [names.joined(separator: " + ")]
    if names.count > 2 { tries.append(names[0] + " + … + " + names[names.count - 1]) }
    if names.count > 1 { tries.append(names[0] + " + …") }
    tries.append(count)
    for lead in tries {
      let line = measure(([lead] + numbers).filter { !$0.isEmpty }.joined(separator: " · "), style: .subtitle)
      if line.width <= width { return [line] }
    }
    guard !numbers.isEmpty else { return [shorten(names.first ?? count, style: .subtitle, maxWidth: width)] }
    return ([count] + numbers).filter { !$0.isEmpty }.map { measure($0, style: .subtitle) }
  }

  /// `231.2M MACs`, where they are known and wanted.
  static func costs(of block: OutlineBlock, _ options: ComposeOptions) -> String? {
    options.showsCosts ? block.cost.flatMap(macs) : nil
  }

  /// `231.2M MACs`, or `231.2M MACs/sample` where the batch is open; nil where they are none or not known.
  static func macs(_ cost: Cost) -> String? {
    guard let macs = cost.macs, macs > 0 else { return nil }
    return NumberText.short(macs) + (cost.areMacsPerSample ? " MACs/sample" : " MACs")
  }

  /// The name plate of an open block: the title, with the class in a second line where one is too long.
  static func header(
    of block: OutlineBlock, marks: BlockMarks = BlockMarks(), _ options: ComposeOptions = ComposeOptions()
  ) -> Panel.Header {
    let subtitle = counts(of: block, marks: marks)
    var lines: [TextLine] = []
    let whole = measure(heading(of: block), style: .title)
    let badge = block.times.map { measure($0, style: .badge) }
    if whole.width <= ComposeTuning.mostJoinedHeader {
      lines = [whole, measure(subtitle, style: .subtitle)]
    } else {
      let title = shorten(sanitized(label(of: block)), style: .title, maxWidth: ComposeTuning.mostHeaderLine)
      lines.append(
        title.text.isEmpty
          ? shorten(whole.text, style: .title, maxWidth: ComposeTuning.mostHeaderLine) : title)
      if let className = block.className, !title.text.isEmpty {
        lines.append(shorten(sanitized(className), style: .subtitle, maxWidth: ComposeTuning.mostHeaderLine))
      }
      lines.append(measure(subtitle, style: .subtitle))
    }
    // A line of its own keeps the plate narrow, so that the panel stays centred on its flow.
    if let macs = costs(of: block, options) { lines.append(measure(macs, style: .subtitle)) }
    // A badge stands to the right of the line before it.
    if let badge { lines.insert(badge, at: 1) }
    var header = Panel.Header(lines: lines)
    header.size.width = header.size.width.rounded(.up)
    return header
  }

  /// A count with its noun: `1 op`, `8 ops`, `1,016 operators`.
  static func count(_ number: Int64, _ noun: String) -> String {
    NumberText.grouped(number) + " " + noun + (number == 1 ? "" : "s")
  }
}
