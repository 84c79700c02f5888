/// Trees that decide together, as the operators of `ai.onnx.ml` have them (TreeEnsembleClassifier, TreeEnsembleRegressor, and
/// TreeEnsemble of version 5), checked: every tree has one root, and every other node one parent.
public struct TreeEnsemble: Sendable, Equatable {
  /// How a feature is compared with a threshold.
  public enum Comparison: String, Sendable, CaseIterable {
    case atMost = "BRANCH_LEQ"
    case below = "BRANCH_LT"
    case atLeast = "BRANCH_GTE"
    case above = "BRANCH_GT"
    case equal = "BRANCH_EQ"
    case unequal = "BRANCH_NEQ"
    /// Whether it is one of a set.
    case member = "BRANCH_MEMBER"
  }

  /// A branch or a leaf.
  public struct TreeNode: Sendable, Equatable {
    /// How a branch compares; nil for a leaf.
    public var comparison: Comparison?
    /// The feature that a branch looks at.
    public var feature = 0
    /// What it is compared with; NaN where that was not read.
    public var threshold = Double.nan
    /// The node that comes next where the comparison holds, as a place in ``TreeEnsemble/nodes``.
    public var whenTrue = -1
    /// The node that comes next where it does not hold.
    public var whenFalse = -1
    /// Whether a missing number takes the way of ``whenTrue``.
    public var missingIsTrue = false
    /// How often the node was visited, where the file has that.
    public var hits: Double?
    /// What a leaf adds, as places in ``TreeEnsemble/votes``.
    public var votes = 0..<0

    /// Whether it ends a way.
    public var isLeaf: Bool { comparison == nil }
  }

  /// What a leaf adds to one class or target.
  public struct Vote: Sendable, Equatable {
    /// The class or target.
    public var target: Int
    /// What is added; NaN where that was not read.
    public var weight: Double
  }

  /// All nodes, those of one tree beside each other.
  public internal(set) var nodes: [TreeNode] = []
  /// What leaves add.
  public internal(set) var votes: [Vote] = []
  /// The root of each tree, as a place in ``nodes``.
  public internal(set) var roots: [Int] = []
  /// By tree: the most branches on a way to a leaf.
  public internal(set) var depths: [Int] = []
  /// The classes, where it has some, by name or number.
  public internal(set) var classes: [String] = []
  /// How many classes or targets it has.
  public internal(set) var targetCount = 1
  /// What is there before any tree votes.
  public internal(set) var baseValues: [Double] = []
  /// What becomes of the sums: `SOFTMAX`; nil for nothing.
  public internal(set) var postTransform: String?
  /// How votes are joined: `SUM`, `AVERAGE`, `MIN`, `MAX`.
  public internal(set) var aggregate = "SUM"

  /// The number of leaves. Cost: linear.
  public var leafCount: Int { nodes.count(where: \.isLeaf) }

  /// How often each feature decides, the most frequent first. Cost: linear, and that of sorting the features.
  public var splits: [(feature: Int, count: Int)] {
    var counts: [Int: Int] = [:]
    for node in nodes where !node.isLeaf { counts[node.feature, default: 0] += 1 }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  /// Whether nodes have numbers of visits that tell them apart: many writers store 1 for each.
  public var hasHits: Bool {
    guard let first = nodes.first?.hits else { return false }
    return nodes.contains { $0.hits != first }
  }
}
