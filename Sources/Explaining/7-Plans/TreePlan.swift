/// Shapley values of some rows straight from the trees: the model scores nothing.
struct TreePlan: ExplanationPlan {
  private let task: ExplainingTask
  private let trees: TreeScores
  private let work: TreeShapley
  private let source: String
  let passes = 0

  init(_ task: ExplainingTask, _ trees: TreeScores) throws(ExplainingFault) {
    guard task.form == .table else {
      throw ExplainingFault("explain-trees", "trees are explained over the features of a table")
    }
    let (background, words) = task.backgroundRows
    guard !background.isEmpty else {
      throw ExplainingFault("explain-background", "what stands for absent features is not said")
    }
    (self.task, self.trees, source) = (task, trees, words)
    work = try TreeShapley(trees, background: background)
  }

  func explanation(of model: ScoredModel) throws -> Explanation {
    var made = Explanation(
      .tree,
      "Shapley values, interventional; exact, from the trees; absent features from \(source)"
    )
    made.isMargin = trees.isMargin
    for (place, row) in task.rows.enumerated() {
      let values = try work.values(of: row)
      let target = try made.target ?? task.target(values.prediction)
      (made.target, made.expected) = (target, values.expected[target])
      made.rows.append(
        .init(
          number: task.number(place), target: target, prediction: values.prediction[target],
          values: values.values.map { $0[target] },
          inputs: row, scores: values.prediction))
      made.rest = max(made.rest ?? 0, abs(values.rest[target]))
    }
    made.features = task.featureNames(made.rows.first?.values.count ?? 0)
    return made
  }
}
