import Ensembles

/// The upper part of one tree with places for its nodes: leaves side by side, branches above the middle of what they lead to.
struct TreeSketch {
  /// A node that is drawn.
  struct Item {
    /// Its place in the ensemble.
    var node: Int
    var depth: Int
    /// The item above, and whether its comparison holds on the way here.
    var parent: Int?
    var holds = true
    /// Whether it is a branch whose ways are left out.
    var isCut = false
    /// In columns from the left.
    var column = 0.0
    fileprivate var children: [Int] = []
  }

  /// The nodes, from the top.
  private(set) var items: [Item] = []
  /// How many columns they take.
  private(set) var columns = 0
  /// The depth of the lowest.
  var depth: Int { items.last?.depth ?? 0 }

  /// Takes nodes level by level, as many as may be drawn.
  init(_ ensemble: TreeEnsemble, tree: Int, most: Int) {
    guard ensemble.roots.indices.contains(tree) else { return }
    items = [Item(node: ensemble.roots[tree], depth: 0)]
    var next = 0
    while next < items.count {
      let node = ensemble.nodes[items[next].node]
      if !node.isLeaf {
        if items.count + 2 <= most {
          for (place, holds) in [(node.whenTrue, true), (node.whenFalse, false)] {
            items[next].children.append(items.count)
            items.append(Item(node: place, depth: items[next].depth + 1, parent: next, holds: holds))
          }
        } else {
          items[next].isCut = true
        }
      }
      next += 1
    }
    arrange()
  }

  /// Ends of ways from the left, in the order in which one walks around the tree; then branches, from below.
  private mutating func arrange() {
    var stack = [0]
    while let item = stack.popLast() {
      if items[item].children.isEmpty {
        items[item].column = Double(columns)
        columns += 1
      }
      stack += items[item].children.reversed()
    }
    for item in items.indices.reversed() where !items[item].children.isEmpty {
      let columns = items[item].children.map { items[$0].column }
      items[item].column = columns.reduce(0, +) / Double(columns.count)
    }
  }
}
