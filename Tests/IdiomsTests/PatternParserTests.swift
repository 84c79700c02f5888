import Testing

@testable import Idioms

@Suite struct PatternParserTests {
  @Test func aRow() throws {
    let table = try PatternParser.table(
      """
      # A product.
      # With a bias.
      Product(x) "My product" linear = Add(MatMul(x, W2), B1)
        | Gemm[transB=1](x, W, ..)
      """)
    let rows = table.rows
    #expect(rows.count == 1)
    #expect(rows[0].title == "My product" && rows[0].kind == "linear" && rows[0].line == 3)
    #expect(rows[0].documentation == "A product. With a bias.")
    #expect(rows[0].lasts.map { table.spelled[$0] }.sorted() == ["Add", "Gemm"])
    #expect(rows[0].letters == ["x", "W2", "B1", "W"])
  }

  @Test func helpersAreWrittenOut() throws {
    let table = try PatternParser.table(
      "half(x) = Mul(x, 0.5) | Div(x, 2)\nHalved(y) elementwise = Relu(half(Neg(y)))")
    let written = "Relu(Mul(Neg(y), 0.5) | Div(Neg(y), 2.0))"
    #expect(table.text(of: table.rows[0]) == written)
    let plain = try PatternParser.table("Halved(y) elementwise = " + written)
    #expect(plain.text(of: plain.rows[0]) == written)
  }

  @Test func operatorsThatMayBeMissing() throws {
    let table = try PatternParser.table("A(x) linear = Relu?(Conv(x, W, b?))")
    #expect(table.rows[0].lasts.map { table.spelled[$0] }.sorted() == ["Conv", "Relu"])
    #expect(table.text(of: table.rows[0]) == "Relu?(Conv(x, W, b?))")
  }

  @Test(arguments: [
    ("A(x) linear = ", 1, 15, "is missing here"), ("A(x) = Add(x, x)", 1, 6, "a row has a kind"),
    ("A(x) linear = x", 1, 1, "must end in an operator"), ("A(x) linear = Add(x, x", 1, 23, ") is missing"),
    ("\n A(x) linear = Relu(x))", 2, 23, "the line goes on"),
    ("A(x) linear = half(x)", 1, 15, "no helper half"),
    ("h(x) = Neg(x)\nA(x) linear = h(x, x)", 2, 15, "h takes 1 operands"),
    ("A(x) linear = Conv[group](x)", 1, 20, "group has no value"),
    ("A(x) linear = Conv[k=a](x)", 1, 22, "whole number"),
    ("A(x) linear = Add(x, Ww)", 1, 22, "neither a value nor an operator"), ("+", 1, 1, "begins with a name"),
  ])
  func faultsHaveAPlace(_ text: String, _ line: Int, _ column: Int, _ message: String) {
    do {
      _ = try PatternParser.table(text)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.line == line && error.column == column, "\(error)")
      #expect(error.message.contains(message), "\(error.message)")
    }
  }

  /// Helpers that double at each step would fill any memory.
  @Test func helpersThatMultiplyAreRefused() {
    var text = "a0(x) = Add(x, x)\n"
    for level in 1..<60 { text += "a\(level)(x) = a\(level - 1)(a\(level - 1)(x))\n" }
    #expect(throws: PatternParser.Fault.self) { try PatternParser.table(text + "A(x) linear = a59(x)") }
  }

  @Test func deepPatternsAreRefused() {
    let text =
      "A(x) linear = " + String(repeating: "Neg(", count: 5_000) + "x" + String(repeating: ")", count: 5_000)
    #expect(throws: PatternParser.Fault.self) { try PatternParser.table(text) }
  }
}
