/// What the model loses over a data set when a feature's numbers are shuffled.
struct PermutationPlan: ExplanationPlan {
  private let task: ExplainingTask
  private let data: KnownRows
  private let importance: PermutationImportance
  let passes: Int

  init(_ task: ExplainingTask) throws(ExplainingFault) {
    guard !task.known.isEmpty else {
      throw ExplainingFault(
        "explain-labels", "what the rows really are is not said: --labels names their classes")
    }
    self.task = task
    data = try KnownRows(task.data, known: task.known)
    // The quality changes nothing of what it costs.
    importance = try PermutationImportance(data)
    passes = try ExplainingFault.passes(1, importance.passes, plus: 1)
  }

  func explanation(of model: ScoredModel) throws -> Explanation {
    var run = ScoringPasses(model)
    let isClassifier = try run.score(data.rows[0]).count > 1 || task.hasClasses
    let work = try PermutationImportance(
      data, repeats: importance.repeats, quality: isClassifier ? .accuracy : .meanSquaredError)
    let found = try work.importance(of: model)
    var made = Explanation(
      .permutation,
      "loss of \(isClassifier ? "accuracy" : "mean squared error") by \(work.repeats) shuffles of each feature over \(data.rows.count) rows"
    )
    made.passes = found.passes + run.passes
    made.quality = isClassifier ? found.quality : -found.quality
    made.importance = zip(found.means, found.deviations).map { ($0, $1) }
    made.features = task.featureNames(found.means.count)
    return made
  }
}
