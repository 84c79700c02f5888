import Idioms
import ModelGraph

/// One place of a model where an idiom was found.
struct IdiomMatch {
  /// The name in the table.
  var name: String
  /// The name on pictures, and what else tells: `Attention`, `12 heads × 64`.
  var title: String
  var detail: String?
  /// The purpose, a name of `OperatorKind`.
  var kind: String
  /// The operators inside, ascending. No result of theirs but ``output`` is read outside.
  var nodes: [FlatNodeID]
  /// The value that comes out.
  var output: FlatValueID
  /// The values of its row's inputs; nil where one is missing.
  var inputs: [FlatValueID?]
  /// The operator that stands for it where attributes are asked for: a convolution, or the last.
  var main: FlatNodeID
  /// The idioms directly inside, as numbers of matches.
  var parts: [Int] = []
  /// Whether it is drawn like an operator: it holds at most one product with a stored matrix.
  var isCard = true
  /// What it computes, where that is a function of single numbers.
  var program: ElementProgram?
  /// The function that its result passes last, where it is a convolution with one behind it.
  var activation: ElementProgram?
  /// How its tensors are kept, where it works on integers.
  var quantization: [Quantization] = []
}

/// The idioms of a model.
struct IdiomMatches {
  /// All matches; those inside of others come before them.
  private(set) var all: [IdiomMatch] = []
  /// By node: the outermost match that holds it, or -1.
  private var owners: [Int32]
  /// By value: the last match that it comes out of, or -1; and by match: the one that came out of its value before.
  private var lastAtValue: [Int32]
  private var earlierAtValue: [Int32] = []
  /// By node: the last match that it is the last operator of, or -1; and by match: the one before.
  private var lastAtNode: [Int32]
  private var earlierAtNode: [Int32] = []

  init(nodeCount: Int, valueCount: Int) {
    owners = [Int32](repeating: -1, count: nodeCount)
    lastAtNode = owners
    lastAtValue = [Int32](repeating: -1, count: valueCount)
  }

  /// The outermost match around a node.
  func owner(of node: FlatNodeID) -> Int? { owners[node] < 0 ? nil : Int(owners[node]) }

  /// The matches whose last operator is a node, the last found first.
  func endings(at node: FlatNodeID) -> [Int] {
    var found: [Int] = []
    var next = lastAtNode[node]
    while next >= 0 {
      found.append(Int(next))
      next = earlierAtNode[Int(next)]
    }
    return found
  }

  /// The matches of a name that end at some nodes.
  func named(_ name: String, in nodes: [FlatNodeID]) -> [IdiomMatch] {
    nodes.flatMap { endings(at: $0) }.lazy.map { all[$0] }.filter { $0.name == name }
  }

  /// The match that is one node and no more, if there is one.
  func single(_ node: FlatNodeID) -> IdiomMatch? {
    endings(at: node).lazy.map { all[$0] }.first { $0.nodes.count == 1 }
  }

  /// The last match that a value comes out of.
  func last(at value: FlatValueID) -> Int? { lastAtValue[value] < 0 ? nil : Int(lastAtValue[value]) }

  /// The match that came out of the same value before.
  func before(_ match: Int) -> Int? { earlierAtValue[match] < 0 ? nil : Int(earlierAtValue[match]) }

  /// The outermost matches, in order.
  var outermost: [Int] {
    all.indices.filter { match in all[match].nodes.last.map { owner(of: $0) == match } ?? false }
  }

  /// Whether some nodes, ascending, hold a part of a match but not all of it, or just what one holds.
  func cuts(_ nodes: [FlatNodeID]) -> Bool { parts(of: nodes) == nil }

  /// The outermost matches inside of some nodes; nil where one is cut.
  private func parts(of nodes: [FlatNodeID]) -> [Int]? {
    var parts: [Int] = []
    for node in nodes {
      guard let owner = owner(of: node) else { continue }
      if parts.last != owner, !parts.contains(owner) { parts.append(owner) }
    }
    for part in parts {
      // Both ascend.
      var place = 0
      for node in all[part].nodes {
        while place < nodes.count, nodes[place] < node { place += 1 }
        guard place < nodes.count, nodes[place] == node else { return nil }
      }
      if all[part].nodes.count == nodes.count { return nil }
    }
    return parts
  }

  /// Adds a match unless it cuts through another: each that it meets must lie inside. Says whether it was added.
  mutating func add(_ match: IdiomMatch) -> Bool {
    guard let parts = parts(of: match.nodes), let exit = match.nodes.last else { return false }
    let number = all.count
    for node in match.nodes { owners[node] = Int32(number) }
    earlierAtValue.append(lastAtValue[match.output])
    lastAtValue[match.output] = Int32(number)
    earlierAtNode.append(lastAtNode[exit])
    lastAtNode[exit] = Int32(number)
    all.append(match)
    all[number].parts = parts
    return true
  }
}
