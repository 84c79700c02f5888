import Charts
import Explaining
import PictureFaults
import Rendering
import TestSupport
import Testing

@testable import ExplanationPages

/// Pages of explanations: which charts there are, and what they say of what was done.
@Suite struct ExplanationPageTests {
  /// A model whose first score is a sum, weighted by place.
  private let model = ScoredModel { rows in
    rows.map { row in
      let sum = row.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
      return [sum, -sum]
    }
  }

  private func report(
    _ task: ExplainingTask, _ methods: [Explanation.Method], classes: [String] = ["up", "down"]
  ) throws -> ExplanationReport {
    var report = ExplanationReport(task.form)
    for method in methods { report.explanations.append(try task.plan(method).explanation(of: model)) }
    (report.classes, report.score.count, report.score.output) = (classes, 2, "logits")
    return report
  }

  private func table(_ rows: Int) -> ExplainingTask {
    let data = (0..<20).map { number -> [Double] in [Double(number), Double(number % 3), Double(number % 7)] }
    var task = ExplainingTask(.table, rows: Array(data.prefix(rows)))
    (task.data, task.known, task.names, task.settings.cells) = (
      data, data.map { $0[0] > 9 ? 0 : 1 }, ["a", "b", "c"], 8
    )
    return task
  }

  /// The kinds and titles of charts, of options behind their names.
  private func outline(_ report: ExplanationReport, _ canChoose: Bool) -> [String] {
    let page = explanationSheet(report, title: "Page", canChoose: canChoose)
    return page.sections.flatMap { section -> [String] in
      switch section.content {
      case .charts(let charts): ["# " + section.title] + charts.map { "\($0.kind) \($0.title)" }
      case .choice(let options):
        ["# " + section.title]
          + options.map { "\($0.label): " + $0.charts.map(\.kind).joined(separator: ", ") }
      case .table: ["# table"]
      }
    }
  }

  private func isSound(_ report: ExplanationReport) -> Bool {
    let page = explanationPage(report, title: "Page", canChoose: true)
    let again = explanationPage(report, title: "Page", canChoose: true)
    return svgFaults(renderSVG(page.scene, SVGOptions())).isEmpty && page.scene.dump == again.scene.dump
      && page.pictures.allSatisfy { svgFaults(renderSVG($0, SVGOptions())).isEmpty }
  }

  @Test func aRowOfATable() throws {
    let report = try report(table(1), [.shap, .lime])
    #expect(
      outline(report, false) == [
        "# Shapley values", "waterfall Row 0", "bars Scores of row 0", "# LIME", "bars Row 0",
      ])
    #expect(isSound(report))
    let words = explanationPage(report, title: "Page", canChoose: false).scene.dump
    // Each method says what it did, of which class, and in how many passes.
    for text in ["all coalitions of 3 features", "the data set's 20 rows", "passes", "Explained: up", "R²"] {
      #expect(words.contains(text), "\(text)")
    }
  }

  /// A swarm of many rows; single ones where a reader can choose.
  @Test func manyRows() throws {
    let report = try report(table(8), [.shap, .permutation, .boundary])
    let pairs = report.explanations[2].boundaries.dropFirst().map {
      "\($0.names.x) and \($0.names.y): regions"
    }
    #expect(pairs.count == 3)
    #expect(
      outline(report, false) == [
        "# Shapley values", "beeswarm 8 rows", "bars Mean size", "# Permutation importance",
        "bars Loss by shuffling a feature, ± standard deviation", "# Decision boundary",
        "first principal component and second principal component: regions",
      ] + pairs)
    let all = outline(report, true)
    #expect(all.contains("# Single rows") && all.contains("Row 7: waterfall, bars"))
    #expect(isSound(report))
  }

  @Test func images() throws {
    let grid = try ImageGrid(height: 8, width: 8)
    let image = (0..<64).map { Double($0 % 9) }
    let task = ExplainingTask(.image(grid), rows: [image])
    var report = try report(task, [.occlusion, .lime])
    // Scores stand once; without its picture an image has bars.
    #expect(
      outline(report, false) == ["# Occlusion", "bars Row 0", "bars Scores of row 0", "# LIME", "bars Row 0"])
    report.pictures[0] = .init(image, grid)
    #expect(
      outline(report, false) == [
        "# Occlusion", "overlay Row 0", "bars Scores of row 0", "# LIME", "overlay Row 0",
      ])
    #expect(isSound(report))
  }

  /// Colours stay, other channels are joined.
  @Test func pictures() throws {
    let color = ExplanationReport.Picture(
      [0, 1, 2, 3, 4, 8], try ImageGrid(height: 1, width: 2, channels: 3))
    #expect(color.channels == 3 && color.pixels == [0, 0.25, 0.5, 0.125, 0.375, 1])
    let grey = ExplanationReport.Picture(
      [0, 2, 4, 6], try ImageGrid(height: 1, width: 2, channels: 2, isPlanar: false))
    #expect(grey.channels == 1 && grey.pixels == [0, 1])
    let none = ExplanationReport.Picture([.nan, .nan], try ImageGrid(height: 1, width: 2))
    #expect(none.pixels == [0, 0])
  }

  @Test func textsAndSequences() throws {
    var task = ExplainingTask(.tokens, rows: [[5, 3], [4, 3]])
    task.tokens = [["the", "cat"], ["a", "<b>\u{202E}"]]
    let texts = try report(task, [.shap])
    #expect(outline(texts, false) == ["# Shapley values", "Row 0: tokens, bars", "Row 1: tokens, bars"])
    #expect(isSound(texts))
    let row = (0..<6).map(Double.init)
    var steps = ExplainingTask(.sequence(steps: 3, channels: 2, isStepwise: true), rows: [row])
    steps.settings.window = (2, 1)
    var report = try report(steps, [.occlusion])
    report.sequences[0] = row
    report.score.position = 2
    #expect(outline(report, false) == ["# Occlusion", "line Row 0", "bars Scores at step 2 of row 0"])
    #expect(isSound(report))
    let form = SequenceForm(steps: 3, channels: 2, isStepwise: false)
    #expect(form.channel(1, of: row) == [3, 4, 5] && form.channel(1, of: [1]).allSatisfy(\.isNaN))
  }

  /// Names come from files.
  @Test func hostileNames() throws {
    var task = table(1)
    task.names = ["<script>", "a\u{0}b", String(repeating: "x", count: 5_000)]
    let report = try report(task, [.shap, .boundary], classes: ["</svg>", "\u{202E}"])
    #expect(isSound(report))
  }
}
