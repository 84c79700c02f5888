import ElementaryFunctions
import Ensembles
import ModelGraph
import TestSupport
import Testing

@testable import Explaining

/// Values straight from trees equal those of all coalitions.
@Suite struct TreeShapleyTests {
  @Test(arguments: TableOracle.names) func equalTheOracle(_ name: String) throws {
    let oracle = try TableOracle.read()
    let known = try #require(oracle.models[name])
    let trees = try trees(name)
    let wanted = trees.isMargin ? try #require(known.margin) : known.shap
    let method = try TreeShapley(trees, background: oracle.background)
    for (number, row) in oracle.explained.enumerated() {
      let found = try method.values(of: row)
      for feature in row.indices {
        #expect(difference(found.values[feature], wanted.values[number][feature]) < 1e-6)
      }
      #expect(found.rest.allSatisfy { abs($0) < 1e-12 } && found.passes == 0)
      // A softmax does not see a number that all classes have in common, which converters leave out.
      let shifts = zip(found.expected, wanted.base).map { $0 - $1 }
      #expect(shifts.allSatisfy { abs($0 - shifts[0]) < 1e-6 })
      #expect(difference(try trees.scores(of: row), known.probabilities[number]) < 1e-6)
    }
  }

  /// Any trees, comparisons, missing numbers and features met twice on a way.
  @Test func equalAllCoalitions() throws {
    var random = SplitMix(seed: 7)
    for _ in 0..<60 {
      let aggregate = random.below(2) == 0 ? "SUM" : "AVERAGE"
      let trees = try TreeScores(randomTrees(&random, aggregate: aggregate))
      let background = (0..<4).map { _ in randomRow(&random) }
      let row = randomRow(&random)
      let found = try TreeShapley(trees, background: background).values(of: row)
      let wanted = try ExactShapley(CoalitionGame(row: row, background: background)).values(
        of: ScoredModel { try $0.map(trees.margins(of:)) })
      for feature in row.indices {
        #expect(difference(found.values[feature], wanted.values[feature]) < 1e-12)
      }
      #expect(difference(found.expected, wanted.expected) < 1e-12)
      #expect(difference(found.prediction, wanted.prediction) < 1e-12)
    }
  }

  /// What becomes of sums of two classes is as ONNX Runtime has it, with values that add up.
  @Test func twoClassesEqualONNXRuntime() throws {
    let cases = try ClassCase.read()
    #expect(cases.count == 72)
    for known in cases {
      var node = makeModel("in x 1×1\nai.onnx.ml::TreeEnsembleClassifier x -> y\nout y").main.nodes[0]
      let votes = known.ids.count
      node.attributes = attributes([
        ("nodes_treeids", .ints([0, 0, 0])), ("nodes_nodeids", .ints([0, 1, 2])),
        ("nodes_modes", .strings(["BRANCH_LEQ", "LEAF", "LEAF"])), ("nodes_featureids", .ints([0, 0, 0])),
        ("nodes_values", .floats([0.5, 0, 0])), ("nodes_truenodeids", .ints([1, 0, 0])),
        ("nodes_falsenodeids", .ints([2, 0, 0])),
        ("class_treeids", .ints([Int64](repeating: 0, count: 2 * votes))),
        ("class_nodeids", .ints((0..<(2 * votes)).map { $0 < votes ? 1 : 2 })),
        ("class_ids", .ints(known.ids + known.ids)), ("class_weights", .floats(known.weights)),
        ("classlabels_int64s", .ints([0, 1])),
        ("base_values", .floats(known.bases)), ("post_transform", .string(known.transform)),
      ])
      let trees = try TreeScores(TreeEnsemble(node))
      for row in [0, 1] {
        #expect(difference(try trees.scores(of: [Double(row)]), known.scores[row]) < 1e-6, "\(known)")
      }
      let found = try TreeShapley(trees, background: [[0], [1]]).values(of: [1])
      #expect(found.rest.allSatisfy { abs($0) < 1e-12 }, "\(known)")
    }
  }

