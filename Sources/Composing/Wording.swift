import DiagramModel
import Folding
import ModelGraph
import OperatorCatalog
import TextMetrics

/// The words of a picture.
struct Wording {
  let outline: Outline
  let options: ComposeOptions

  /// The picture's accessible name.
  var title: String {
    if let title = options.title, !title.isEmpty { return sanitized(title) }
    return name.isEmpty ? "Model diagram" : sanitized(name)
  }

  /// The model's class or name, unless it is one that exporters give every graph.
  private var name: String {
    let name = outline.blocks[0].className ?? outline.blocks[0].title
    let generic: Set<String> = [
      "main_graph", "main", "graph", "torch_jit", "torch-jit-export", "torch-jit-main", "model",
    ]
    return generic.contains(name) || name.hasPrefix("tf2onnx") ? "" : name
  }

  /// The line of small print below the picture.
  var caption: String {
    let root = outline.blocks[0]
    var parts: [String] = []
    if !name.isEmpty { parts.append(shorten(sanitized(name), style: .legend, maxWidth: 200).text) }
    parts.append(Self.count(Int64(root.operatorCount), "operator"))
    if outline.weightCount > 0 { parts.append(Self.short(outline.weightCount) + " parameters") }
    if options.showsCosts, let macs = root.cost?.macs, macs > 0 { parts.append(Self.short(macs) + " MACs") }
    if root.hiddenCount > 0 {
      parts.append(Self.count(Int64(root.hiddenCount), "plumbing operator") + " hidden")
    }
    return parts.joined(separator: " · ")
  }

  /// A sentence or two for those who can't see the picture.
  var summary: String {
    let root = outline.blocks[0]
    var inputs: [String] = []
    var outputs: [String] = []
    for item in root.items {
      switch outline.items[item].content {
      case .input(let name):
        inputs.append(described(name, outline.items[item].outputs.first))
      case .output(let name):
        outputs.append(described(name, outline.items[item].inputs.first?.first))
      default: break
      }
    }
    let blocks = outline.blocks.filter(\.isOpen).count - 1
    var text = Self.count(Int64(root.operatorCount), "operator")
    if blocks > 0 { text += " in " + Self.count(Int64(blocks), "open block") }
    text += "; inputs: " + Self.list(inputs) + "; outputs: " + Self.list(outputs) + "."
    return text
  }

  private func described(_ name: String, _ value: Int?) -> String {
    let type = value.flatMap { Self.typed(outline.values[$0].type) }
    return sanitized(name, limit: 60) + (type.map { " " + sanitized($0, limit: 60) } ?? "")
  }

  private static func list(_ names: [String]) -> String {
    guard !names.isEmpty else { return "none" }
    let shown = names.prefix(6).joined(separator: ", ")
    return names.count > 6 ? shown + " and \(names.count - 6) more" : shown
  }

  // MARK: Blocks

