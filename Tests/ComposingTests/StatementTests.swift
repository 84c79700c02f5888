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
  static let models = [
    "resnet50-ts.onnx", "unet_handwritten-ts.onnx", "tf2onnx_k2_MobileNetV2.onnx", "resnet18-qdq_static.onnx",
    "mobilenet_v2-names_numeric.onnx", "bert-ort_fused.onnx", "k2_app_ResNet50.json",
    "k3_transformer_encoder.json", "mobilenet_v3_small-ts.onnx",
  ]

  private func figure(_ name: String) throws -> Figure? {
    makeFigure(try Foldout.outline(of: Foldout.read(path: modelPath(name)).model))
  }

  @Test(arguments: models) func areTrue(_ name: String) throws {
    guard let figure = try figure(name) else { return }
    let letters = FigureLetters(figure)
    var compared = 0
    for group in letters.groups {
      for (row, members) in group.rows.rows.map(\.members).enumerated() {
        for detail in group.rows.details {
          guard let member = members[detail] else { continue }
          compared += compare(figure, detail, member: member, row: row, letters.texts(of: detail))
        }
      }
    }
    #expect(figure.details.isEmpty || compared > 0)
  }

  /// What a drawing says of pieces gives back each member: without those that it lacks, lines through them joined, its
  /// items and lines are the member's.
  @Test(arguments: models) func drawingsGiveMembersBack(_ name: String) throws {
    guard let figure = try figure(name) else { return }
    for detail in figure.details {
      for member in detail.members {
        let block = figure.overview.blocks[member.block]
        #expect(member.items.compactMap { $0 } == block.items, "\(block.path)")
        let optional = detail.drawing.pieces.flatMap(\.items)
        #expect(member.items.indices.allSatisfy { member.items[$0] != nil || optional.contains($0) })
        let links = try #require(derivedLinks(detail.drawing, member), "\(block.path)")
        let own = block.links.map { Joint(source: $0.source, target: $0.target) }
        #expect(Set(links) == Set(own) && links.count == own.count, "\(block.path)")
      }
    }
  }

  private struct Joint: Hashable {
    var source: OutlineLink.End
    var target: OutlineLink.End
  }

  /// The lines of a drawing for one member.
  private func derivedLinks(_ drawing: Figure.Drawing, _ member: Figure.Member) -> [Joint]? {
    var places: [Int: Int] = [:]
    for item in member.items.indices where member.items[item] != nil { places[item] = places.count }
    func moved(_ end: OutlineLink.End) -> OutlineLink.End? {
      guard case .item(let item, let port) = end else { return end }
      return places[item].map { .item($0, port: port) }
    }
    var found: [Joint] = []
    for link in drawing.block.links {
      guard let target = moved(link.target) else { continue }
      var source = link.source
      while case .item(let item, _) = source, places[item] == nil {
        guard let port = drawing.bypass[item],
          let before = drawing.block.links.first(where: { $0.target == .item(item, port: port) })
        else { return nil }
        source = before.source
      }
      guard let source = moved(source) else { return nil }
      found.append(Joint(source: source, target: target))
    }
    return found
  }

  /// A condition holds for the members that have the piece, and for no other; numbers of members are theirs.
  @Test(arguments: models) func conditionsAreExact(_ name: String) throws {
    guard let figure = try figure(name) else { return }
    let letters = FigureLetters(figure)
    for (number, detail) in figure.details.enumerated() {
      for (place, piece) in detail.drawing.pieces.enumerated() {
        let text = letters.condition(of: place, in: number).map(\.text).joined()
        let has = detail.has(piece)
        #expect(has.contains(true) && has.contains(false))
        if text.hasPrefix("where ") {
          let group = try #require(letters.groups.first { $0.rows.details.contains(number) })
          let lettering = try #require(group.lettering)
          for (row, members) in group.rows.rows.map(\.members).enumerated() {
            guard let member = members[number] else { continue }
            #expect(holds(String(text.dropFirst(6)), lettering, row) == has[member], "\(text), row \(row)")
          }
        } else if text.hasPrefix("in ") {
          let count = zip(detail.members, has).reduce(0) { $0 + ($1.1 ? $1.0.times : 0) }
          #expect(text == "in \(count) of \(detail.count)")
        } else {
          #expect(text == "first of a stage" || text.hasPrefix("from ") || text.hasPrefix("up to "))
        }
      }
    }
  }

  /// Reads a relation as a reader does: `n ≠ 4c`, `s > 1`.
  private func holds(_ text: String, _ lettering: Lettering, _ row: Int) -> Bool? {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 3 else { return nil }
    func value(_ word: String) -> Int64? {
      if let number = Int64(word) { return number }
      let parts = word.split(separator: "/")
      guard let name = parts.first?.last.map(String.init) else { return nil }
      let letter = lettering.letters.first { $0.name == name }
      let times = Int64(parts[0].dropLast()) ?? 1
      let over = parts.count > 1 ? Int64(parts[1]) ?? 1 : 1
      return letter?.values[row].map { $0 * times / over }
    }
    guard let left = value(words[0]), let right = value(words[2]) else { return nil }
    return switch words[1] {
    case "=": left == right
    case "≠": left != right
    case ">": left > right
    case "<": left < right
    default: nil
    }
  }

  /// Rows that a table leaves out follow from those that it shows.
  @Test(arguments: models) func rowsLeftOutFollow(_ name: String) throws {
    guard let figure = try figure(name) else { return }
    for group in FigureLetters(figure).groups {
      guard let lettering = group.lettering else { continue }
      for (row, first) in group.follows.enumerated() {
        guard let first else { continue }
        #expect(group.follows[first] == nil && first < row)
        let told = lettering.values(by: group.equations, from: first)
        for (letter, told) in zip(lettering.letters, told) {
          guard let own = letter.values[row] else { continue }
          #expect(told == own, "\(letter.name), row \(row)")
        }
      }
    }
  }

  /// A closed block in a detail says nothing of its own: its members may differ.
  @Test(arguments: ["resnet50-ts.onnx", "tf2onnx_k2_MobileNetV2.onnx", "k3_transformer_encoder.json"])
  func closedBlocksSayNothing(_ name: String) throws {
    guard let figure = try figure(name) else { return }
    let diagram = compose(figure)
    for detail in diagram.details {
      for case .card(let card) in diagram.panels[detail.panel].boxes.map(\.content) where card.form == .block
      {
        #expect(card.lines.isEmpty && card.detail.map { $0.style == .badge } ?? true, "\(card.heading.text)")
      }
    }
  }

  /// Every member has a row, and every row stands for members of its own.
  @Test(arguments: models) func rowsHoldAllMembers(_ name: String) throws {
    guard let figure = try figure(name) else { return }
    let letters = FigureLetters(figure)
    #expect(letters.groups.flatMap(\.rows.details).sorted() == Array(figure.details.indices))
    for group in letters.groups {
      for detail in group.rows.details {
        let members = group.rows.rows.compactMap { $0.members[detail] }
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
    for (place, number) in figure.details[detail].members[member].items.enumerated() {
      guard let number else { continue }
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
    // What leaves the block is said beside the last item, also for members without it.
    for link in figure.details[detail].drawing.block.links {
      guard case .border(let output) = link.target, case .item(let place, let port) = link.source else {
        continue
      }
      let own = MemberTexts.shape(
        outline.values[block.outputs[output]].type, outline.traits, outline.dimLetters)
      check(texts.template.items[place].shapes[port], own)
    }
    for (port, value) in block.inputs.enumerated() {
      check(
        texts.template.inputs[port],
        MemberTexts.shape(outline.values[value].type, outline.traits, outline.dimLetters))
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
