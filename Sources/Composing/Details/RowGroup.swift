import Figures
import Folding

/// Details whose letters share a table, and its rows.
struct RowGroup {
  /// One row: a card of the overview, or one member.
  struct Row {
    /// What stands at its start.
    var label: String
    /// `A + 2 B`, for a card of the overview.
    var blocks: String?
    /// By detail: the member that the row is about.
    var members: [Int: Int]
  }

  /// In the order of their letters.
  var details: [Int]
  var rows: [Row]
  /// Whether rows are cards of the overview.
  var isByStage: Bool

  /// Details of which each card of the overview holds one member at most share rows, one for each card, with those inside
  /// of them. Each other one has a row for each of its members.
  ///
  /// Cost: linear in the blocks inside of cards.
  static func all(of figure: Figure) -> [RowGroup] {
    let outline = figure.overview
    var memberNumber: [Int: Int] = [:]
    for detail in figure.details {
      for (number, member) in detail.members.enumerated() { memberNumber[member.block] = number }
    }
    let cards = OverviewCards.all(of: outline)
    // By card, then detail: the members inside, in order.
    let inside = cards.map { card in
      var found: [Int: [Int]] = [:]
      for block in outline.blocks(within: card.block) {
        guard let detail = figure.detailOf[block], let number = memberNumber[block] else { continue }
        if !(found[detail]?.contains(number) ?? false) { found[detail, default: []].append(number) }
      }
      return found
    }
    var groups: [RowGroup] = []
    let shared = figure.details.indices.filter { detail in inside.allSatisfy { $0[detail]?.count ?? 0 <= 1 } }
    for together in Self.together(shared, inside) {
      var rows: [Row] = []
      for (card, found) in zip(cards, inside) {
        let members = found.filter { together.contains($0.key) }.compactMapValues(\.first)
        guard !members.isEmpty else { continue }
        let letters = figure.letters(of: card.block).map { letter in
          (letter.count > 1 ? "\(letter.count) " : "") + figure.details[letter.detail].letter
        }
        rows.append(Row(label: card.label, blocks: letters.joined(separator: " + "), members: members))
      }
      groups.append(RowGroup(details: together, rows: rows, isByStage: true))
    }
    for detail in figure.details.indices where !shared.contains(detail) {
      var rows: [Row] = []
      for (card, found) in zip(cards, inside) {
        for number in found[detail] ?? [] where !rows.contains(where: { $0.members[detail] == number }) {
          let block = figure.details[detail].members[number].block
          rows.append(Row(label: label(of: block, in: card, outline), blocks: nil, members: [detail: number]))
        }
      }
      groups.append(RowGroup(details: [detail], rows: distinguished(rows), isByStage: false))
    }
    return groups
  }

  /// Rows with a number behind labels that are equal.
  private static func distinguished(_ rows: [Row]) -> [Row] {
    var counts: [String: Int] = [:]
    for row in rows { counts[row.label, default: 0] += 1 }
    var seen: [String: Int] = [:]
    return rows.map { row in
      guard counts[row.label] ?? 0 > 1 else { return row }
      var row = row
      seen[row.label, default: 0] += 1
      let number = seen[row.label] ?? 0
      row.label += " (\(number))"
      return row
    }
  }

  /// Details that stand in one card, directly or by way of others.
  private static func together(_ details: [Int], _ inside: [[Int: [Int]]]) -> [[Int]] {
    var groups: [[Int]] = []
    for detail in details {
      let (kin, others) = groups.reduce(into: ([detail], [[Int]]())) { result, group in
        let meets = inside.contains { found in found[detail] != nil && group.contains { found[$0] != nil } }
        if meets { result.0 += group } else { result.1.append(group) }
      }
      groups = others + [kin.sorted()]
    }
    return groups.sorted { $0[0] < $1[0] }
  }

  /// The label of a card with the name of what in it holds a block.
  private static func label(of block: Int, in card: OverviewCards, _ outline: Outline) -> String {
    guard block != card.block else { return card.label }
    let depth = outline.blocks[card.block].path.split(separator: "/").count
    let names = outline.blocks[block].path.split(separator: "/")
    return names.count > depth ? card.label + "." + names[depth] : card.label
  }
}

/// The closed blocks that an overview shows.
private struct OverviewCards {
  let block: Int
  let label: String

  static func all(of outline: Outline) -> [OverviewCards] {
    var found: [OverviewCards] = []
    var pending = outline.innerBlocks(of: 0).reversed().map { (block: $0, prefix: "") }
    while let (block, prefix) = pending.popLast() {
      let own = outline.blocks[block]
      let label =
        own.title.contains(where: \.isLetter) || prefix.isEmpty ? own.title : prefix + "." + own.title
      if own.isOpen {
        pending += outline.innerBlocks(of: block).reversed().map { ($0, own.title) }
      } else {
        found.append(OverviewCards(block: block, label: label))
      }
    }
    return found
  }
}

extension Outline {
  /// A block and all blocks inside, outer ones first.
  fileprivate func blocks(within block: Int) -> [Int] {
    var found: [Int] = []
    var pending = [block]
    while let next = pending.popLast() {
      found.append(next)
      pending += innerBlocks(of: next).reversed()
    }
    return found
  }
}
