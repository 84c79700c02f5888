import ModelGraph
import TestSupport
import Testing

@testable import Ensembles

/// What a file says about trees is checked, whatever it says.
@Suite struct TreeReadingTests {
  @Test func aSmallTreeIsRead() throws {
    let tree = try SmallTree().read()
    #expect(tree.roots == [0] && tree.depths == [1] && tree.leafCount == 2 && tree.targetCount == 1)
    #expect(sums(tree, [0.5]) == [10] && sums(tree, [0.6]) == [20])
    #expect(EnsembleText.text(tree) == "1 tree · depth 1 · 2 leaves")
  }

  /// Nodes may stand in any order, and numbers may have gaps.
  @Test func orderDoesNotMatter() throws {
    var shuffled = SmallTree()
    shuffled.trees = [7, 3, 7, 3, 7]
    shuffled.ids = [90, 5, 40, 2, 60]
    shuffled.modes = ["LEAF", "LEAF", "BRANCH_GT", "LEAF", "LEAF"]
    shuffled.features = [0, 0, 2, 0, 0]
    shuffled.thresholds = [0, 0, 1.5, 0, 0]
    shuffled.yes = [0, 0, 90, 0, 0]
    shuffled.no = [0, 0, 60, 0, 0]
    shuffled.voteTrees = [7, 7]
    shuffled.voteNodes = [60, 90]
    // Tree 3 has two nodes that no branch leads to.
    #expect(throws: EnsembleFault.self) { try shuffled.read() }
    shuffled.trees[1] = 4
    let read = try shuffled.read()
    #expect(read.roots.count == 3 && read.depths == [0, 0, 1])
    #expect(sums(read, [0, 0, 2]) == [20] && sums(read, [0, 0, 1]) == [10])
  }

  private static func damaged(_ damage: (inout SmallTree) -> Void) -> SmallTree {
    var tree = SmallTree()
    damage(&tree)
    return tree
  }

  private static let broken: [(code: String, tree: SmallTree)] = [
    ("tree-lengths", damaged { $0.modes.removeLast() }),
    ("tree-lengths", damaged { $0.thresholds.append(1) }),
    ("tree-lengths", damaged { $0.weights.removeLast() }), ("tree-range", damaged { $0.yes[0] = 3 }),
    ("tree-range", damaged { $0.no[0] = -1 }), ("tree-links", damaged { $0.yes[0] = 2 }),
    ("tree-links", damaged { $0.yes[0] = 0 }), ("tree-numbers", damaged { $0.ids[2] = 1 }),
    ("tree-mode", damaged { $0.modes[0] = "BRANCH_\u{1B}" }), ("tree-range", damaged { $0.features[0] = -1 }),
    ("tree-range", damaged { $0.features[0] = .max }), ("tree-range", damaged { $0.targets[0] = 1 }),
    ("tree-range", damaged { $0.voteNodes[0] = 9 }), ("tree-range", damaged { $0.trees = [0, 1, 2] }),
    (
      "tree-links",
      damaged { tree in
        // A tree, and a circle beside it.
        tree.trees += [0, 0]
        tree.ids += [3, 4]
        tree.modes += ["BRANCH_LEQ", "BRANCH_LEQ"]
        tree.features += [0, 0]
        tree.thresholds += [0, 0]
        tree.yes += [4, 3]
        tree.no += [4, 3]
      }
    ),
  ]

  @Test func contradictionsAreTold() throws {
    for (number, (code, tree)) in Self.broken.enumerated() {
      let fault = #expect(throws: EnsembleFault.self, "\(number)") { try tree.read() }
      #expect(fault?.code == code, "\(number) \(fault?.text ?? "")")
      #expect(fault?.text.unicodeScalars.allSatisfy { $0.value >= 0x20 } == true)
    }
  }

