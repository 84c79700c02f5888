import ModelGraph
import TextOutput

extension TreeEnsemble {
  /// Version 5: branches and leaves have lists of their own, and places in them are their numbers.
  mutating func readFlat(_ node: Node, _ most: Int, _ numbers: TensorNumbers) throws(EnsembleFault) {
    let features = node.ints("nodes_featureids") ?? []
    let count = features.count
    guard count <= most / 2 else {
      throw EnsembleFault("too-many-nodes", "it has \(NumberText.grouped(Int64(count))) branches")
    }
    let (yes, no) = (node.ints("nodes_truenodeids") ?? [], node.ints("nodes_falsenodeids") ?? [])
    let (yesLeaf, noLeaf) = (node.ints("nodes_trueleafs") ?? [], node.ints("nodes_falseleafs") ?? [])
    for (name, list) in [
      ("nodes_truenodeids", yes.count), ("nodes_falsenodeids", no.count), ("nodes_trueleafs", yesLeaf.count),
      ("nodes_falseleafs", noLeaf.count),
    ] { try Self.check(name, list, is: count) }
    let targets = node.ints("leaf_targetids") ?? []
    let weights = Self.reals(node, "leaf_weights", numbers) ?? []
    try Self.check("leaf_weights", weights.count, is: targets.count)
    let thresholds = Self.reals(node, "nodes_splits", numbers) ?? []
    if !thresholds.isEmpty { try Self.check("nodes_splits", thresholds.count, is: count) }
    let modes = Self.reals(node, "nodes_modes", numbers) ?? []
    if !modes.isEmpty { try Self.check("nodes_modes", modes.count, is: count) }
    let hits = Self.reals(node, "nodes_hitrates", numbers) ?? []
    let missing = node.ints("nodes_missing_value_tracks_true") ?? []
    targetCount = max(1, Int(clamping: node.int("n_targets", or: 1)))
    postTransform = Self.word(node.int("post_transform", or: 0), Self.transforms)
    aggregate = Self.word(node.int("aggregate_function", or: 1), Self.aggregates) ?? "SUM"
    for place in 0..<count {
      var branch = TreeNode()
      // What is not read is taken for the usual comparison.
      let mode = modes.isEmpty || modes[place].isNaN ? 0 : modes[place]
      guard let number = Int(exactly: mode), Comparison.flat.indices.contains(number) else {
        throw EnsembleFault("tree-mode", "a node has an unknown mode")
      }
      branch.comparison = Comparison.flat[number]
      branch.feature = try Self.place(features[place], in: Int(Int32.max), "feature")
      if !thresholds.isEmpty { branch.threshold = thresholds[place] }
      branch.hits = hits.count == count ? hits[place] : nil
      branch.missingIsTrue = missing.count == count && missing[place] != 0
      nodes.append(branch)
    }
    // Each way to a leaf has a leaf of its own, since a file may lead several to one.
    for place in 0..<count {
      nodes[place].whenTrue = try next(
        yes[place], isLeaf: yesLeaf[place] != 0, branches: count, targets, weights)
      nodes[place].whenFalse = try next(
        no[place], isLeaf: noLeaf[place] != 0, branches: count, targets, weights)
    }
    for root in node.ints("tree_roots") ?? [] { roots.append(try Self.place(root, in: count, "root")) }
  }

  private mutating func next(
    _ number: Int64, isLeaf: Bool, branches: Int, _ targets: [Int64], _ weights: [Double]
  ) throws(EnsembleFault) -> Int {
    guard isLeaf else { return try Self.place(number, in: branches, "branch") }
    let leaf = try Self.place(number, in: targets.count, "leaf")
    let target = try Self.place(targets[leaf], in: targetCount, "target")
    var node = TreeNode()
    node.votes = votes.count..<(votes.count + 1)
    votes.append(Vote(target: target, weight: weights[leaf]))
    nodes.append(node)
    return nodes.count - 1
  }

  private static let transforms = ["", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO", "PROBIT"]
  private static let aggregates = ["AVERAGE", "SUM", "MIN", "MAX"]

  private static func word(_ number: Int64, _ words: [String]) -> String? {
    guard number >= 0, number < words.count, !words[Int(number)].isEmpty else { return nil }
    return words[Int(number)]
  }
}

extension TreeEnsemble.Comparison {
  /// By the numbers that version 5 has for them.
  fileprivate static let flat: [TreeEnsemble.Comparison] = [
    .atMost, .below, .atLeast, .above, .equal, .unequal, .member,
  ]
}
