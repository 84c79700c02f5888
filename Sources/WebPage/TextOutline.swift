import Composing
import Folding
import TextOutput

/// The tree of blocks and operators as nested HTML lists, for those who can't see a picture.
struct TextOutline {
  private let outline: Outline
  private var html = MarkupWriter()
  private var entries = 0

  /// The lists. Linear in the outline, and bounded.
  static func html(_ outline: Outline) -> [UInt8] {
    var text = TextOutline(outline: outline)
    text.html.raw("<ul>")
    text.write(0)
    text.html.raw("</ul>\n")
    return text.html.bytes
  }

  private init(outline: Outline) { self.outline = outline }

  private mutating func write(_ block: Int) {
    let own = outline.blocks[block]
    html.raw("<li><span data-block=\"\(block)\">")
    html.text(block == 0 ? "Model" : PageData.cut(BlockText.heading(of: own)))
    html.raw("</span> <small>")
    html.text(BlockText.counts(of: own) + (own.times.map { " " + $0 } ?? ""))
    html.raw("</small><ul>\n")
    for (place, number) in own.items.enumerated() {
      guard entries < HTMLTuning.mostOutlineEntries else {
        html.raw("<li>and \(own.items.count - place) more</li>\n")
        break
      }
      entries += 1
      switch outline.items[number].content {
      case .block(let inner): write(inner)
      case .operation(let operation): leaf(operation.node.op.description, operation.node.name)
      case .input(let name): leaf("Input", name)
      case .output(let name): leaf("Output", name)
      }
    }
    html.raw("</ul></li>\n")
  }

  private mutating func leaf(_ type: String, _ name: String) {
    html.raw("<li>")
    html.text(PageData.cut(type))
    if !name.isEmpty {
      html.raw(" <small>")
      html.text(PageData.cut(name))
      html.raw("</small>")
    }
    html.raw("</li>\n")
  }
}
