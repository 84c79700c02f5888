import DiagramModel
import Rendering
import Testing

@testable import Charts

@Suite struct TokenTests {
  private func chart(_ tokens: [(String, Double)], hasNumbers: Bool = true) -> TokenChart {
    TokenChart(tokens.map { .init($0.0, $0.1) }, hasNumbers: hasNumbers)
  }

  /// Tokens flow in their order, without overlapping and within the width.
  @Test(arguments: [60.0, 200, 580]) func flow(_ width: Double) {
    var noise = SampleData.Noise(4)
    let tokens = (0..<80).map { (String(repeating: "x", count: $0 * 7 % 23), noise.next()) }
    let placed = TokenFlow(chart(tokens), width: width).tokens
    #expect(placed.count == 80)
    for (a, b) in zip(placed, placed.dropFirst()) {
      #expect(b.frame.minY > a.frame.maxY || b.frame.minY == a.frame.minY && b.frame.minX >= a.frame.maxX)
    }
    for token in placed where token.frame.minX > 0 { #expect(token.frame.maxX <= width) }
  }

  @Test func lineBreaks() {
    let placed = TokenFlow(chart([("a", 1), (".\n", 0), ("b", 1)]), width: 500).tokens
    #expect(placed.map(\.text) == ["a", ".↵", "b"])
    #expect(placed[1].frame.minY == 0 && placed[2].frame.minY > 0 && placed[2].frame.minX == 0)
    #expect(TokenFlow(chart([(" ", 1)]), width: 99).tokens[0].text == "·")
  }

  /// The middle colour is 0, the ends are the largest size on both sides.
  @Test func colors() {
    let flow = TokenFlow(chart([("a", 2), ("b", -2), ("c", 0), ("d", 1), ("e", .nan)]), width: 500)
    let last = ChartTuning.colorSteps - 1
    #expect(flow.reach == 2 && flow.tokens.map(\.step) == [last, 0, last / 2, last * 3 / 4 + 1, last / 2])
    #expect(flow.tokens.map(\.number) == ["2", "−2", "", "1", "NaN"])
    #expect(flow.tokens.map(\.sign) == [1, -1, 0, 1, 0])
  }

  /// Text is readable on any colour of its ground, in all themes.
  @Test func contrast() {
    for theme in [Theme.light, .dark, .print] {
      for step in 0..<ChartTuning.colorSteps {
        let level = StepBar.level(step)
        let (text, ground) = (theme.color(.onLevel(.signed, level)), theme.color(.level(.signed, level)))
        #expect(text.contrast(with: ground) >= 4.5, "\(step)")
      }
    }
  }

  /// Long texts have numbers below the strongest tokens only, and those that are too long end with a note.
  @Test func longTexts() {
    let tokens = (0..<5000).map { ("w", Double($0 % 1000 + 500)) }
    let flow = TokenFlow(chart(tokens), width: 580)
    #expect(flow.tokens.count == ChartTuning.mostTokens && flow.surplus == 1000)
    let told = flow.tokens.filter { !$0.number.isEmpty }
    #expect(told.count <= ChartTuning.mostTokenNumbers + 4 && told.count >= ChartTuning.mostTokenNumbers)
    let scene = chart(tokens).scene()
    #expect(scene.texts.contains { $0.text == "1,000 more tokens are not drawn" })
    let small = chart(tokens).scene(size: Size(460, 100))
    #expect(small.texts.contains { $0.text.hasSuffix("more tokens are not drawn") })
  }

  @Test func words() {
    #expect(chart([("a", 1), ("b", -3)]).summary == "2 tokens; the strongest: b −3, a 1.")
    #expect(chart([("a", 0)]).summary == "1 tokens, none with a number but 0.")
    #expect(chart([]).summary == "No tokens.")
  }

  /// Signs are told without colours: plain lines below, and dashed ones.
  @Test func signs() {
    let scene = chart([("a", 1), ("b", -1), ("c", 0)]).scene()
    let lines = scene.paths.filter { $0.stroke == .text(.detail) }
    #expect(lines.map(\.isDashed) == [false, true])
  }
}

@Suite struct ClassScoreTests {
  /// Shares: percents on a scale to 1, with the rest as one bar.
  @Test func shares() {
    let chart = BarChart.scores([0.1, 0.6, 0.05, 0.2, 0.03, 0.02], classes: ["a", "b"], most: 2)
    #expect(chart.summary == "b 60.0 %, class 3 20.0 %, 4 others 20.0 %.")
    #expect(chart.range == 0...1)
  }

  /// Other scores as they are, without a rest: their sum has no meaning.
  @Test func logits() {
    let chart = BarChart.scores([-1, 4, .nan, 2], most: 2)
    #expect(chart.summary == "class 1 4, class 3 2." && chart.range == nil && chart.unit == "score")
    // One more than asked for has its own name.
    #expect(BarChart.scores([3, 2, 1], most: 2).bars.count == 3)
    #expect(BarChart.scores([]).summary == "No values.")
  }
}
