import Activity
import ActivityPages
import Composing
import Exporting
import Folding
import Rendering
import Sheets
import WebPage
import WeightPages
import Weights

extension WeightFile {
  /// What is in the stored tensors, as a part of an HTML page, and what a card's panel says of it.
  func tab() -> (tab: PageTab, marks: WeightMarks)? {
    let report = report()
    guard let outline = try? fold(model, Self.folding) else { return nil }
    let rows = listedRows(report, WeightRows(outline, report, includesConstants: false))
    // Findings stand above, as links.
    var shown = report
    shown.findings = []
    let scene = weightPage(
      shown, rows, pictures, WeightPageOptions(), further: ensembleSections(classicModels))
    let findings = report.findings.map { PageTab.Finding($0.text, place: $0.place) }
    return (PageTab("weights", scene, findings: findings), WeightMarks(report))
  }
}

extension FunctionList {
  /// The functions as a part of an HTML page; nil where there are none.
  var tab: PageTab? {
    guard !rows.isEmpty else { return nil }
    return PageTab("functions", functionSheet(rows, name: "the model", title: "").scene())
  }
}

extension ModelActivity {
  /// What went on, as a part of an HTML page.
  func tab(_ report: ActivityReport, _ errors: ActivityErrors?, _ page: ActivityPageOptions) -> PageTab {
    var shown = report
    shown.findings = []
    let findings = report.findings.map { finding in
      let value = finding.values.first.flatMap { report.values[$0].value?.name }
      return PageTab.Finding(finding.text, place: value)
    }
    return PageTab("activity", activityPage(shown, against: errors, page), findings: findings)
  }
}
