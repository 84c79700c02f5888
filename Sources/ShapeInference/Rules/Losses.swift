import ModelGraph

/// Losses, reduced to a scalar unless told otherwise.
enum Losses {
  static let rules: [Rule] = [
    Rule("NegativeLogLikelihoodLoss", loss),
    Rule("SoftmaxCrossEntropyLoss") { site throws(Fault) in
      try loss(site)
      site.set(1, site.kind(0))
    },
  ]

  private static func loss(_ site: Site) throws(Fault) {
    let isReduced = (site.string("reduction") ?? "mean") != "none"
    site.set(0, site.element(0), isReduced ? [] : site.shape(1))
    guard let scores = site.shape(0), let labels = site.shape(1) else { return }
    guard scores.count >= 2, labels.count == scores.count - 1 else {
      throw .shape("scores \(Reconciling.text(scores)) don't fit labels \(Reconciling.text(labels))")
    }
  }
}