  /// Numbers are compared in single precision, where 0.1 is larger than in double precision.
  @Test func comparesInSinglePrecision() throws {
    let node = regressor(modes: ["BRANCH_LEQ", "LEAF", "LEAF"], thresholds: [0.1, 0, 0])
    let trees = try TreeScores(TreeEnsemble(node))
    #expect(try trees.scores(of: [0.1]) == [1] && trees.scores(of: [0.100001]) == [2])
    #expect(try trees.scores(of: [.nan]) == [2])
  }

  /// A tree may be as deep as it is large; nothing is recursive.
  @Test func aChainOfBranchesIsWalked() throws {
    let count = 20_001
    var node = regressor(modes: [], thresholds: [])
    let places = Array(0..<Int64(count))
    let isLeaf = places.map { $0 % 2 == 1 || $0 == places.count - 1 }
    let leaves = places.filter { isLeaf[Int($0)] }
    node.attributes = attributes([
      ("nodes_treeids", .ints(places.map { _ in 0 })), ("nodes_nodeids", .ints(places)),
      ("nodes_modes", .strings(isLeaf.map { $0 ? "LEAF" : "BRANCH_LEQ" })),
      ("nodes_featureids", .ints(places.map { $0 / 2 % 500 })),
      ("nodes_values", .floats(places.map { _ in 0.5 })),
      ("nodes_truenodeids", .ints(places.map { isLeaf[Int($0)] ? 0 : $0 + 1 })),
      ("nodes_falsenodeids", .ints(places.map { isLeaf[Int($0)] ? 0 : $0 + 2 })),
      ("target_treeids", .ints(leaves.map { _ in 0 })), ("target_nodeids", .ints(leaves)),
      ("target_ids", .ints(leaves.map { _ in 0 })), ("target_weights", .floats(leaves.map { Float($0 % 7) })),
    ])
    let trees = try TreeScores(TreeEnsemble(node))
    let zeros = [Double](repeating: 0, count: 500)
    let ones = [Double](repeating: 1, count: 500)
    let found = try TreeShapley(trees, background: [zeros]).values(of: ones)
    #expect(found.rest.allSatisfy { abs($0) < 1e-9 } && found.prediction == [Double((count - 1) % 7)])
  }

  @Test func whatCannotBeToldIsAFault() throws {
    let member = regressor(modes: ["BRANCH_MEMBER", "LEAF", "LEAF"], thresholds: [0.1, 0, 0])
    #expect(fault("explain-tree-member") { _ = try TreeScores(TreeEnsemble(member)) })
    let unread = regressor(modes: ["BRANCH_LEQ", "LEAF", "LEAF"], thresholds: [.nan, 0, 0])
    #expect(fault("explain-tree-numbers") { _ = try TreeScores(TreeEnsemble(unread)) })
    let smallest = try TreeScores(
      TreeEnsemble(regressor(modes: ["BRANCH_LEQ", "LEAF", "LEAF"], thresholds: [1, 0, 0], "MIN")))
    #expect(try smallest.scores(of: [0]) == [1])
    #expect(fault("explain-tree-aggregate") { _ = try TreeShapley(smallest, background: [[0]]) })
    var wide = regressor(modes: ["BRANCH_LEQ", "LEAF", "LEAF"], thresholds: [1, 0, 0])
    wide.attributes.append(Attribute("n_targets", .int(.max)))
    #expect(fault("explain-tree-targets") { _ = try TreeScores(TreeEnsemble(wide)) })
    let forest = try trees("iris_forest")
    #expect(fault("explain-no-rows") { _ = try TreeShapley(forest, background: []) })
    #expect(fault("explain-widths") { _ = try TreeShapley(forest, background: [[1]]) })
    let method = try TreeShapley(forest, background: [[5, 3, 1, 0.2]])
    #expect(fault("explain-widths") { _ = try method.values(of: [5, 3, 1, 0.2, 0]) })
    #expect(fault("explain-work") { _ = try method.values(of: [6, 3, 5, 2], most: 20) })
  }
}

