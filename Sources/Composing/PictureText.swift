import Folding
import TextMetrics
import TextOutput

/// The texts around a picture: its title, its caption and its description.
struct PictureText {
  let outline: Outline
  let options: ComposeOptions
  /// The letters for dims without a name that stand in the picture.
  let letters: [String]
  /// Whether details stand for several blocks.
  var figureHasMembers = false

  /// The picture's accessible name.
  var title: String {
    if let title = options.title, !title.isEmpty { return sanitized(title) }
    if !name.isEmpty { return sanitized(name) }
    let file = sanitized(options.fallbackTitle ?? "")
    return file.isEmpty ? "Model diagram" : file
  }

  /// The model's class or name, unless it is one that exporters give every graph.
  private var name: String {
    let name = outline.blocks[0].className ?? outline.blocks[0].shownTitle
    let generic: Set<String> = [
      "main_graph", "main", "graph", "torch_jit", "torch-jit-export", "torch-jit-main", "model",
    ]
    return generic.contains(name) || name.hasPrefix("tf2onnx") ? "" : name
  }

  /// The line of small print below the picture.
  var caption: String {
    let root = outline.blocks[0]
    var parts: [String] = []
    if !name.isEmpty {
      parts.append(shorten(sanitized(name), style: .legend, maxWidth: ComposeTuning.mostHeaderLine).text)
    }
    parts.append(BlockText.count(Int64(root.operatorCount), "operator"))
    if outline.weightCount > 0 { parts.append(NumberText.short(outline.weightCount) + " parameters") }
    if options.showsCosts, let cost = root.cost, let macs = cost.macs, macs > 0 {
      parts.append(NumberText.short(macs) + (cost.areMacsPerSample ? " MACs per sample" : " MACs"))
    }
    if root.hiddenCount > 0 {
      parts.append(BlockText.count(Int64(root.hiddenCount), "plumbing operator") + " hidden")
    }
    if options.showsMaps, let caption = options.values?.caption, !caption.isEmpty {
      let hasStacks = outline.blocks.contains { $0.repeats > 1 } || figureHasMembers
      parts.append(caption + (hasStacks ? ", of equal blocks the first" : ""))
    }
    if letters.count == 1 {
      parts.append("\(letters[0]): a size without a name in the file")
    } else if !letters.isEmpty {
      parts.append(letters.joined(separator: ", ") + ": sizes without a name in the file")
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
    var text = BlockText.count(Int64(root.operatorCount), "operator")
    if blocks > 0 { text += " in " + BlockText.count(Int64(blocks), "open block") }
    text += "; inputs: " + Self.list(inputs) + "; outputs: " + Self.list(outputs) + "."
    return text
  }

  private func described(_ name: String, _ value: Int?) -> String {
    let type = value.flatMap { TypeText.typed(outline.values[$0].type, outline.dimLetters) }
    return sanitized(name, limit: 60) + (type.map { " " + sanitized($0, limit: 60) } ?? "")
  }

  private static func list(_ names: [String]) -> String {
    guard !names.isEmpty else { return "none" }
    let shown = names.prefix(6).joined(separator: ", ")
    return names.count > 6 ? shown + " and \(names.count - 6) more" : shown
  }
}
