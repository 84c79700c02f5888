/// A drawing as alignment sees it: items in topological order, each with what it is and what it reads.
struct FormGraph: Sendable {
  /// Where a value comes from: a port of an item before, or of the border.
  struct Source: Hashable, Sendable, Comparable {
    /// -1 for the border.
    var item: Int
    var port: Int

    static func < (a: Self, b: Self) -> Bool { (a.item, a.port) < (b.item, b.port) }
  }

  struct Item: Hashable, Sendable {
    /// Equal numbers for equal operators, idioms or blocks with as many ports.
    var label: Int
    /// By port: what it reads, ascending.
    var inputs: [[Source]]
  }

  var items: [Item]
  /// By output of the border: what goes there.
  var outputs: [[Source]]
  var inputCount: Int
  /// By item: words that liken it to others of its label, such as `3×3`. They break ties, and decide nothing else.
  var words: [Set<String>]

  /// Whether two are the same but for words.
  func hasShape(of other: Self) -> Bool {
    inputCount == other.inputCount && items == other.items && outputs == other.outputs
  }

  /// Whether each item reads only what comes before it.
  var isOrdered: Bool {
    let count = items.count
    return items.indices.allSatisfy { place in
      items[place].inputs.allSatisfy { $0.allSatisfy { $0.item < place } }
    } && outputs.allSatisfy { $0.allSatisfy { $0.item < count } }
  }
}
