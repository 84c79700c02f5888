/// Checks that nodes are trees, and measures them. Nothing is recursive: trees of a hostile file may be as deep as they are large.
struct TreeLinks {
  private(set) var depths: [Int] = []

  /// - Parameter roots: a root for each tree.
  /// - Throws: where a node has two parents, or can't be reached from a root: then it is on a cycle, or has no parent.
  ///
  /// Cost: linear in the nodes.
  init(_ nodes: [TreeEnsemble.TreeNode], roots: [Int]) throws(EnsembleFault) {
    var isReached = [Bool](repeating: false, count: nodes.count)
    var reached = 0
    for root in roots {
      guard nodes.indices.contains(root), !isReached[root] else {
        throw EnsembleFault("tree-links", "two of its trees share a node")
      }
      isReached[root] = true
      reached += 1
      // All nodes of one depth after the other.
      var (level, depth) = ([root], 0)
      while true {
        var next: [Int] = []
        for place in level where !nodes[place].isLeaf {
          for child in [nodes[place].whenTrue, nodes[place].whenFalse] {
            guard nodes.indices.contains(child) else {
              throw EnsembleFault("tree-links", "a branch leads to a node that is not there")
            }
            guard !isReached[child] else {
              throw EnsembleFault("tree-links", "two branches lead to one node, or a tree has a cycle")
            }
            isReached[child] = true
            next.append(child)
          }
        }
        reached += next.count
        guard !next.isEmpty else { break }
        (level, depth) = (next, depth + 1)
      }
      depths.append(depth)
    }
    guard reached == nodes.count else {
      throw EnsembleFault("tree-links", "some nodes of its trees can't be reached from a root")
    }
  }
}
