import Composing
import DiagramModel
import Folding
import FoldoutKit
import ModelGraph
import TestSupport
import Testing

/// What cards and pills show of values that were recorded.
@Suite("Recorded values on cards")
struct ActivityDrawingTests {
  private let model = makeModel(
    """
    in x 1×4
    weight a 4×4
    weight b 4×4
    MatMul x a -> h
    Relu h -> r
    MatMul r b -> y
    out y
    """)

  private let picture = CardPicture(
    columns: 2, rows: 1, pixels: .levels([0, 254], .sequential), size: Size(70, 40))

  private func panel(_ marks: ValueMarks, _ change: (inout ComposeOptions) -> Void) throws -> Diagram {
    var fold = FoldOptions(showsIdioms: false)
    fold.listsCopies = true
    var options = ComposeOptions()
    options.values = marks
    change(&options)
    return compose(try Foldout.outline(of: model, fold), options)
  }

  private func cards(_ diagram: Diagram) -> [Card] {
    diagram.panels[0].boxes.compactMap { if case .card(let card) = $0.content { card } else { nil } }
  }

  private func pills(_ diagram: Diagram) -> [Terminal] {
    diagram.panels[0].boxes.compactMap { if case .terminal(let pill) = $0.content { pill } else { nil } }
  }

  @Test("pictures stand on the cards and pills of their values, and make them larger")
  func pictures() throws {
    let marks = ValueMarks(
      pictures: ["x": picture, "r": picture, "y": picture], caption: "pictures of one sample")
    let plain = try panel(marks) { _ in }
    let shown = try panel(marks) { $0.showsMaps = true }
    #expect(cards(plain).allSatisfy { $0.picture == nil })
    #expect(cards(shown).map { $0.picture != nil } == [false, true, true])
    #expect(pills(shown).map { $0.picture != nil } == [true, true])
    for (before, after) in zip(plain.panels[0].boxes, shown.panels[0].boxes) {
      let hasPicture = before.name != shown.panels[0].boxes[1].name
      #expect(after.size.height - before.size.height >= (hasPicture ? 40 : 0))
    }
    #expect(shown.caption?.text.contains("pictures of one sample") == true)
    #expect(plain.caption?.text.contains("pictures") == false)
  }

  @Test("an operator that only moves numbers has no picture of its own")
  func steps() throws {
    let marks = ValueMarks(pictures: ["h": picture, "r": picture], steps: ["h"])
    #expect(
      cards(try panel(marks) { $0.showsMaps = true }).map { $0.picture != nil } == [false, true, false])
  }

  @Test("colours follow shares of values, and of stored tensors")
  func colors() throws {
    let values = ValueMarks(shares: ["h": 0.3, "r": 0.02], legend: .init("of the values are 0"))
    let shown = try panel(values) { $0.colors = .zeros }
    #expect(cards(shown).map(\.heat) == [.highest, .moderate, nil])
    #expect(shown.legend.last?.text.text == "≥ 25 % of the values are 0")
    let tensors = ValueMarks(tensorShares: ["a": 1, "b": 0.0001], legend: .init("of the largest"))
    #expect(cards(try panel(tensors) { $0.colors = .gradients }).map(\.heat) == [.highest, nil, .lowest])
  }

  @Test("scales of a legend are those of the shares")
  func legend() throws {
    let marks = ValueMarks(shares: ["h": 1], legend: .init(percent: 300, "of the values are 0"))
    let legend = try panel(marks) { $0.colors = .zeros }.legend.map(\.text.text)
    #expect(legend == ["less", "≥ 0.3 %", "≥ 3 %", "≥ 9 %", "≥ 30 %", "≥ 75 % of the values are 0"])
  }
}
