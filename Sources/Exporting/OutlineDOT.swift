import DiagramModel
import Folding
import ModelGraph
import OperatorCatalog
import TextOutput

/// The picture as Graphviz DOT, for those who want to restyle it: a cluster for every open block, a node
/// for every box, an edge for every line with its ends resolved through borders.
public func outlineDOT(_ outline: Outline, direction: Diagram.Direction, details: Bool = true) -> [UInt8] {
  var writer = DOTWriter(outline: outline, details: details)
  return writer.run(direction)
}

private struct DOTWriter {
  let outline: Outline
  let details: Bool
  private var text = ""
  /// By block: the links that end at one place.
  private var incoming: [[OutlineLink.End: [OutlineLink]]]
  /// By block: the block around it and its place there.
  private var home: [(block: Int, item: Int)]

  init(outline: Outline, details: Bool) {
    self.outline = outline
    self.details = details
    incoming = outline.blocks.map { Dictionary(grouping: $0.links, by: \.target) }
    home = outline.blocks.map { _ in (0, 0) }
    for (number, block) in outline.blocks.enumerated() {
      for (index, item) in block.items.enumerated() {
        if let inner = outline.items[item].block { home[inner] = (number, index) }
      }
    }
  }

  mutating func run(_ direction: Diagram.Direction) -> [UInt8] {
    text += "digraph model {\n"
    text += "  rankdir=\(direction == .down ? "TB" : "LR");\n"
    text += "  node [shape=box, style=rounded, fontname=\"Helvetica\", fontsize=11];\n"
    text += "  edge [arrowsize=0.6];\n"
    writeBoxes(of: 0, indent: "  ")
    for block in outline.blocks.indices where outline.blocks[block].isOpen { writeEdges(of: block) }
    text += "}\n"
    return Array(text.utf8)
  }

  private mutating func writeBoxes(of block: Int, indent: String) {
    for number in outline.blocks[block].items {
      let item = outline.items[number]
      switch item.content {
      case .operation(let operation):
        let node = operation.node
        let detail = details ? operation.shorthand : nil
        let label = node.op.type + (detail.map { " " + $0 } ?? "") + outline.times(of: item)
        text += "\(indent)n\(number) [label=\(dotQuoted(label)), tooltip=\(dotQuoted(node.name))];\n"
      case .input(let name), .output(let name):
        text += "\(indent)n\(number) [label=\(dotQuoted(name)), shape=oval];\n"
      case .block(let inner):
        let own = outline.blocks[inner]
        var label = own.title.isEmpty ? own.className ?? "" : own.shownTitle
        if let className = own.className, className != label { label += " · " + className }
        label += outline.times(of: item)
        if own.isOpen {
          text += "\(indent)subgraph cluster_\(inner) {\n"
          text += "\(indent)  label=\(dotQuoted(label));\n"
          writeBoxes(of: inner, indent: indent + "  ")
          text += "\(indent)}\n"
        } else {
          text += "\(indent)n\(number) [label=\(dotQuoted(label)), shape=box3d, style=filled];\n"
        }
      }
    }
  }

  private mutating func writeEdges(of block: Int) {
    let items = outline.blocks[block].items
    for link in outline.blocks[block].links {
      guard case .item(let target, _) = link.target, !isOpenBlock(items[target]) else { continue }
      var seen: Set<Int> = []
      for source in sources(of: link, in: block) where seen.insert(source).inserted {
        text += "  n\(source) -> n\(items[target]);\n"
      }
    }
  }

  private func isOpenBlock(_ item: Int) -> Bool {
    guard let inner = outline.items[item].block else { return false }
    return outline.blocks[inner].isOpen
  }

  /// The boxes that a line really comes from, borders followed in and out.
  private func sources(of link: OutlineLink, in block: Int) -> [Int] {
    var found: [Int] = []
    var pending = [(link.source, block)]
    while let (end, block) = pending.popLast() {
      switch end {
      case .border(let port):
        let outer = home[block]
        for link in incoming[outer.block][.item(outer.item, port: port)] ?? [] {
          pending.append((link.source, outer.block))
        }
      case .item(let index, let port):
        let item = outline.blocks[block].items[index]
        if let inner = outline.items[item].block, outline.blocks[inner].isOpen {
          for link in incoming[inner][.border(port)] ?? [] { pending.append((link.source, inner)) }
        } else {
          found.append(item)
        }
      }
    }
    return found
  }
}
