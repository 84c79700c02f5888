import Folding

/// Blocks that one drawing can stand for.
struct Kind {
  /// What is drawn for them.
  var drawing: Figure.Drawing
  /// The distinct blocks, in the model's order.
  var members: [Figure.Member]
  /// Operators in all of them, repeats counted.
  var operators = 0
  /// Multiplications in all of them.
  var multiplications = 0.0

  /// How many blocks there are, repeats counted.
  var count: Int { members.reduce(0) { $0 + $1.times } }

  /// The kinds of an outline's blocks, by first member. Cost: linear.
  static func all(of outline: Outline, _ alignment: Alignment) -> [Kind] {
    let classes = alignment.classes
    let times = times(outline)
    var kinds: [Kind] = []
    var known: [Int: Int] = [:]
    for block in outline.blocks.indices.dropFirst() where times[block] > 0 {
      let own = outline.blocks[block]
      let kind = known[classes[block]] ?? kinds.count
      if kind == kinds.count {
        known[classes[block]] = kind
        let forms = alignment.unions[classes[block]]
        kinds.append(Kind(drawing: forms.map { .init($0, outline) } ?? .init(own), members: []))
      }
      let count = Self.product(times[block], own.repeats)
      var items = own.items.map { Optional($0) }
      if let forms = alignment.unions[classes[block]], let form = forms.formOf[block] {
        items = forms.union.places[form].map { $0.map { own.items[$0] } }
      }
      kinds[kind].members.append(.init(block: block, times: count, items: items))
      kinds[kind].operators = Self.sum(kinds[kind].operators, Self.product(count, own.operatorCount))
      kinds[kind].multiplications += Double(count) * Double(own.cost?.macs ?? 0)
    }
    return kinds
  }

  /// By block: how often the block around it stands in the model; 0 for one that was dissolved.
  private static func times(_ outline: Outline) -> [Int] {
    var times = [Int](repeating: 0, count: outline.blocks.count)
    for block in outline.blocks.indices {
      let own = block == 0 ? 1 : Self.product(times[block], outline.blocks[block].repeats)
      for inner in outline.innerBlocks(of: block) { times[inner] = own }
    }
    return times
  }

  private static func product(_ a: Int, _ b: Int) -> Int {
    let (result, over) = a.multipliedReportingOverflow(by: b)
    return over ? .max : result
  }

  private static func sum(_ a: Int, _ b: Int) -> Int {
    let (result, over) = a.addingReportingOverflow(b)
    return over ? .max : result
  }
}