  /// A block's title with its class: `0 · Bottleneck`.
  static func heading(of block: OutlineBlock) -> String {
    let title = sanitized(label(of: block), limit: 120)
    guard let className = block.className.map({ sanitized($0, limit: 80) }), !className.isEmpty,
      className.lowercased() != title.lowercased()
    else { return title }
    return title.isEmpty ? className : title + " · " + className
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
    default: block.title
    }
  }

  /// `8 ops · 74.4K params`.
  static func counts(of block: OutlineBlock, marks: BlockMarks = BlockMarks()) -> String {
    let operators = count(Int64(block.operatorCount), "op")
    guard block.parameters > 0 else { return operators }
    return operators + " · " + short(block.parameters) + " params" + marks.text
  }

  /// ` · 231.2M MACs`, where they are known and wanted.
  static func costs(of block: OutlineBlock, _ options: ComposeOptions) -> String {
    shownCost(of: block, options).map { " · " + $0 } ?? ""
  }

  private static func shownCost(of block: OutlineBlock, _ options: ComposeOptions) -> String? {
    guard options.showsCosts, let macs = block.cost?.macs, macs > 0 else { return nil }
    return short(macs) + " MACs"
  }

  /// The name plate of an open block: the title, with the class in a second line where one is too long.
  static func header(
    of block: OutlineBlock, marks: BlockMarks = BlockMarks(), _ options: ComposeOptions = ComposeOptions()
  ) -> Panel.Header {
    let subtitle = counts(of: block, marks: marks)
    var lines: [TextLine] = []
    let whole = measure(heading(of: block), style: .title)
    let badge = block.repeats > 1 ? measure("×\(block.repeats)", style: .badge) : nil
    if whole.width <= 165 {
      lines = [whole, measure(subtitle, style: .subtitle)]
    } else {
      let title = shorten(sanitized(label(of: block)), style: .title, maxWidth: 200)
      lines.append(title.text.isEmpty ? shorten(whole.text, style: .title, maxWidth: 200) : title)
      if let className = block.className, !title.text.isEmpty {
        lines.append(shorten(sanitized(className), style: .subtitle, maxWidth: 200))
      }
      lines.append(measure(subtitle, style: .subtitle))
    }
    // A line of its own keeps the plate narrow, so that the panel stays centred on its flow.
    if let macs = shownCost(of: block, options) { lines.append(measure(macs, style: .subtitle)) }
    // A badge stands to the right of the line before it.
    if let badge { lines.insert(badge, at: 1) }
    var header = Panel.Header(lines: lines)
    header.size.width = header.size.width.rounded(.up)
    return header
  }

  // MARK: Tooltips, types, numbers

  static func tooltip(of operation: OutlineOperator) -> String {
    var text = operation.node.op.description
    if !operation.node.name.isEmpty { text += " " + sanitized(operation.node.name, limit: 200) }
    for attribute in operation.attributes.prefix(12) {
      text += " · " + attribute.name + " " + Operators.attributeText(attribute.value, limit: 40)
    }
    return sanitized(text, limit: 400)
  }

  static func tooltip(of block: OutlineBlock) -> String {
    var text = block.path
    if let className = block.className { text += " · " + className }
    text += " · " + counts(of: block)
    if block.repeats > 1 {
      text += " each, \(block.repeats) times"
      if let macs = block.cost?.macs, macs > 0 { text += ", \(short(macs)) MACs each" }
      if block.totalParameters > 0 { text += ", \(short(block.totalParameters)) params in all" }
    }
    return sanitized(text, limit: 400)
  }

  static func tooltip(ofTerminal name: String, _ type: ValueType?) -> String {
    sanitized(name + (typed(type).map { " " + $0 } ?? ""), limit: 400)
  }

  /// The shape of a tensor as drawn beside a line, or nil.
  static func shape(_ type: ValueType?) -> String? {
    switch type {
    case .tensor(_, let shape?), .sparseTensor(_, let shape?): text(of: shape)
    case .sequence(let element): typed(element).map { "seq of " + $0 }
    case .optional(let element): shape(element).map { $0 + "?" }
    default: nil
    }
  }

  /// The shape with the element type, which goes without saying for float32.
  static func typed(_ type: ValueType?) -> String? {
    switch type {
    case .tensor(let element, let shape), .sparseTensor(let element, let shape):
      let name = element == .float32 || element == .undefined ? nil : element.name
      let parts = [shape.map(text), name].compactMap { $0 }
      return parts.isEmpty ? nil : parts.joined(separator: " ")
    case .sequence(let element): return "seq of " + (typed(element) ?? "?")
    case .optional(let element): return typed(element).map { $0 + "?" }
    case .map(let key, let value): return "map \(key.name) → " + (typed(value) ?? "?")
    default: return nil
    }
  }

  /// A shape with `?` for the symbols that exporters make up for dims they don't know
  /// (`unk__606`, `Gemmy_dim_0`): they tell a reader nothing.
  private static func text(of shape: Shape) -> String {
    Shape(
      shape.dims.map { dim in
        guard case .symbol(let name) = dim, isMadeUp(name) else { return dim }
        return .unknown
      }
    ).text
  }

  private static func isMadeUp(_ symbol: String) -> Bool {
    var stem = symbol[...]
    while stem.last?.isNumber == true { stem.removeLast() }
    return stem.count < symbol.count && (stem.hasSuffix("_dim_") || stem == "unk__")
  }

  /// A count with its noun: `1 op`, `8 ops`, `1,016 operators`.
  static func count(_ number: Int64, _ noun: String) -> String {
    grouped(number) + " " + noun + (number == 1 ? "" : "s")
  }

  /// Three or four significant digits with K, M, G or T: `74.4K`.
  static func short(_ number: Int64) -> String {
    guard number >= 1000 else { return String(number) }
    var scaled = Double(number)
    for unit in ["K", "M", "G", "T"] {
      scaled /= 1000
      if scaled < 999.95 || unit == "T" {
        let tenths = Int64((scaled * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)\(unit)"
      }
    }
    return String(number)
  }
}
