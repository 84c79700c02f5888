import ModelGraph

/// Losses, reduced to a scalar unless told otherwise.
enum Losses {
  static let rules: [Rule] = [
    Rule("NegativeLogLikelihoodLoss", loss),
    Rule("SoftmaxCrossEntropyLoss") { context throws(RuleError) in
      try loss(context)
      context.set(1, context.type(0))
    },
  ]

  private static func loss(_ context: InferenceContext) throws(RuleError) {
    let isReduced = (context.string("reduction") ?? "mean") != "none"
    context.set(0, context.element(0), isReduced ? [] : context.shape(1))
    guard let scores = context.shape(0), let labels = context.shape(1) else { return }
    guard scores.count >= 2, labels.count == scores.count - 1 else {
      throw .shape("scores \(Reconciling.text(scores)) don't fit labels \(Reconciling.text(labels))")
    }
  }
}
