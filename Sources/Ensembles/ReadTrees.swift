import ModelGraph
import TextOutput

/// Looks up what stored tensors hold; nil where that can't be had.
public typealias TensorNumbers = (TensorRef) -> [Double]?

extension TreeEnsemble {
  /// The operators that are ensembles of trees.
  static let types: Set<String> = ["TreeEnsemble", "TreeEnsembleClassifier", "TreeEnsembleRegressor"]

  /// Whether a node is one. Cost: constant.
  public static func isEnsemble(_ node: Node) -> Bool {
    node.op.domain == "ai.onnx.ml" && types.contains(node.op.type)
  }

  /// Reads the trees of a node.
  ///
  /// - Parameters:
  ///   - node: an operator for which ``isEnsemble(_:)`` holds.
  ///   - most: no more nodes than that are read.
  ///   - numbers: looks up numbers that are stored as tensors. What it does not find is NaN.
  /// - Throws: ``EnsembleFault`` where lengths contradict each other, or nodes are no trees.
  ///
  /// Cost: linear in the nodes, and that of sorting their numbers.
  public init(
    _ node: Node, most: Int = EnsembleLimits.mostNodes, numbers: TensorNumbers = { $0.elements }
  ) throws(EnsembleFault) {
    self.init()
    if node.op.type == "TreeEnsemble" {
      try readFlat(node, most, numbers)
    } else {
      try readListed(node, most, numbers)
    }
    depths = try TreeLinks(nodes, roots: roots).depths
  }

  /// A list of reals, as an attribute or as one that is a tensor; nil where there is none.
  static func reals(_ node: Node, _ name: String, _ numbers: TensorNumbers) -> [Double]? {
    if let list = node.floats(name), !list.isEmpty { return list }
    guard let tensor = node.tensor(name + "_as_tensor") ?? node.tensor(name) else { return nil }
    return numbers(tensor)
      ?? [Double](
        repeating: .nan,
        count: Int(clamping: min(tensor.elementCount ?? 0, Int64(EnsembleLimits.mostNodes) * 2)))
  }

  static func check(_ name: String, _ count: Int, is wanted: Int) throws(EnsembleFault) {
    guard count == wanted else {
      throw EnsembleFault(
        "tree-lengths",
        "\(name) has \(NumberText.grouped(Int64(count))) entries and needs \(NumberText.grouped(Int64(wanted)))"
      )
    }
  }

  static func place(_ number: Int64, in count: Int, _ what: String) throws(EnsembleFault) -> Int {
    guard number >= 0, number < count else {
      throw EnsembleFault(
        "tree-range", "\(what) \(NumberText.int(number)) is not one of \(NumberText.grouped(Int64(count)))")
    }
    return Int(number)
  }
}

// MARK: Nodes listed by number

extension TreeEnsemble {
  /// Versions 1 to 3: each node has the number of its tree and its own there.
  private mutating func readListed(_ node: Node, _ most: Int, _ numbers: TensorNumbers) throws(EnsembleFault)
  {
    let trees = node.ints("nodes_treeids") ?? []
    let count = trees.count
    guard count <= most else {
      throw EnsembleFault("too-many-nodes", "it has \(NumberText.grouped(Int64(count))) nodes")
    }
    let ids = node.ints("nodes_nodeids") ?? []
    let modes = node.strings("nodes_modes") ?? []
    let features = node.ints("nodes_featureids") ?? []
    let (yes, no) = (node.ints("nodes_truenodeids") ?? [], node.ints("nodes_falsenodeids") ?? [])
    for (name, list) in [
      ("nodes_nodeids", ids.count), ("nodes_modes", modes.count), ("nodes_featureids", features.count),
      ("nodes_truenodeids", yes.count), ("nodes_falsenodeids", no.count),
    ] { try Self.check(name, list, is: count) }
    let thresholds = Self.reals(node, "nodes_values", numbers) ?? []
    if !thresholds.isEmpty { try Self.check("nodes_values", thresholds.count, is: count) }
    let hits = Self.reals(node, "nodes_hitrates", numbers) ?? []
    let missing = node.ints("nodes_missing_value_tracks_true") ?? []
    let keys = try NodeKeys(trees, ids)
    nodes = [TreeNode](repeating: TreeNode(), count: count)
    for place in 0..<count {
      let source = keys.sources[place]
      nodes[place].hits = hits.count == count ? hits[source] : nil
      guard modes[source] != "LEAF" else { continue }
      guard let comparison = Comparison(rawValue: modes[source]) else {
        throw EnsembleFault("tree-mode", "a node has the unknown mode \(quoted(modes[source]))")
      }
      nodes[place].comparison = comparison
      nodes[place].feature = try Self.place(features[source], in: Int(Int32.max), "feature")
      if !thresholds.isEmpty { nodes[place].threshold = thresholds[source] }
      nodes[place].missingIsTrue = missing.count == count && missing[source] != 0
      nodes[place].whenTrue = try keys.place(trees[source], yes[source])
      nodes[place].whenFalse = try keys.place(trees[source], no[source])
    }
    roots = try keys.roots(nodes)
    try readTargets(node, numbers)
    try readVotes(node, keys, numbers)
  }

