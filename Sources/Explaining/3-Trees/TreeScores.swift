import ElementaryFunctions
import Ensembles

/// What an ensemble of trees says of a row, as ONNX Runtime computes it: numbers are compared in single precision, where all
/// thresholds of the file are.
public struct TreeScores: Sendable {
  let ensemble: TreeEnsemble
  private let isDouble: Bool
  /// Whether all votes are for one of two classes; then the other's score is what is left.
  let votesForOne: Int?
  private let isShare: Bool
  /// The features that it reads: rows have at least so many numbers.
  public let featureCount: Int

  /// Whether the file turns the sums into something else, so that explained sums are no probabilities.
  public var isMargin: Bool { ensemble.postTransform != nil }
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
    self.ensemble = ensemble
    isDouble = branches.contains { Double(Float($0.threshold)) != $0.threshold }
    featureCount = (branches.map(\.feature).max() ?? -1) + 1
    let voted = ensemble.votes.first?.target
    let isOne = ensemble.classes.count == 2 && ensemble.votes.allSatisfy { $0.target == voted }
    votesForOne = isOne ? voted : nil
    isShare = ensemble.votes.allSatisfy { $0.weight >= 0 }
    let bases = ensemble.baseValues.count
    guard bases == 0 || bases == ensemble.targetCount || (bases == 1 && votesForOne != nil) else {
      throw ExplainingFault("explain-tree-base", "its base values are not one a score")
    }
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
    return finished(sums)
  }

  /// The scores of a row as the file gives them.
  ///
  /// - Throws: ``ExplainingFault`` for a row that is too short, or a transform other than softmax and logistic.
  ///
  /// Cost: the depths of its trees.
  public func scores(of row: [Double]) throws(ExplainingFault) -> [Double] {
    let margins = try margins(of: row)
    switch ensemble.postTransform {
    case nil: return margins
    case "SOFTMAX": return Self.softmax(margins, keepsZeros: false)
    case "SOFTMAX_ZERO": return Self.softmax(margins, keepsZeros: true)
    case "LOGISTIC":
      // What is left of a share is a share already.
      return votesForOne != nil && isShare ? margins : margins.map { 1 / (1 + exponential(-$0)) }
    default:
      throw ExplainingFault("explain-tree-transform", "its sums go through a function that is not known here")
    }
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

  /// Sums with all that is not a tree's: the number of trees, base values, the class without votes.
  private func finished(_ sums: [Double]) -> [Double] {
    var sums = sums
    if ensemble.aggregate == "AVERAGE" { sums = sums.map { $0 / Double(max(1, ensemble.roots.count)) } }
    let bases = ensemble.baseValues
    if let votesForOne {
      let sum = sums[votesForOne] + (bases.last ?? 0)
      return [isShare ? 1 - sum : -sum, sum]
    }
    if bases.count == sums.count { for score in sums.indices { sums[score] += bases[score] } }
    return sums
  }

  private static func softmax(_ margins: [Double], keepsZeros: Bool) -> [Double] {
    let largest = margins.max() ?? 0
    // ONNX's softmax of zeros: a score of 0, up to rounding, stays 0.
    let powers = margins.map { keepsZeros && abs($0) <= 1e-7 ? 0 : exponential($0 - largest) }
    let sum = powers.reduce(0, +)
    return sum > 0 ? powers.map { $0 / sum } : powers
  }
}
