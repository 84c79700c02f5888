/// Finds equal chains of operators that fork from the same values and join in one operator: the columns of
/// a table, the heads of an ensemble. Each becomes a block, so that they can be stacked.
///
/// Cost: linear in the children and their inputs.
enum Branches {
  private static let fewest = 3

  /// The chains of a block's children, each as places among the children.
  static func find(_ block: BlockID, _ order: PieceOrder) -> [[Int]] {
    let children = order.tree.blocks[block].children
    guard children.count > 2 * fewest else { return [] }
    let wires = order.wires(among: children)
    var sources = [[Int]](repeating: [], count: children.count)
    var targets = [[Int]](repeating: [], count: children.count)
    for wire in wires {
      // Two ends are as good as many: all that is asked is whether there is just one.
      if sources[wire.target].count < 2 { sources[wire.target].append(wire.source) }
      if targets[wire.source].count < 2 { targets[wire.source].append(wire.target) }
    }
    func isLinked(_ from: Int, _ to: Int) -> Bool {
      children[from].isLeaf && children[to].isLeaf && targets[from] == [to] && sources[to] == [from]
    }
    var groups: [[Int]: [[Int]]] = [:]
    var keys: [[Int]] = []
    for head in children.indices where children[head].isLeaf {
      if let source = sources[head].first, isLinked(source, head) { continue }
      var chain = [head]
      while let last = chain.last, let next = targets[last].first, isLinked(last, next) { chain.append(next) }
      guard chain.count > 1, let last = chain.last, targets[last].count == 1, let join = targets[last].first
      else {
        continue
      }
      let fork = order.structure.inputs(children[head], order.flat)
      let key = [join, fork.count] + fork + chain.map { order.structure.exact(children[$0]) }
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append(chain)
    }
    return keys.flatMap { key -> [[Int]] in
      guard let chains = groups[key], chains.count >= fewest else { return [] }
      return chains
    }
  }
}
