import DiagramModel
import Folding
import FoldoutKit
import Lettering
import ModelGraph
import PipelineSupport
import TestSupport
import Testing

@testable import Composing
@testable import Figures

/// What a page says of a kind is true of each of its members: with a row's numbers in place of letters, every text of the
/// drawing is the text that the member has by itself.
@Suite struct StatementTests {
  @Test(arguments: [
    "resnet50-ts.onnx", "unet_handwritten-ts.onnx", "tf2onnx_k2_MobileNetV2.onnx", "resnet18-qdq_static.onnx",
    "mobilenet_v2-names_numeric.onnx", "bert-ort_fused.onnx", "k2_app_ResNet50.json",
    "k3_transformer_encoder.json",
  ])
  func areTrue(_ name: String) throws {
    guard let figure = makeFigure(try Foldout.outline(of: Foldout.read(path: modelPath(name)).model)) else {
      return
    }
    let letters = FigureLetters(figure)
    var compared = 0
    for group in letters.groups {
      for (row, members) in group.rows.map(\.members).enumerated() {
        for detail in group.details {
          guard let member = members[detail] else { continue }
          compared += compare(figure, detail, member: member, row: row, letters.texts(of: detail))
        }
      }
    }
    #expect(figure.details.isEmpty || compared > 0)
  }

  /// A closed block in a detail says nothing of its own: its members may differ.
  @Test(arguments: ["resnet50-ts.onnx", "tf2onnx_k2_MobileNetV2.onnx", "k3_transformer_encoder.json"])
  func closedBlocksSayNothing(_ name: String) throws {
    guard let figure = makeFigure(try Foldout.outline(of: Foldout.read(path: modelPath(name)).model)) else {
      return
    }
    let diagram = compose(figure)
    for detail in diagram.details {
      for case .card(let card) in diagram.panels[detail.panel].boxes.map(\.content) where card.form == .block
      {
        #expect(card.lines.isEmpty && card.detail.map { $0.style == .badge } ?? true, "\(card.heading.text)")
      }
    }
  }

  /// Every member has a row, and every row stands for members of its own.
  @Test(arguments: [
    "resnet50-ts.onnx", "unet_handwritten-ts.onnx", "k2_app_ResNet50.json", "tf2onnx_k2_MobileNetV2.onnx",
  ])
  func rowsHoldAllMembers(_ name: String) throws {
    guard let figure = makeFigure(try Foldout.outline(of: Foldout.read(path: modelPath(name)).model)) else {
      return
    }
    let letters = FigureLetters(figure)
    #expect(letters.groups.flatMap(\.details).sorted() == Array(figure.details.indices))
    for group in letters.groups {
      for detail in group.details {
        let members = group.rows.compactMap { $0.members[detail] }
        #expect(
          members.sorted() == Array(figure.details[detail].members.indices),
          "\(figure.details[detail].letter)")
      }
    }
  }

  /// Compares all texts of one member; returns how many.
  private func compare(_ figure: Figure, _ detail: Int, member: Int, row: Int, _ texts: DetailTexts) -> Int {
    let outline = figure.overview
    let block = outline.blocks[figure.details[detail].members[member].block]
    var count = 0
    func check(_ text: LetteredText?, _ own: MemberTexts.Part?) {
      guard let text, let told = told(text, texts, row: row) else { return }
      #expect(told == own?.text.text, "\(figure.details[detail].letter), \(block.path)")
      count += 1
    }
    for (place, number) in block.items.enumerated() {
      let item = texts.template.items[place]
      let own = MemberTexts(outline.items[number], outline, isFirst: false)
      check(item.line, own.line)
      for (port, shape) in item.shapes.enumerated() { check(shape, own.shapes[port]) }
      for field in item.detail {
        guard let told = told(field, texts, row: row) else { continue }
        // What a card does not write is its operator's default.
        let isWritten = own.detail.contains { $0.text.text == told }
        #expect(isWritten || ["/1", "p0", "d1", "g1"].contains(told), "\(block.path): \(told)")
        count += 1
      }
    }
    for (port, value) in block.inputs.enumerated() {
      check(texts.template.inputs[port], MemberTexts.shape(outline.values[value].type, outline.traits))
    }
    return count
  }

  /// A text of the drawing with a row's numbers in place of its letters; nil where it is not drawn.
  private func told(_ text: LetteredText, _ texts: DetailTexts, row: Int) -> String? {
    var told = ""
    for piece in text.pieces {
      switch piece {
      case .word(let word): told += word
      case .slot(let slot):
        guard let term = texts.terms[slot] else { return nil }
        guard let value = texts.lettering?.value(of: term, row: row) else {
          Issue.record("a letter has no number in row \(row)")
          return nil
        }
        told += String(value)
      }
    }
    return told
  }
}
