import Diagnostics
import ModelGraph

/// The state of folding after one pass as text, or a list of all passes with their changes: for `--dump`, tests and
/// bug reports.
public enum PassDump {
  /// The names of all passes that ``after(_:of:_:)`` accepts, in order, without repeats.
  public static let names: [String] = {
    var names: [String] = []
    for name in flatPasses.map({ "flat:" + $0.name }) + treePasses.map({ "tree:" + $0.name })
    where !names.contains(name) {
      names.append(name)
    }
    return names
  }()

  /// One line a pass with its outcome; below it the blocks that it made and those that it dissolved.
  ///
  ///     flat  hide-plumbing     62 operators hidden
  ///     flat  reveal-hidden     not wanted
  ///     tree  group-by-name     no change
  ///     tree  dissolve-trivial  12 blocks made, 40 gone
  ///
  /// Cost: that of folding, and a walk over the tree for each pass.
  public static func list(of model: Model, _ options: FoldOptions = FoldOptions()) -> String {
    var text = ""
    let width = (flatPasses.map { $0.name.count } + treePasses.map { $0.name.count }).max() ?? 0
    forEachPass(model, options) { step in
      let name = step.name + String(repeating: " ", count: width - step.name.count)
      text += "\(step.phase)  \(name)  \(step.outcome)\n"
      for line in step.details { text += "        \(line)\n" }
    }
    return text
  }

  /// The flat graph or the tree after the last run of a pass; nil where no pass has the name.
  ///
  /// - Parameter name: as in ``names``: `tree:group-turns`.
  public static func after(
    _ name: String, of model: Model, _ options: FoldOptions = FoldOptions()
  ) -> String? {
    guard names.contains(name) else { return nil }
    var text: String?
    forEachPass(model, options) { step in
      if "\(step.phase):\(step.name)" == name { text = step.state() }
    }
    return text
  }

  /// One pass as it ran.
  private struct Step {
    var phase: String
    var name: String
    var outcome: String
    var details: [String] = []
    /// The graph or tree after it.
    var state: () -> String
  }

  /// Runs all passes and hands each to a closure.
  private static func forEachPass(_ model: Model, _ options: FoldOptions, _ body: (Step) -> Void) {
    var inliner = Inliner(model)
    inliner.run()
    for pass in flatPasses {
      let before = inliner.flat
      let isWanted = pass.isWanted(options)
      if isWanted { _ = pass.run(&inliner.flat, model, options) }
      let flat = inliner.flat
      body(
        Step(phase: "flat", name: pass.name, outcome: isWanted ? changes(before, flat) : "not wanted") {
          textDump(flat, model)
        })
    }
    var runner = PassRunner(inliner.flat, model, options)
    for pass in treePasses {
      let before = runner.tree
      let outcome = runner.run(pass)
      let (tree, context) = (runner.tree, runner.context)
      var step = Step(phase: "tree", name: pass.name, outcome: "") { textDump(tree, context) }
      switch outcome {
      case .notWanted: step.outcome = "not wanted"
      case .nothingNew: step.outcome = "nothing new since its last run"
      case .unchanged: step.outcome = "no change"
      case .changed: (step.outcome, step.details) = changes(before, tree)
      }
      body(step)
    }
  }

  private static func changes(_ before: FlatGraph, _ after: FlatGraph) -> String {
    var (hidden, shown, moved) = (0, 0, 0)
    for (old, new) in zip(before.nodes, after.nodes) {
      if old.hidden == nil, new.hidden != nil { hidden += 1 }
      if old.hidden != nil, new.hidden == nil { shown += 1 }
      if old.block != new.block { moved += 1 }
    }
    let counts = [(hidden, "hidden"), (shown, "shown again"), (moved, "moved to an outer block")]
    let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? "operator" : "operators") \($0.1)" }
    return parts.isEmpty ? "no change" : parts.joined(separator: ", ")
  }

  /// More names than this are counted only.
  private static let mostNames = 12

  private static func changes(
    _ before: BlockTree, _ after: BlockTree
  ) -> (outcome: String, details: [String]) {
    func isThere(_ block: BlockID, in tree: BlockTree) -> Bool {
      tree.blocks.indices.contains(block) && (block == 0 || !tree.ranges[block].isEmpty)
    }
    let made = after.blocks.indices.filter { isThere($0, in: after) && !isThere($0, in: before) }
    let gone = before.blocks.indices.filter { isThere($0, in: before) && !isThere($0, in: after) }
    var parts: [String] = []
    if !made.isEmpty { parts.append("\(made.count) \(made.count == 1 ? "block" : "blocks") made") }
    if !gone.isEmpty { parts.append("\(gone.count) gone") }
    if parts.isEmpty { parts.append("children sorted or moved") }
    var details = made.prefix(mostNames).map { "+ " + line($0, after) }
    if made.count > mostNames { details.append("+ … \(made.count - mostNames) more") }
    details += gone.prefix(mostNames).map { "- " + line($0, before) }
    if gone.count > mostNames { details.append("- … \(gone.count - mostNames) more") }
    return (parts.joined(separator: ", "), details)
  }

  private static func line(_ block: BlockID, _ tree: BlockTree) -> String {
    let count = tree.ranges[block].count
    return "\(escaped(tree.path(of: block), limit: 120)) (\(count) \(count == 1 ? "op" : "ops"))"
  }
}

/// A flat graph as text, a line for each node: its operator, its name, its block, and why it is hidden.
private func textDump(_ flat: FlatGraph, _ model: Model) -> String {
  var text = ""
  for node in flat.nodes {
    let own = model.graphs[node.graph].nodes[node.node]
    text += escaped(own.op.description, limit: 80)
    if !own.name.isEmpty { text += " " + escaped(own.name, limit: 120) }
    var path: [String] = []
    var block = node.block
    while block != 0 {
      path.append(escaped(flat.blocks[block].name, limit: 80))
      block = flat.blocks[block].parent
    }
    if !path.isEmpty { text += " @" + path.reversed().joined(separator: "/") }
    switch node.hidden {
    case .plumbing: text += " (hidden: plumbing)\n"
    case .constant: text += " (hidden: constant)\n"
    case nil: text += "\n"
    }
  }
  return text
}
