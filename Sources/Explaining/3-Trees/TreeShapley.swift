import Ensembles

/// Interventional Shapley values of an ensemble of trees, straight from its branches: exact, and no model is run (Lundberg et al.
/// 2020, algorithm 3; Laberge and Pequignot 2022).
///
/// Sums are explained before any softmax; where the file has none, these are the probabilities.
public struct TreeShapley: Sendable {
  /// The trees.
  public let trees: TreeScores
  /// What stands for absent features.
  public let background: [[Double]]
  private let compared: [[Double]]
  private let expected: [Double]

  /// Prepares a background.
  ///
  /// - Throws: ``ExplainingFault`` where there is no background or its rows are too short, and for the smallest or largest of
  ///   all votes, which does not divide into trees.
  ///
  /// Cost: the depths of the trees for each background row.
  public init(_ trees: TreeScores, background: [[Double]]) throws(ExplainingFault) {
    guard ["SUM", "AVERAGE"].contains(trees.ensemble.aggregate) else {
      throw ExplainingFault(
        "explain-tree-aggregate",
        "the smallest or largest vote of its trees counts, which does not divide into trees")
    }
    _ = try DataColumns.width(of: background, "the background")
    var sums = [Double](repeating: 0, count: trees.scoreCount)
    for row in background {
      let margins = try trees.margins(of: row)
      for score in sums.indices { sums[score] += margins[score] }
    }
    expected = sums.map { $0 / Double(background.count) }
    (self.trees, self.background) = (trees, background)
    compared = background.map(trees.compared)
  }

  /// Explains a row.
  ///
  /// - Parameter most: steps down trees that it may take.
  /// - Throws: ``ExplainingFault`` for a row of another length, more steps, and sums that are not finite.
  ///
  /// Cost: background rows × leaves at most; leaves that neither row nor background reach by any mixture are left out.
  public func values(
    of row: [Double], most: Int = ExplainingTuning.mostTreeSteps
  ) throws(ExplainingFault) -> ShapleyValues {
    guard row.count == background.first?.count else {
      throw ExplainingFault("explain-widths", "the row and the background differ in length")
    }
    guard row.count <= ExplainingTuning.mostNumbers / max(1, trees.ensemble.targetCount) else {
      throw ExplainingFault("explain-features", "there are too many features for so many scores")
    }
    let prediction = try trees.margins(of: row)
    var walk = TreeWalk(trees, row: trees.compared(row), steps: most)
    for other in compared {
      for root in trees.ensemble.roots { try walk.add(root, other) }
    }
    let isMean = trees.ensemble.aggregate == "AVERAGE"
    let share = Double(background.count) * Double(isMean ? max(1, trees.ensemble.roots.count) : 1)
    let values = row.indices.map { feature -> [Double] in
      let own = trees.ensemble.targetCount
      return trees.rule.parts.map { part -> Double in
        guard let target = part.target else { return 0 }
        return part.factor * walk.sums[feature * own + target] / share
      }
    }
    guard (values.joined().allSatisfy(\.isFinite) && expected.allSatisfy(\.isFinite)) else {
      throw ExplainingFault("explain-not-finite", "the sums of the trees' votes are not finite")
    }
    return ShapleyValues(values: values, expected: expected, prediction: prediction, passes: 0)
  }
}

/// All ways from a root to leaves that mixtures of two rows take.
///
/// A leaf is reached by mixtures where all of `present` come from the row and all of `absent` from the background, whatever the
/// others are. In that game of two groups each member of a group has the same value. Nothing is recursive.
private struct TreeWalk {
  private struct Step {
    /// Where to go on; negative to forget a feature.
    var place: Int
    /// The feature that decided; negative for none.
    var feature = -1
    var isPresent = false
  }

  private let trees: TreeScores
  private let row: [Double]
  private var steps: Int
  /// By feature, then by target: not yet divided by background rows.
  private(set) var sums: [Double]
  /// By feature: 1 where it comes from the row, 2 where from the background.
  private var origins: [UInt8]
  private var present: [Int] = []
  private var absent: [Int] = []
  private var open: [Step] = []

  init(_ trees: TreeScores, row: [Double], steps: Int) {
    (self.trees, self.row, self.steps) = (trees, row, steps)
    sums = [Double](repeating: 0, count: row.count * trees.ensemble.targetCount)
    origins = [UInt8](repeating: 0, count: row.count)
  }

  mutating func add(_ root: Int, _ other: [Double]) throws(ExplainingFault) {
    open.append(Step(place: root))
    while let step = open.popLast() {
      guard step.place >= 0 else {
        origins[step.feature] = 0
        if step.isPresent { present.removeLast() } else { absent.removeLast() }
        continue
      }
      if step.feature >= 0 {
        origins[step.feature] = step.isPresent ? 1 : 2
        if step.isPresent { present.append(step.feature) } else { absent.append(step.feature) }
        open.append(Step(place: -1, feature: step.feature, isPresent: step.isPresent))
      }
      try descend(from: step.place, other)
    }
  }

  /// Goes down to a leaf, or to a branch where row and background part for the first time.
  private mutating func descend(from start: Int, _ other: [Double]) throws(ExplainingFault) {
    var place = start
    while let comparison = trees.ensemble.nodes[place].comparison {
      try charge(1)
      let feature = trees.ensemble.nodes[place].feature
      let own = origins[feature] == 2 ? -1 : trees.next(place, comparison, row)
      let others = origins[feature] == 1 ? own : trees.next(place, comparison, other)
      if own >= 0, own != others {
        open.append(Step(place: others, feature: feature, isPresent: false))
        open.append(Step(place: own, feature: feature, isPresent: true))
        return
      }
      place = others
    }
    let votes = trees.ensemble.nodes[place].votes
    try charge(1 + (present.count + absent.count) * max(1, votes.count))
    count(votes)
  }

  /// Adds a leaf: a present feature has (p − 1)! a! / (p + a)! of it, an absent one −p! (a − 1)! / (p + a)!.
  private mutating func count(_ votes: Range<Int>) {
    guard !present.isEmpty || !absent.isEmpty else { return }
    let (few, many) = (min(present.count, absent.count), max(present.count, absent.count))
    // p! a! / (p + a)!
    var share = 1.0
    for place in 0..<few { share *= Double(place + 1) / Double(many + place + 1) }
    for vote in trees.ensemble.votes[votes] {
      let weight = vote.weight * share
      let targets = trees.ensemble.targetCount
      for feature in present { sums[feature * targets + vote.target] += weight / Double(present.count) }
      for feature in absent { sums[feature * targets + vote.target] -= weight / Double(absent.count) }
    }
  }

  private mutating func charge(_ count: Int) throws(ExplainingFault) {
    guard steps >= count else {
      throw ExplainingFault("explain-work", "the trees have too many ways for so large a background")
    }
    steps -= count
  }
}
