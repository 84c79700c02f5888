import ModelGraph
import TestSupport

@testable import Ensembles

/// A node of `ai.onnx.ml` with attributes.
func classicNode(_ type: String, _ attributes: [(String, AttributeValue)]) -> Node {
  var node = makeModel("in x 1×4\nai.onnx.ml::\(type) x -> y\nout y").main.nodes[0]
  node.attributes = attributes.map { Attribute($0.0, $0.1) }
  return node
}

/// The attributes of a regressor with one tree: 0 asks x0 ≤ 0.5, its leaves are 1 and 2.
struct SmallTree: Sendable {
  var trees: [Int64] = [0, 0, 0]
  var ids: [Int64] = [0, 1, 2]
  var modes = ["BRANCH_LEQ", "LEAF", "LEAF"]
  var features: [Int64] = [0, 0, 0]
  var thresholds: [Float] = [0.5, 0, 0]
  var yes: [Int64] = [1, 0, 0]
  var no: [Int64] = [2, 0, 0]
  var voteTrees: [Int64] = [0, 0]
  var voteNodes: [Int64] = [1, 2]
  var targets: [Int64] = [0, 0]
  var weights: [Float] = [10, 20]
  var further: [(String, AttributeValue)] = []

  var node: Node {
    classicNode(
      "TreeEnsembleRegressor",
      [
        ("nodes_treeids", .ints(trees)), ("nodes_nodeids", .ints(ids)), ("nodes_modes", .strings(modes)),
        ("nodes_featureids", .ints(features)), ("nodes_values", .floats(thresholds)),
        ("nodes_truenodeids", .ints(yes)), ("nodes_falsenodeids", .ints(no)),
        ("target_treeids", .ints(voteTrees)),
        ("target_nodeids", .ints(voteNodes)), ("target_ids", .ints(targets)),
        ("target_weights", .floats(weights)),
      ] + further)
  }

  func read() throws -> TreeEnsemble { try TreeEnsemble(node) }
}

/// The sums of votes for a row, by ONNX's definition of the comparisons.
func sums(_ ensemble: TreeEnsemble, _ row: [Float]) -> [Double] {
  var sums =
    ensemble.baseValues.count == ensemble.targetCount
    ? ensemble.baseValues : [Double](repeating: 0, count: ensemble.targetCount)
  for root in ensemble.roots {
    var node = ensemble.nodes[root]
    while let comparison = node.comparison {
      let (value, threshold) = (Double(row[node.feature]), node.threshold)
      let holds =
        switch comparison {
        case .atMost: value <= threshold
        case .below: value < threshold
        case .atLeast: value >= threshold
        case .above: value > threshold
        case .equal: value == threshold
        case .unequal: value != threshold
        case .member: false
        }
      node = ensemble.nodes[holds ? node.whenTrue : node.whenFalse]
    }
    for vote in ensemble.votes[node.votes] { sums[vote.target] += vote.weight }
  }
  return sums
}
