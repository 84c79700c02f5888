import Composing
import Diagnostics
import ModelGraph
import Training
import TrainingLogs
import TrainingPages
import WebPage
import Weights

/// Logs of how a model was trained, with its parameters in the model's order.
struct ModelTraining {
  private let report: TrainingReport
  /// The stored tensors, in the order of the model.
  private let tensors: [StoredTensor]
  private let order: ParameterOrder

  /// Takes logs that are read. Cost: linear in their points.
  init(_ model: Model, _ logs: LogSet) {
    let tensors = tensorsByUse(model)
    order = ParameterOrder(tensors)
    report = TrainingReport(logs.runs, order: order)
    self.tensors = tensors
  }

  /// Colours by the size of each parameter's last gradient, as a share of the largest, beside other marks.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where no log has gradients of the model's parameters.
  func marks(_ other: ValueMarks?) throws(FoldoutError) -> ValueMarks {
    let found = report.lastGradients.compactMap { name, size in
      order.place(of: name).map { (tensors[$0].name, size) }
    }
    guard !found.isEmpty else {
      throw FoldoutError(
        .usage, "no-gradients", "no log has gradients of the model's parameters",
        hint: "Gradients are histograms or norms whose tags name parameters, as in grads/conv1.weight.")
    }
    let largest = found.map(\.1).filter(\.isFinite).max() ?? 0
    var shares: [String: Double] = [:]
    for (name, size) in found {
      shares[name] = max(shares[name] ?? 0, size.isFinite ? (largest > 0 ? size / largest : 0) : 1)
    }
    return ValueMarks(
      pictures: other?.pictures ?? [:], tensorShares: shares, facts: other?.facts ?? [:],
      steps: other?.steps ?? [],
      caption: other?.caption ?? "",
      legend: .init("of the largest last gradient, " + FigureText.number(largest)))
  }

  /// The logs as a part of an HTML page.
  var tab: PageTab {
    var shown = report
    shown.findings = []
    let findings = report.findings.map { finding in
      PageTab.Finding(finding.text, place: order.place(of: finding.place).map { tensors[$0].name })
    }
    var page = TrainingPageOptions()
    page.title = ""
    return PageTab("training", trainingPage(shown, page), findings: findings)
  }
}
