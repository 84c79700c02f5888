import Diagnostics

/// A tree of blocks as text, a line for each child: `+` a block with its class and kind, else an operator with its name.
///
/// Cost: linear.
func textDump(_ tree: BlockTree, _ context: FoldContext) -> String {
  var text = ""
  var pending: [(child: Child, depth: Int)] = tree.blocks[0].children.reversed().map { ($0, 0) }
  while let (child, depth) = pending.popLast() {
    text += String(repeating: "  ", count: depth)
    switch child {
    case .node(let node):
      let own = context.flat.nodes[node]
      let name = context.model.graphs[own.graph].nodes[own.node].name
      text += escaped(context.op(of: node).description, limit: 80)
      text += name.isEmpty ? "\n" : " \(escaped(name, limit: 120))\n"
    case .block(let block):
      let own = tree.blocks[block]
      text += "+ \(escaped(tree.title(of: block), limit: 120))"
      if let className = own.className { text += " · \(escaped(className, limit: 80))" }
      text += " (\(own.kind.name), \(tree.ranges[block].count) ops"
      text += own.hiddenNodes.isEmpty ? ")\n" : ", \(own.hiddenNodes.count) hidden)\n"
      pending += own.children.reversed().map { ($0, depth + 1) }
    }
  }
  return text
}
