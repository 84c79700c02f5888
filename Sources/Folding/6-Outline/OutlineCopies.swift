import ModelGraph

/// What an outline leaves out of its stacks: all that the blocks and operators in a stack stand for.
///
/// It is filled only where ``FoldOptions/listsCopies`` asks for it, since it grows with the model and not with what is drawn.
public struct OutlineCopies: Sendable {
  /// By block: the paths of all blocks that it stands for, itself first. Blocks outside of stacks are not here.
  public internal(set) var paths: [Int: [String]] = [:]
  /// By item: all operators that it stands for, itself first, in the order of the paths of its block; a stack of
  /// operators has all of one block before those of the next. Operators outside of stacks are not here.
  public internal(set) var operators: [Int: [OperatorCopy]] = [:]
}

/// An operator of the model by its place there, for its names alone.
public struct OperatorCopy: Sendable {
  private let graphs: SharedGraphs
  private let graphNumber, nodeNumber: Int32

  /// The names of the stored tensors that it reads, through casts and transposes too, in the order of its input slots.
  public let weights: [String]

  /// Inside of a call: what the values that it makes are called in a recording.
  private let innerNames: [String]?

  init(
    graphs: SharedGraphs, graph: GraphID, number: NodeID, weights: [String] = [], innerNames: [String]? = nil
  ) {
    self.graphs = graphs
    (self.weights, self.innerNames) = (weights, innerNames)
    graphNumber = Int32(graph)
    nodeNumber = Int32(number)
  }

  private var graph: Graph { graphs.all[Int(graphNumber)] }
  private var node: Node { graph.nodes[Int(nodeNumber)] }

  /// The name of the node.
  public var name: String { node.name }
  /// The names of the module that the node stands in, from the outside in, joined by dots: `layers.17.self_attn.q_proj`.
  ///
  /// Cost: linear in the depth of its scope.
  public var module: String {
    var parts: [String] = []
    var scope = node.scope
    // A parent's number is lower than its children's; 0 is the whole graph.
    while scope > 0, graph.scopes.indices.contains(scope) {
      let parent = graph.scopes[scope].parent
      let outer = parent > 0 && parent < scope ? graph.scopes[parent].name : ""
      parts.append(Titles.relative(graph.scopes[scope].name, to: outer))
      scope = parent < scope ? parent : 0
    }
    return parts.reversed().joined(separator: ".")
  }
  /// The names of the values that it makes.
  public var values: [String] {
    node.outputs.map { value in
      guard let value, graph.values.indices.contains(value) else { return "" }
      return graph.values[value].name
    }
  }
}

extension OperatorCopy {
  /// What the values that it makes are called in a recording; nil where that depends on the call that it stands in, which is not
  /// known.
  public var recordedNames: [String]? { graphNumber == 0 ? values : innerNames }
}

extension OutlineBuilder {
  /// The places of a block's children, where copies are listed and the block stands for several; else none.
  func places(in block: BlockID, standingFor copies: [BlockID]) -> [Child: Int] {
    guard copies.count > 1 else { return [:] }
    return Dictionary(tree.blocks[block].children.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  /// All that an item stands for, in the blocks that the block around it stands for; just its members where that is
  /// one block, and nothing where copies are not listed.
  ///
  /// Equal blocks have equal children in one order, so that the place of a child tells its copies.
  func copies(of drawn: DrawnItem, in blocks: [BlockID], _ places: [Child: Int]) -> [Child] {
    guard options.listsCopies else { return [] }
    guard blocks.count > 1 else { return drawn.members }
    var found: [Child] = []
    for block in blocks {
      let children = tree.blocks[block].children
      for member in drawn.members {
        guard let place = places[member], place < children.count, children[place].isNode == member.isNode
        else { return drawn.members }
        found.append(children[place])
      }
    }
    return found
  }

  /// The blocks among children.
  static func blocks(_ children: [Child]) -> [BlockID] {
    children.compactMap { child in if case .block(let block) = child { block } else { nil } }
  }

  /// Notes what a block stands for. Cost: linear in that.
  mutating func list(_ blocks: [BlockID], asBlock id: Int) {
    guard blocks.count > 1 else { return }
    outline.copies.paths[id] = blocks.map { tree.path(of: $0) }
  }

  /// Notes what an operator stands for. Cost: linear in that.
  mutating func list(_ operators: [Child], asItem item: Int) {
    guard operators.count > 1 else { return }
    outline.copies.operators[item] = operators.compactMap { child in
      guard case .node(let node) = child else { return nil }
      let origin = flat.nodes[node]
      let weights = flat.inputs(of: node).compactMap { value in
        value.flatMap { flat.isDrawn($0) ? nil : flat.values[$0].constant?.name }
      }
      let made = flat.outputs(of: node).compactMap { $0.map { flat.recordedName(of: $0, in: model) } }
      return OperatorCopy(
        graphs: graphs, graph: origin.graph, number: origin.node, weights: weights,
        innerNames: origin.graph == 0 ? nil : made)
    }
  }
}
