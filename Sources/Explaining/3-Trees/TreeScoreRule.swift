import ElementaryFunctions
import Ensembles

/// What becomes of the sums of votes: for two classes it depends on which of them have votes and base values, and ONNX Runtime's
/// answer is taken for the definition.
struct TreeScoreRule: Sendable, Equatable {
  /// A score before any transform: a constant, and at most one of the sums.
  struct Part: Sendable, Equatable {
    var constant = 0.0
    /// The target whose sum it takes; nil for none.
    var target: Int?
    var factor = 1.0
  }

  /// The function that comes last.
  enum Transform: Sendable {
    case none
    case softmax
    /// A softmax in which a score of 0 stays 0.
    case softmaxZero
    case logistic
    case unknown
  }

  private(set) var parts: [Part]
  private(set) var transform: Transform

  /// - Throws: ``ExplainingFault`` where there are base values, but not one a score.
  init(_ ensemble: TreeEnsemble) throws(ExplainingFault) {
    let bases = ensemble.baseValues
    transform =
      switch ensemble.postTransform {
      case nil: .none
      case "SOFTMAX": .softmax
      case "SOFTMAX_ZERO": .softmaxZero
      case "LOGISTIC": .logistic
      default: .unknown
      }
    parts = (0..<ensemble.targetCount).map { Part(target: $0) }
    if ensemble.classes.count == 2, bases.count <= 2 {
      let hasFirst = ensemble.votes.contains { $0.target == 0 }
      let hasSecond = ensemble.votes.contains { $0.target == 1 }
      if !hasSecond, bases.count < 2 {
        joinClasses(base: bases.first ?? 0, isShare: ensemble.votes.allSatisfy { $0.weight >= 0 })
      } else {
        joinClasses(bases, hasFirst: hasFirst, hasSecond: hasSecond)
      }
      return
    }
    guard bases.isEmpty || bases.count == parts.count else {
      throw ExplainingFault("explain-tree-base", "its base values are not one a score")
    }
    for (score, base) in bases.enumerated() { parts[score].constant = base }
    // One score alone goes through no softmax and no logistic function.
    if parts.count == 1, transform != .unknown { transform = .none }
  }

  /// Two classes of which only the first one has votes: they are for the second class, and the first is what they leave.
  private mutating func joinClasses(base: Double, isShare: Bool) {
    let isLogistic = transform == .logistic
    let rest = isShare && !isLogistic ? 1 - base : -base
    parts = [Part(constant: rest, target: 0, factor: -1), Part(constant: base, target: 0)]
    if transform != .unknown, !isLogistic { transform = .none }
  }

  /// Two classes with sums of their own. A class without votes has 0, whatever its base value.
  private mutating func joinClasses(_ bases: [Double], hasFirst: Bool, hasSecond: Bool) {
    if bases.count == 2, hasSecond {
      let sum = Part(constant: bases[1], target: 0)
      parts = [Part(constant: -bases[1], target: 0, factor: -1), sum]
    } else if let base = bases.first {
      parts[0].constant = base
    }
    if !hasFirst { parts[0] = Part() }
    if !hasSecond { parts[1] = Part() }
  }

  /// The scores before the transform.
  func margins(_ sums: [Double]) -> [Double] {
    parts.map { part in
      guard let target = part.target else { return part.constant }
      return part.constant + part.factor * sums[target]
    }
  }

  /// The scores.
  ///
  /// - Throws: ``ExplainingFault`` for a transform that is not known.
  func scores(_ margins: [Double]) throws(ExplainingFault) -> [Double] {
    switch transform {
    case .none: return margins
    case .softmax: return softmax(margins)
    case .softmaxZero: return softmax(margins) { abs($0) > ExplainingTuning.zeroScore }
    case .logistic: return margins.map { 1 / (1 + exponential(-$0)) }
    case .unknown:
      throw ExplainingFault("explain-tree-transform", "its sums go through a function that is not known here")
    }
  }
}
