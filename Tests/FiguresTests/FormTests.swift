import Testing

@testable import Figures

/// Drawings that differ by pieces become one, from which each can be had back.
@Suite struct FormTests {
  private typealias Source = FormGraph.Source

  /// A graph of one input and one output, from what each item is and reads; -1 is the input.
  private func graph(_ items: [(label: Int, reads: [Int])], words: [Set<String>]? = nil) -> FormGraph {
    FormGraph(
      items: items.map { item in
        .init(
          label: item.label * 4 + item.reads.count, inputs: item.reads.map { [Source(item: $0, port: 0)] })
      },
      outputs: [[Source(item: items.count - 1, port: 0)]], inputCount: 1,
      words: words ?? items.map { _ in [] })
  }

  private func merged(_ forms: [FormGraph], isWorthIt: Bool = false) -> FormUnion? {
    var steps = FigureTuning.mostSteps.page
    var union = FormUnion(forms[0])
    for form in forms.dropFirst() {
      let next = FormMatching.merge(union, form, steps: &steps) { !isWorthIt || $0.isWorthOneDrawing }
      guard let next else { return nil }
      union = next
    }
    return union
  }

  // Conv 0, Relu 1, Add 2, SE 3.

  @Test func projectionOnAShortcut() throws {
    let plain = graph([(0, [-1]), (1, [0]), (0, [1]), (2, [2, -1])])
    for first in [
      graph([(0, [-1]), (1, [0]), (0, [1]), (0, [-1]), (2, [2, 3])]),
      graph([(0, [-1]), (0, [-1]), (1, [1]), (0, [2]), (2, [3, 0])]),
    ] {
      let union = try #require(merged([first, plain]))
      #expect(union.pieces.count == 1 && union.pieces[0].count == 1)
      let piece = try #require(union.pieces.first?.first)
      #expect(union.graph.items[piece].inputs == [[Source(item: -1, port: 0)]])
      #expect(union.bypass[piece] == 0 && union.isExact && union.isWorthOneDrawing)
    }
  }

  /// MBConv: without expansion, and without the sum of input and output.
  @Test func expansionAndSum() throws {
    let dw: Set<String> = ["3×3", "dw"]
    let one: Set<String> = ["1×1"]
    let whole = graph(
      [(0, [-1]), (0, [0]), (3, [1]), (4, [2]), (2, [3, -1])], words: [one, dw, [], one, []])
    let first = graph([(0, [-1]), (0, [0]), (3, [1]), (4, [2])], words: [one, dw, [], one])
    let narrow = graph([(0, [-1]), (3, [0]), (4, [1])], words: [dw, [], one])
    let union = try #require(merged([whole, first, narrow]))
    // The words tell which of two equal convolutions is missing.
    #expect(union.pieces == [[0], [4]])
    #expect(union.bypass[0] == 0 && union.bypass[4] == 0)
    #expect(union.places == [[0, 1, 2, 3, 4], [0, 1, 2, 3, nil], [nil, 0, 1, 2, nil]])
  }

  /// No form has both pieces.
  @Test func piecesFromSeveralForms() throws {
    let squeezing = graph([(0, [-1]), (3, [0]), (1, [1]), (0, [2])])
    let adding = graph([(0, [-1]), (1, [0]), (0, [1]), (2, [2, -1])])
    let union = try #require(merged([squeezing, adding]))
    #expect(union.graph.items.count == 5 && union.pieces == [[1], [4]])
  }

  /// Two pieces that take each other's place have no order, so there is no union.
  @Test func noUnionOfAlternatives() {
    let forms = [graph([(0, [-1]), (1, [0]), (0, [1])]), graph([(0, [-1]), (3, [0]), (0, [1])])]
    #expect(merged(forms, isWorthIt: true) == nil)
  }

  /// What is joined differently is no piece.
  @Test func noUnionOfOtherLines() {
    let chain = graph([(0, [-1]), (3, [0]), (2, [1, 0])])
    let shortcut = graph([(0, [-1]), (3, [0]), (2, [1, -1])])
    #expect(merged([chain, shortcut], isWorthIt: true) == nil)
  }

  /// Members of a known drawing give it back, whatever pieces they lack.
  ///
  /// Where two ways lead through a piece to the same place, one is taken; a form that lacks a part of it may show that it
  /// was the other. Then the drawing has a box twice, and is exact still.
  @Test func piecesAreRecovered() throws {
    var recovered = 0
    for seed in 0..<600 {
      let random = RandomForms(seed: seed)
      var forms = [random.form(without: [])]
      for missing in 1..<(1 << random.pieces) {
        let form = random.form(without: Set((0..<random.pieces).filter { missing >> $0 & 1 == 1 }))
        guard form.items.count > 1, !forms.contains(where: { $0.hasShape(of: form) }) else { continue }
        forms.append(form)
      }
      // Those that lack least say most about which way leads through a piece.
      forms.sort { $0.items.count > $1.items.count }
      let union = try #require(merged(forms), "seed \(seed)")
      if union.graph.hasShape(of: random.whole) { recovered += 1 }
      for form in union.forms.indices {
        #expect(try #require(union.derived(form)).hasShape(of: forms[form]), "seed \(seed)")
      }
    }
    #expect(recovered >= 594)
  }

  /// Without the whole one among them, too, each form is exactly what its union says.
  @Test(arguments: 0..<300) func unionsAreExact(_ seed: Int) {
    let random = RandomForms(seed: seed)
    let forms = (0..<random.pieces).map { random.form(without: [$0]) }.filter { $0.items.count > 1 }
    guard forms.count > 1, let union = merged(forms) else { return }
    #expect(union.isExact && union.graph.isOrdered)
    #expect(union.graph.items.count >= forms.map(\.items.count).max() ?? 0)
  }

  /// Graphs of one label have pairings without number; the search ends nevertheless.
  @Test func searchEnds() {
    let many = graph((0..<18).map { (0, [$0 - 1]) })
    let few = graph((0..<10).map { (0, [$0 % 2 == 0 ? $0 - 1 : max(-1, $0 - 2)]) })
    var steps = FigureTuning.mostSteps.page
    _ = FormMatching.merge(FormUnion(many), few, steps: &steps)
    #expect(steps >= FigureTuning.mostSteps.page - FigureTuning.mostSteps.pair)
  }
}
