/// One method, made ready: what it costs is known before it starts.
public protocol ExplanationPlan: Sendable {
  /// Rows that the model will score, at most.
  var passes: Int { get }

  /// Does the passes and gives the explanation.
  ///
  /// - Throws: ``ExplainingFault`` for answers that can't be used, and what the model throws.
  func explanation(of model: ScoredModel) throws -> Explanation
}

extension ExplainingTask {
  /// Makes a method ready.
  ///
  /// - Parameters:
  ///   - method: how.
  ///   - trees: the ensemble of trees that scores all rows; nil where the model is more, or other, than one.
  /// - Throws: ``ExplainingFault`` where what was asked for contradicts itself, does not fit the rows, or takes too many passes.
  public func plan(
    _ method: Explanation.Method, trees: TreeScores? = nil
  ) throws(ExplainingFault) -> any ExplanationPlan {
    guard !rows.isEmpty || method.isGlobal else {
      throw ExplainingFault("explain-rows", "there are no rows to explain")
    }
    switch method {
    case .shap: return try ShapleyPlan(self)
    case .tree:
      guard let trees else {
        throw ExplainingFault(
          "explain-trees", "the model is not one ensemble of trees that gets the features as they are")
      }
      return try TreePlan(self, trees)
    case .lime: return try LimePlan(self)
    case .occlusion: return try OcclusionPlan(self)
    case .permutation: return try PermutationPlan(self)
    case .boundary: return try BoundaryPlan(self)
    }
  }

  /// The methods that say most about such rows: where the model is and where single rows are, in this order.
  public var usualMethods: [Explanation.Method] {
    switch form {
    case .table:
      var methods: [Explanation.Method] = !backgroundRows.rows.isEmpty ? [.shap] : []
      if data.count >= ExplainingTuning.leastData {
        if !known.isEmpty { methods.append(.permutation) }
        if (data.first?.count ?? 0) > 1, hasClasses { methods.append(.boundary) }
      }
      return methods.isEmpty ? [.shap] : methods
    case .image: return [.occlusion, .lime]
    case .sequence: return [.occlusion]
    case .tokens: return [.shap]
    }
  }
}

extension Explanation {
  /// Notes what one more row is about; what differs from row to row is not said of all. Called before the row is added.
  mutating func setTarget(_ target: Int, expected: Double?) {
    guard rows.isEmpty || self.target == target else {
      (self.target, self.expected) = (nil, nil)
      return
    }
    (self.target, self.expected) = (target, expected)
  }
}