  /// A tree as deep as it is large takes no stack.
  @Test func aDeepTreeIsRead() throws {
    var deep = SmallTree()
    let count: Int64 = 200_001
    deep.trees = .init(repeating: 0, count: Int(count))
    deep.ids = Array(0..<count)
    deep.modes = (0..<count).map { $0 % 2 == 0 && $0 < count - 1 ? "BRANCH_LEQ" : "LEAF" }
    deep.features = .init(repeating: 0, count: Int(count))
    deep.thresholds = .init(repeating: 0, count: Int(count))
    deep.yes = (0..<count).map { $0 + 1 }
    deep.no = (0..<count).map { $0 + 2 }
    let tree = try deep.read()
    #expect(tree.depths == [100_000] && tree.leafCount == 100_001)
    #expect(throws: EnsembleFault.self) { try TreeEnsemble(deep.node, most: 200_000) }
    // A card says no more than what costs nothing.
    #expect(EnsembleText.text(of: deep.node) == "200,001 nodes of trees")
  }

  @Test func numbersThatAreNotThereAreMissing() throws {
    var tree = SmallTree()
    tree.thresholds = []
    tree.further = [("nodes_values_as_tensor", .tensor(TensorRef(dataType: .float64, dims: [3])))]
    let read = try tree.read()
    #expect(read.nodes[0].threshold.isNaN && read.depths == [1])
    let known = try TreeEnsemble(tree.node) { _ in [0.25, 0, 0] }
    #expect(known.nodes[0].threshold == 0.25)
  }

  /// Version 5: a branch on x1 > 0.5, which leads to leaf 1 or to a branch on x0 in a set; both of its ways end in leaf 0.
  @Test func flatTreesAreRead() throws {
    let node = classicNode(
      "TreeEnsemble",
      [
        ("nodes_featureids", .ints([1, 0])), ("nodes_truenodeids", .ints([1, 0])),
        ("nodes_falsenodeids", .ints([1, 0])), ("nodes_trueleafs", .ints([1, 1])),
        ("nodes_falseleafs", .ints([0, 1])), ("tree_roots", .ints([0])), ("leaf_targetids", .ints([0, 1])),
        ("n_targets", .int(2)), ("post_transform", .int(1)), ("aggregate_function", .int(0)),
        ("nodes_modes", .tensor(TensorRef(dataType: .uint8, dims: [2], elements: [3, 6]))),
        ("nodes_splits", .tensor(TensorRef(dataType: .float32, dims: [2], elements: [0.5, 0]))),
        ("leaf_weights", .tensor(TensorRef(dataType: .float32, dims: [2], elements: [7, 8]))),
      ])
    let tree = try TreeEnsemble(node)
    #expect(tree.depths == [2] && tree.leafCount == 3 && tree.targetCount == 2)
    #expect(tree.postTransform == "SOFTMAX" && tree.aggregate == "AVERAGE")
    #expect(tree.nodes[0].comparison == .above && tree.nodes[1].comparison == .member)
    #expect(sums(tree, [0, 1]) == [0, 8] && sums(tree, [0, 0]) == [7, 0])
  }

  @Test(
    arguments: [
      ("nodes_truenodeids", [0, 0]), ("nodes_trueleafs", [0, 1]), ("nodes_falseleafs", [0, 0]),
      ("tree_roots", [2]), ("tree_roots", [0, 0]), ("tree_roots", []), ("leaf_targetids", [0, 5]),
    ] as [(String, [Int64])])
  func contradictionsOfFlatTreesAreTold(_ name: String, _ list: [Int64]) throws {
    var attributes: [(String, AttributeValue)] = [
      ("nodes_featureids", .ints([1, 0])), ("nodes_truenodeids", .ints([1, 0])),
      ("nodes_falsenodeids", .ints([1, 0])), ("nodes_trueleafs", .ints([1, 1])),
      ("nodes_falseleafs", .ints([0, 1])), ("tree_roots", .ints([0])), ("leaf_targetids", .ints([0, 1])),
      ("n_targets", .int(2)),
      ("leaf_weights", .tensor(TensorRef(dataType: .float32, dims: [2], elements: [7, 8]))),
    ]
    #expect(try TreeEnsemble(classicNode("TreeEnsemble", attributes)).depths == [2])
    let place = try #require(attributes.firstIndex { $0.0 == name })
    attributes[place].1 = .ints(list)
    if name == "nodes_truenodeids" {
      // With the word that these are branches, both ways lead to the same one.
      attributes[3].1 = .ints([0, 1])
    }
    #expect(throws: EnsembleFault.self) { try TreeEnsemble(classicNode("TreeEnsemble", attributes)) }
  }
}
