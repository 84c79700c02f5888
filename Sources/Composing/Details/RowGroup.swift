import Figures
import Folding

/// Details whose letters share a table, and its rows.
struct RowGroup {
  /// One row: members of details that stand together, at most one of each.
  struct Row {
    /// The card of the overview that holds them, by place among those with members.
    var card: Int
    /// What the card is called, and what in it the row is about.
    var label: String
    var ownLabel: String
    /// By detail: the member that the row is about.
    var members: [Int: Int]

    /// Whether another row is about all details that this one is about.
    func isLike(_ other: Row) -> Bool { members.keys.allSatisfy { other.members[$0] != nil } }
  }

  /// In the order of their letters.
  var details: [Int]
  var rows: [Row]
  /// By card: its block.
  var cards: [Int] = []
  /// By card: the letters on it, with how often each stands there in a row.
  var letters: [[(detail: Int, count: Int)]]

  /// The same with some of its details only.
  func only(_ details: [Int]) -> RowGroup {
    var group = self
    group.details = details
    group.rows = rows.compactMap { row in
      var row = row
      row.members = row.members.filter { details.contains($0.key) }
      return row.members.isEmpty ? nil : row
    }
    group.letters = letters.map { $0.filter { details.contains($0.detail) } }
    return group
  }

  /// By row: the first row of its card, nil for that itself, and where it has no member of all details that the row has.
  var followsInCard: [Int?] {
    var first = 0
    return rows.indices.map { row in
      if rows[row].card != rows[first].card { first = row }
      return first == row || !rows[row].isLike(rows[first]) ? nil : first
    }
  }

  /// Details share rows where a card of the overview holds members of both.
  ///
  /// In a card a row ends where a detail comes again: the rows of a stage are its first block with what stands inside, then the
  /// next one, and so on.
  /// Cost: linear in the blocks inside of cards, times the details, of which there are a few.
  static func all(of figure: Figure) -> [RowGroup] {
    let outline = figure.overview
    var memberNumber: [Int: Int] = [:]
    for detail in figure.details {
      for (number, member) in detail.members.enumerated() { memberNumber[member.block] = number }
    }
    var rows: [Row] = []
    var letters: [[(detail: Int, count: Int)]] = []
    var cards: [Int] = []
    for card in OverviewCards.all(of: outline) {
      let start = rows.count
      for block in outline.blocks(within: card.block) {
        guard let detail = figure.detailOf[block], let number = memberNumber[block] else { continue }
        if rows.count > start, rows[rows.count - 1].members[detail] == nil {
          rows[rows.count - 1].members[detail] = number
        } else {
          rows.append(
            Row(
              card: letters.count, label: card.label, ownLabel: label(of: block, in: card, outline),
              members: [detail: number]))
        }
      }
      if rows.count > start {
        let times = outline.blocks[card.block].repeats
        cards.append(card.block)
        letters.append(
          figure.letters(of: card.block).map { ($0.detail, min($0.count, 1 << 20) * min(times, 1 << 20)) })
      }
    }
    let all = RowGroup(details: Array(figure.details.indices), rows: rows, cards: cards, letters: letters)
    return together(figure.details.indices, rows).map { all.only($0) }
  }

  /// Details that stand in one row, directly or by way of others.
  private static func together(_ details: Range<Int>, _ rows: [Row]) -> [[Int]] {
    var groups = details.map { [$0] }
    for row in rows {
      let meets = groups.filter { $0.contains { row.members[$0] != nil } }
      guard meets.count > 1 else { continue }
      groups.removeAll { $0.contains { row.members[$0] != nil } }
      groups.append(meets.joined().sorted())
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
