import ModelGraph

/// A choice between two bodies.
enum Branching {
  static let rules: [Rule] = [Rule("If", branch)]

  /// What both branches agree on; where the condition is known, what that branch gives.
  private static func branch(_ site: Site) throws(Fault) {
    guard let first = site.body("then_branch"), let second = site.body("else_branch") else {
      throw .attribute("a branch is missing")
    }
    let condition = site.scalar(0)?.value
    let yes = site.run(first, [], asserting: condition.map { $0 != 0 ? .certain : .never } ?? .perhaps)
    let no = site.run(second, [], asserting: condition.map { $0 == 0 ? .certain : .never } ?? .perhaps)
    let graphs = site.engine.model.graphs
    for slot in 0..<site.outputCount {
      guard graphs[first].outputs.indices.contains(slot), graphs[second].outputs.indices.contains(slot) else {
        throw .shape(
          "the branches have \(graphs[first].outputs.count) and \(graphs[second].outputs.count) outputs, not \(site.outputCount)"
        )
      }
      let (a, b) = (graphs[first].outputs[slot], graphs[second].outputs[slot])
      guard let yes, let no else { continue }
      if let condition {
        let (taken, output) = condition != 0 ? (yes, a) : (no, b)
        site.set(slot, taken.kinds[output])
        if let content = taken.content(of: output, site.engine) { site.setContent(slot, content) }
      } else {
        site.set(slot, joined(yes.kinds[a], no.kinds[b]))
        if let x = yes.content(of: a, site.engine), x == no.content(of: b, site.engine) {
          site.setContent(slot, x)
        }
      }
    }
  }

  /// An optional and its element join to the optional.
  private static func joined(_ a: Kind, _ b: Kind) -> Kind {
    switch (a, b) {
    case (.optional, .optional): Kind.common(a, b)
    case (.optional(let element), let other), (let other, .optional(let element)):
      .optional(Kind.common(element, other))
    default: Kind.common(a, b)
    }
  }
}
