import Ensembles

/// What an ensemble of trees says of a row, as ONNX Runtime computes it: numbers are compared in single precision, where all
/// thresholds of the file are.
public struct TreeScores: Sendable {
  let ensemble: TreeEnsemble
  private let isDouble: Bool
  let rule: TreeScoreRule
  /// The features that it reads: rows have at least so many numbers.
  public let featureCount: Int

  /// Whether the file turns the sums into something else, so that explained sums are no probabilities.
  public var isMargin: Bool { rule.transform != .none }
  /// How many scores a row has.
  public var scoreCount: Int { ensemble.targetCount }

  /// Prepares an ensemble.
  ///
  /// - Throws: ``ExplainingFault`` for branches that look a number up in a set, numbers that were not read, an unknown way of
  ///   joining votes, and base values that are not one a score.
  ///
  /// Cost: linear in its nodes.
  public init(_ ensemble: TreeEnsemble) throws(ExplainingFault) {
    let branches = ensemble.nodes.lazy.filter { !$0.isLeaf }
    guard !branches.contains(where: { $0.comparison == .member }) else {
      throw ExplainingFault("explain-tree-member", "its branches look numbers up in sets")
    }
    guard !branches.contains(where: { $0.threshold.isNaN }), ensemble.votes.allSatisfy(\.weight.isFinite),
      ensemble.baseValues.allSatisfy(\.isFinite)
    else {
      throw ExplainingFault("explain-tree-numbers", "numbers of its trees are not finite, or not there")
    }
    guard ["SUM", "AVERAGE", "MIN", "MAX"].contains(ensemble.aggregate) else {
      throw ExplainingFault("explain-tree-aggregate", "its trees' votes are joined in an unknown way")
    }
    guard ensemble.targetCount <= ExplainingTuning.mostTargets else {
      throw ExplainingFault("explain-tree-targets", "the ensemble says that it has too many scores")
    }
    self.ensemble = ensemble
    isDouble = branches.contains { Double(Float($0.threshold)) != $0.threshold }
    featureCount = (branches.map(\.feature).max() ?? -1) + 1
    rule = try TreeScoreRule(ensemble)
  }

  /// The scores of a row before the file turns them into probabilities. Cost: the depths of its trees.
  ///
  /// - Throws: ``ExplainingFault`` for a row that is too short.
  public func margins(of row: [Double]) throws(ExplainingFault) -> [Double] {
    try check(row)
    let numbers = compared(row)
    var sums = [Double](repeating: 0, count: scoreCount)
    var isVoted = [Bool](repeating: false, count: scoreCount)
    for root in ensemble.roots {
      var place = root
      while let comparison = ensemble.nodes[place].comparison {
        place = next(place, comparison, numbers)
      }
      for vote in ensemble.votes[ensemble.nodes[place].votes] {
        let old = isVoted[vote.target] ? sums[vote.target] : vote.weight
        switch ensemble.aggregate {
        case "MIN": sums[vote.target] = min(old, vote.weight)
        case "MAX": sums[vote.target] = max(old, vote.weight)
        default: sums[vote.target] += vote.weight
        }
        isVoted[vote.target] = true
      }
    }
    if ensemble.aggregate == "AVERAGE" { sums = sums.map { $0 / Double(max(1, ensemble.roots.count)) } }
    return rule.margins(sums)
  }

  /// The scores of a row as the file gives them.
  ///
  /// - Throws: ``ExplainingFault`` for a row that is too short, or a transform other than softmax and logistic.
  ///
  /// Cost: the depths of its trees.
  public func scores(of row: [Double]) throws(ExplainingFault) -> [Double] {
    try rule.scores(margins(of: row))
  }

  /// The model as a function, for methods that need no more. Cost of a row: the depths of its trees.
  public var model: ScoredModel { ScoredModel { try $0.map(scores(of:)) } }

  func check(_ row: [Double]) throws(ExplainingFault) {
    guard row.count >= featureCount, !row.isEmpty else {
      throw ExplainingFault("explain-widths", "the row has fewer numbers than the trees look at")
    }
  }

  /// The numbers of a row as they are compared.
  func compared(_ row: [Double]) -> [Double] { isDouble ? row : row.map { Double(Float($0)) } }

  /// The node after a branch.
  @inline(__always)
  func next(_ place: Int, _ comparison: TreeEnsemble.Comparison, _ row: [Double]) -> Int {
    let node = ensemble.nodes[place]
    let (number, threshold) = (row[node.feature], node.threshold)
    let holds =
      switch comparison {
      case .atMost: number <= threshold
      case .below: number < threshold
      case .atLeast: number >= threshold
      case .above: number > threshold
      case .equal: number == threshold
      case .unequal: number != threshold
      case .member: false
      }
    return holds || (node.missingIsTrue && number.isNaN) ? node.whenTrue : node.whenFalse
  }
}