/// A regressor of one tree over feature 0: its leaves are 1 where it holds, and 2.
private func regressor(modes: [String], thresholds: [Float], _ aggregate: String = "SUM") -> Node {
  var node = makeModel("in x 1×4\nai.onnx.ml::TreeEnsembleRegressor x -> y\nout y").main.nodes[0]
  node.attributes = attributes([
    ("nodes_treeids", .ints([0, 0, 0])), ("nodes_nodeids", .ints([0, 1, 2])),
    ("nodes_modes", .strings(modes)),
    ("nodes_featureids", .ints([0, 0, 0])), ("nodes_values", .floats(thresholds.map { $0 })),
    ("nodes_truenodeids", .ints([1, 0, 0])), ("nodes_falsenodeids", .ints([2, 0, 0])),
    ("target_treeids", .ints([0, 0])), ("target_nodeids", .ints([1, 2])), ("target_ids", .ints([0, 0])),
    ("target_weights", .floats([1, 2])), ("aggregate_function", .string(aggregate)),
  ])
  return node
}

private func attributes(_ list: [(String, AttributeValue)]) -> [Attribute] {
  list.map { Attribute($0.0, $0.1) }
}

/// Five features with few different numbers, some of them missing.
private func randomRow(_ random: inout SplitMix) -> [Double] {
  (0..<5).map { _ in random.below(6) == 0 ? .nan : Double(random.below(4)) / 2 }
}

/// Three full trees of four levels with two targets, of all comparisons.
private func randomTrees(_ random: inout SplitMix, aggregate: String) throws -> TreeEnsemble {
  let modes = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ"]
  var (trees, ids, kinds): ([Int64], [Int64], [String]) = ([], [], [])
  var (features, yes, no, missing): ([Int64], [Int64], [Int64], [Int64]) = ([], [], [], [])
  var (thresholds, weights): ([Float], [Float]) = ([], [])
  var (voteTrees, voteNodes, targets): ([Int64], [Int64], [Int64]) = ([], [], [])
  for tree in 0..<3 {
    for place in 0..<31 {
      let isLeaf = place >= 15
      trees.append(Int64(tree))
      ids.append(Int64(place))
      kinds.append(isLeaf ? "LEAF" : modes[random.below(modes.count)])
      features.append(Int64(random.below(5)))
      thresholds.append(Float(random.below(4)) / 2)
      yes.append(isLeaf ? 0 : Int64(2 * place + 1))
      no.append(isLeaf ? 0 : Int64(2 * place + 2))
      missing.append(Int64(random.below(2)))
      guard isLeaf else { continue }
      for target in 0..<2 {
        voteTrees.append(Int64(tree))
        voteNodes.append(Int64(place))
        targets.append(Int64(target))
        weights.append(Float(random.below(100)) / 10 - 5)
      }
    }
  }
  var node = regressor(modes: [], thresholds: [])
  node.attributes = attributes([
    ("nodes_treeids", .ints(trees)), ("nodes_nodeids", .ints(ids)), ("nodes_modes", .strings(kinds)),
    ("nodes_featureids", .ints(features)), ("nodes_values", .floats(thresholds)),
    ("nodes_truenodeids", .ints(yes)), ("nodes_falsenodeids", .ints(no)),
    ("nodes_missing_value_tracks_true", .ints(missing)), ("n_targets", .int(2)),
    ("base_values", .floats([0.5, -1])), ("target_treeids", .ints(voteTrees)),
    ("target_nodeids", .ints(voteNodes)), ("target_ids", .ints(targets)),
    ("target_weights", .floats(weights)), ("aggregate_function", .string(aggregate)),
  ])
  return try TreeEnsemble(node)
}
