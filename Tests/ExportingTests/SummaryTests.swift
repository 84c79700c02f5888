import Costs
import Folding
import ModelGraph
import TestSupport
import Testing
import TextOutput

@testable import Exporting

@Suite struct SummaryTests {
  @Test func theTree() throws {
    let model = makeModel(small)
    let text = summaryTree(try fold(model), of: model)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("block") && lines[0].hasSuffix("MACs"))
    let block = try #require(lines.firstIndex { $0.hasPrefix("enc") })
    #expect(lines[block].contains("Encoder") && lines[block].contains("100.0 %"))
    #expect(lines[block + 1].hasPrefix("├─ mul") && lines[block + 2].hasPrefix("└─ -"))
    #expect(
      text.contains("\noperators   3 drawn, 0 constants and plumbing\nparameters  32 (128 B float32)\n"))
    let shallow = summaryTree(try fold(model), of: model, SummaryStyle(depth: 0))
    #expect(!shallow.contains("─ mul") && shallow.contains("enc"))
  }

  /// Wide characters take two columns of a terminal.
  @Test func columnsStayAligned() {
    var table = SummaryTable(header: ["block", "type", "n"], leftColumns: 2)
    for (name, type) in [("层归一化", "Norm"), ("plain", "Relu"), ("e\u{301}tage", "層")] {
      table.rows.append(.init(lead: "├─ ", level: 1, isBlock: false, cells: [name, type, "12"]))
    }
    let lines = table.text(SummaryStyle()).split(separator: "\n")
    let body = lines.filter { $0.contains("12") || $0.contains("block") }
    #expect(body.count == 4)
    #expect(Set(body.map { terminalColumns($0) }).count == 1)
    let narrow = table.text(SummaryStyle(width: 20)).split(separator: "\n")
    #expect(narrow.allSatisfy { terminalColumns($0) <= 20 } && narrow.contains { $0.contains("…") })
  }

  @Test func coloursAreOnlyForTerminals() throws {
    let model = makeModel(small)
    #expect(!summaryTree(try fold(model), of: model).contains("\u{1B}"))
    #expect(
      summaryTree(try fold(model), of: model, SummaryStyle(isColored: true)).contains("\u{1B}[1menc\u{1B}[0m")
    )
  }

  @Test func markdown() throws {
    let model = makeModel(small.replacing("name=last", with: "name=a|b_c"))
    let text = summaryTree(try fold(model), of: model, SummaryStyle(form: .markdown))
    #expect(text.contains("| **enc** |") && text.contains("| &emsp;mul |") && text.contains("a\\|b\\_c"))
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(Set(rows.map { $0.replacing("\\|", with: "").count { $0 == "|" } }).count == 1)
  }

  @Test func namesOfDimsAreSafe() throws {
    var model = hostileModel()
    model.openDims.decidedByInputs = [HostileText.name]
    // Sizes don't help where an operator is not known.
    for node in model.graphs[0].nodes.indices {
      model.graphs[0].nodes[node].op = OperatorID(domain: "", type: node == 0 ? "MatMul" : "Relu")
    }
    for form in [SummaryStyle.Form.text, .markdown] {
      let text = summaryTree(
        try fold(model), of: model, symbols: [HostileText.name], SummaryStyle(form: form))
      #expect(text.unsafe.isEmpty)
      #expect(text.contains("--dim"))
    }
  }

  @Test func totals() {
    let summary = ModelSummary(makeModel(small))
    #expect(summary.operators.map(\.name) == ["MatMul", "Relu", "Tanh"])
    #expect(summary.operators.map(\.count) == [1, 1, 1] && summary.parameters == 32)
    #expect(summary.inputs.map(\.name) == ["x"] && summary.outputs.map(\.name) == ["y"])
    #expect(summary == ModelSummary(makeModel(small)))
    var other = summary
    other.bodyOperators = [OperatorCount(name: "Relu", count: 1)]
    #expect(other != summary)
    other = summary
    other.trainableParameters = 32
    #expect(other != summary)
  }
}