  private mutating func readTargets(_ node: Node, _ numbers: TensorNumbers) throws(EnsembleFault) {
    if node.op.type == "TreeEnsembleClassifier" {
      classes = node.strings("classlabels_strings") ?? []
      if classes.isEmpty { classes = (node.ints("classlabels_int64s") ?? []).map { NumberText.int($0) } }
      targetCount = max(1, classes.count)
    } else {
      targetCount = max(1, Int(clamping: node.int("n_targets", or: 1)))
    }
    baseValues = Self.reals(node, "base_values", numbers) ?? []
    postTransform = node.string("post_transform").flatMap { $0 == "NONE" || $0.isEmpty ? nil : $0 }
    aggregate = node.string("aggregate_function") ?? "SUM"
  }

  /// The votes of leaves, which the file lists by tree and node.
  private mutating func readVotes(_ node: Node, _ keys: NodeKeys, _ numbers: TensorNumbers)
    throws(EnsembleFault)
  {
    let word = node.op.type == "TreeEnsembleClassifier" ? "class" : "target"
    let trees = node.ints(word + "_treeids") ?? []
    let ids = node.ints(word + "_nodeids") ?? []
    let targets = node.ints(word + "_ids") ?? []
    let weights = Self.reals(node, word + "_weights", numbers) ?? []
    for (name, list) in [("_nodeids", ids.count), ("_ids", targets.count), ("_weights", weights.count)] {
      try Self.check(word + name, list, is: trees.count)
    }
    guard trees.count <= 2 * EnsembleLimits.mostNodes else {
      throw EnsembleFault("too-many-votes", "it has \(NumberText.grouped(Int64(trees.count))) votes")
    }
    var places: [Int] = []
    places.reserveCapacity(trees.count)
    var counts = [Int](repeating: 0, count: nodes.count + 1)
    for vote in trees.indices {
      let place = try keys.place(trees[vote], ids[vote])
      places.append(place)
      counts[place + 1] += 1
    }
    for place in nodes.indices {
      counts[place + 1] += counts[place]
      nodes[place].votes = counts[place]..<counts[place + 1]
    }
    votes = [Vote](repeating: Vote(target: 0, weight: .nan), count: trees.count)
    for vote in trees.indices {
      let target = try Self.place(targets[vote], in: targetCount, word)
      votes[counts[places[vote]]] = Vote(target: target, weight: weights[vote])
      counts[places[vote]] += 1
    }
  }
}

/// The places of nodes that are known by the number of a tree and their own: sorted by both, trees in the order of the file.
private struct NodeKeys {
  /// By place: where the node stands in the file.
  let sources: [Int]
  private let keys: [(tree: Int64, id: Int64)]
  /// By tree, in the order of the file: its nodes.
  private var trees: [Range<Int>] = []

  init(_ treeIDs: [Int64], _ ids: [Int64]) throws(EnsembleFault) {
    let order = treeIDs.indices.sorted { (treeIDs[$0], ids[$0]) < (treeIDs[$1], ids[$1]) }
    sources = order
    keys = order.map { (treeIDs[$0], ids[$0]) }
    for place in keys.indices.dropFirst() where keys[place] == keys[place - 1] {
      throw EnsembleFault(
        "tree-numbers",
        "node \(NumberText.int(keys[place].id)) of tree \(NumberText.int(keys[place].tree)) is there twice")
    }
    var start = 0
    for place in keys.indices where place + 1 == keys.count || keys[place + 1].tree != keys[place].tree {
      trees.append(start..<(place + 1))
      start = place + 1
    }
  }

  /// Where a node is. Cost: logarithmic.
  func place(_ tree: Int64, _ id: Int64) throws(EnsembleFault) -> Int {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < (tree, id) { low = middle + 1 } else { high = middle }
    }
    guard low < keys.count, keys[low] == (tree, id) else {
      throw EnsembleFault(
        "tree-range", "node \(NumberText.int(id)) of tree \(NumberText.int(tree)) is not there")
    }
    return low
  }

  /// The one node of each tree that no branch leads to.
  func roots(_ nodes: [TreeEnsemble.TreeNode]) throws(EnsembleFault) -> [Int] {
    var isChild = [Bool](repeating: false, count: nodes.count)
    for node in nodes where !node.isLeaf { (isChild[node.whenTrue], isChild[node.whenFalse]) = (true, true) }
    var roots: [Int] = []
    for tree in trees {
      let found = tree.filter { !isChild[$0] }
      guard found.count == 1 else {
        throw EnsembleFault(
          "tree-links",
          "tree \(NumberText.int(keys[tree.lowerBound].tree)) has \(found.count) nodes that no branch leads to, and needs one"
        )
      }
      roots.append(found[0])
    }
    return roots
  }
}
