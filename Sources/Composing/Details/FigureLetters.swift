import DiagramModel
import Figures
import Folding
import Lettering
import TextMetrics
import TextOutput

/// The letters of a figure: details that share rows share letters, and a table.
struct FigureLetters {
  private let figure: Figure
  private var texts: [DetailTexts] = []
  private(set) var tables: [DetailTable] = []
  /// Details that share letters, with their rows.
  let groups: [RowGroup]

  init(_ figure: Figure) {
    self.figure = figure
    let templates = figure.details.map { DetailTemplate($0, figure.overview) }
    texts = templates.map { DetailTexts(template: $0, terms: $0.slots.map { _ in nil }, lettering: nil) }
    groups = RowGroup.all(of: figure)
    for group in groups { letter(group, templates) }
  }

  /// The texts of a detail.
  func texts(of detail: Int) -> DetailTexts { texts[detail] }

  /// Gives letters to the details of one group: to all numbers, else to those on cards, else to none.
  private mutating func letter(_ group: RowGroup, _ templates: [DetailTemplate]) {
    var lettering: Lettering?
    for shown in [{ (_: DetailTemplate.Slot) in true }, { !$0.isShape || $0.isConstant }, { $0.isConstant }] {
      var slots = group.details.flatMap { detail in
        templates[detail].slots.filter(shown).map { slot in
          Lettering.Slot(slot.role, group.rows.map { row in row.members[detail].map { slot.values[$0] } })
        }
      }
      // What comes into a second kind of block mostly is what leaves the first.
      let input = slots.first { $0.role == .inputChannels && Set($0.values).count > 1 }
      for slot in slots.indices
      where slots[slot].role == .inputChannels && slots[slot].values != input?.values {
        slots[slot].role = .channels
      }
      guard let found = Lettering(of: slots, rows: group.rows.count),
        found.letters.count <= ComposeTuning.mostLetters
      else { continue }
      lettering = found
      var next = 0
      for detail in group.details {
        let terms = templates[detail].slots.map { slot -> Lettering.Term? in
          guard shown(slot) else { return nil }
          next += 1
          return found.terms[next - 1]
        }
        texts[detail] = DetailTexts(template: templates[detail], terms: terms, lettering: found)
      }
      break
    }
    if let lettering, !lettering.letters.isEmpty { tables.append(table(group, lettering)) }
  }

  // MARK: Tables

  private func table(_ group: RowGroup, _ lettering: Lettering) -> DetailTable {
    var rows: [(first: String, last: String, cells: [String])] = []
    for (number, row) in group.rows.enumerated() {
      let cells =
        (row.blocks.map { [$0] } ?? []) + lettering.letters.map { $0.values[number].map(String.init) ?? "" }
      if let last = rows.last, last.cells == cells {
        rows[rows.count - 1].last = row.label
      } else {
        rows.append((row.label, row.label, cells))
      }
    }
    var heads = [measure(group.isByStage ? "stage" : "block", style: .head)]
    if group.isByStage { heads.append(measure("blocks", style: .head)) }
    heads += lettering.letters.map { letter in
      let word = Self.words[letter.role].map { $0 + " " } ?? ""
      return TextLine([.init(word), .init(letter.name, isLetter: true)], style: .head)
    }
    var cells = rows.map { row in
      [row.first == row.last ? row.first : row.first + " … " + row.last] + row.cells
    }
    if cells.count > ComposeTuning.mostRows {
      // Too many for a table: between what numbers each letter is.
      heads = [measure("of \(group.rows.count)", style: .head)] + heads.suffix(lettering.letters.count)
      cells = [("smallest", { $0.min() }), ("largest", { $0.max() })].map {
        (name, pick: ([Int64]) -> Int64?) in
        [name] + lettering.letters.map { pick($0.values.compactMap(\.self)).map(String.init) ?? "" }
      }
    }
    let words = heads.count - lettering.letters.count
    return DetailTable(
      columns: heads.enumerated().map { .init(head: $1, isNumber: $0 >= words) },
      rows: cells.map { row in
        row.map { shorten(sanitized($0), style: .cell, maxWidth: ComposeTuning.mostCell) }
      }, details: group.details)
  }

  private static let words: [Lettering.Role: String] = [
    .inputChannels: "in", .channels: "width", .kernel: "kernel", .stride: "stride", .side: "side",
    .heads: "heads",
    .windows: "windows", .length: "length", .ratio: "expand",
  ]
}
