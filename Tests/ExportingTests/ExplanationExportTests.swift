import Explaining
import TestSupport
import Testing

@testable import Exporting

/// Explanations as JSON and as text.
@Suite struct ExplanationExportTests {
  private let model = ScoredModel { rows in rows.map { [$0.reduce(0, +), -$0[0]] } }

  private func task(_ form: ExplainingTask.RowForm) -> ExplainingTask {
    let data = (0..<16).map { number -> [Double] in (0..<4).map { Double(number * ($0 + 1) % 5) } }
    var task = ExplainingTask(form, rows: Array(data.prefix(2)))
    (task.data, task.settings.cells) = (form == .table ? data : [], 4)
    task.known = form == .table ? data.map { $0[0] > 2 ? 1 : 0 } : []
    return task
  }

  private func report(_ task: ExplainingTask, _ methods: [Explanation.Method]) throws -> ExplanationReport {
    var report = ExplanationReport(task.form)
    for method in methods { report.explanations.append(try task.plan(method).explanation(of: model)) }
    (report.classes, report.score.count, report.score.output) = (["yes", "no\u{1B}[31m"], 2, "scores")
    return report
  }

  /// One explanation stands alone, several in a list; each as the schema says.
  @Test func jsonIsAsTheSchemaSays() throws {
    let schema = "explanation.schema.json"
    for method in [Explanation.Method.shap, .lime, .permutation, .boundary] {
      let bytes = try report(task(.table), [method]).json()
      #expect(try SchemaFaults(schema, bytes).faults == [], "\(method)")
    }
    #expect(try SchemaFaults(schema, report(task(.table), [.shap, .boundary]).json()).faults == [])
    let grid = try ImageGrid(height: 2, width: 2)
    #expect(try SchemaFaults(schema, report(task(.image(grid)), [.lime, .shap]).json()).faults == [])
    var texts = task(.tokens)
    texts.tokens = [["a", "b", "c", "d"], ["e", "f", "g", "h"]]
    let bytes = try report(texts, [.shap]).json()
    #expect(try SchemaFaults(schema, bytes).faults == [])
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"h\""))
    #expect(try !SchemaFaults(schema, Array(#"{"explanations": [{}]}"#.utf8)).faults.isEmpty)
    #expect(try !SchemaFaults(schema, Array("{}".utf8)).faults.isEmpty)
  }

  /// A table of few rows side by side, texts one below another, and nothing that a terminal obeys.
  @Test func text() throws {
    var two = task(.table)
    two.names = ["a", "b", "c", "d\u{1B}]0;x\u{7}"]
    let table = try report(two, [.shap, .permutation]).text()
    #expect(
      table.contains("\nrow: 0, 1\nscore: 0, 10\na: ") && table.contains("\npermutation\nLoss of accuracy"))
    #expect(table.contains("Explained: yes of scores") && !table.contains("\u{1B}"))
    two.target = 1
    #expect(try !report(two, [.shap]).text().contains("\u{1B}"))
    var texts = task(.tokens)
    texts.tokens = [["w", "x", "y", "z"], ["e", "f", "g", "h"]]
    let words = try report(texts, [.shap]).text()
    #expect(words.contains("row 1, score 10\n") && words.contains("\nh: "))
  }

  /// Sums that don't add up are told; sums that do are not.
  @Test func rest() throws {
    var report = try report(task(.table), [.shap])
    #expect(!report.text().contains("Values leave"))
    report.explanations[0].rest = 0.25
    #expect(report.text().contains("Values leave 0.25 of the difference to that mean"))
  }
}
