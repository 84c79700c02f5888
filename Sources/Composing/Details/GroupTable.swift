import DiagramModel
import Figures
import Lettering
import TextMetrics
import TextOutput

extension LetteredGroup {
  /// One row as it is set.
  private struct Line {
    var first: String
    var last: String
    /// How many labels it stands for.
    var count = 1
    var blocks: String
    var numbers: [String]
    /// The cards that it is about.
    var cards: Set<Int> = []
  }

  /// The table of the letters, with a line below for the rows that it leaves out; nil without letters.
  ///
  /// Rows of one stage are its first block where the others follow from that. Else each block has a row, or where those
  /// are too many, each stage has one that says between what numbers its letters are.
  func table(_ figure: Figure) -> DetailTable? {
    guard let lettering, !lettering.letters.isEmpty else { return nil }
    let isByBlock = zip(follows, rows.rows.indices).contains { first, row in
      first == nil && row > 0 && rows.rows[row].card == rows.rows[row - 1].card
        && numbers(of: row, lettering) != numbers(of: row - 1, lettering)
    }
    var lines = isByBlock ? blockLines(lettering) : stageLines(lettering, figure)
    var word = isByBlock ? "block" : "stage"
    if lines.count > ComposeTuning.mostRows, isByBlock {
      lines = rangeLines(lettering, figure)
      word = "stage"
    }
    if lines.count > ComposeTuning.mostRows {
      lines = extremes(lettering)
      word = "of \(rows.rows.count)"
    }
    var table = table(lines, word, lettering)
    table.items = items(lines, figure)
    return table
  }

  /// By line: the boxes of the overview that it is about.
  private func items(_ lines: [Line], _ figure: Figure) -> [[Int]] {
    let overview = figure.overview
    var itemOf: [Int: Int] = [:]
    for block in overview.blocks.indices where overview.blocks[block].isOpen {
      for item in overview.blocks[block].items {
        if let inner = overview.items[item].block { itemOf[inner] = item }
      }
    }
    return lines.map { line in line.cards.sorted().compactMap { itemOf[rows.cards[$0]] } }
  }

  private func table(_ lines: [Line], _ word: String, _ lettering: Lettering) -> DetailTable {
    let hasBlocks = lines.contains { !$0.blocks.isEmpty && $0.blocks != "1" }
    let isCount = lines.allSatisfy { $0.blocks.allSatisfy(\.isNumber) }
    var columns = [DetailTable.Column(head: measure(word, style: .head), isNumber: false)]
    if hasBlocks { columns.append(.init(head: measure("blocks", style: .head), isNumber: isCount)) }
    columns += lettering.letters.map { letter in
      let word = Self.words[letter.role].map { $0 + " " } ?? ""
      return .init(
        head: TextLine([.init(word), .init(letter.name, isLetter: true)], style: .head), isNumber: true)
    }
    let cells = lines.map { line in [label(line)] + (hasBlocks ? [line.blocks] : []) + line.numbers }
    var table = DetailTable(
      columns: columns,
      rows: cells.map { row in
        row.map { shorten(sanitized($0), style: .cell, maxWidth: ComposeTuning.mostCell) }
      }, details: rows.details)
    table.notes = notes(lettering, width: max(table.size.width, ComposeTuning.leastNote))
    return table
  }

  // MARK: Rows

  /// A row for each stage, its first block's; equal neighbours share one.
  private func stageLines(_ lettering: Lettering, _ figure: Figure) -> [Line] {
    let isOne = Set(rows.letters.joined().map(\.detail)).count == 1
    var lines: [(line: Line, letters: [(detail: Int, count: Int)])] = []
    var card = -1
    for (number, row) in rows.rows.enumerated() {
      let numbers = numbers(of: number, lettering)
      let isSameCard = row.card == card
      card = row.card
      let letters = isSameCard ? [] : rows.letters[card]
      let isRepeated = lines.last?.line.numbers == numbers && (isSameCard || isOne)
      if let last = lines.indices.last, follows[number] != nil || isRepeated {
        if !isSameCard { lines[last].line.count += 1 }
        lines[last].line.last = row.label
        lines[last].line.cards.insert(row.card)
        lines[last].letters += letters
      } else {
        lines.append(
          (Line(first: row.label, last: row.label, blocks: "", numbers: numbers, cards: [row.card]), letters))
      }
    }
    var result: [Line] = []
    for (line, letters) in lines {
      var line = line
      line.blocks = Self.text(of: letters, figure, isOne: isOne)
      if let last = result.indices.last, result[last].numbers == line.numbers,
        result[last].blocks == line.blocks
      {
        result[last].last = line.last
        result[last].count += line.count
        result[last].cards.formUnion(line.cards)
      } else {
        result.append(line)
      }
    }
    return result
  }

  /// `A + 2 B`; where all rows are about one letter, only how many.
  private static func text(of letters: [(detail: Int, count: Int)], _ figure: Figure, isOne: Bool) -> String {
    guard !letters.isEmpty else { return "" }
    if isOne { return String(letters.reduce(0) { $0 + $1.count }) }
    var sums: [(detail: Int, count: Int)] = []
    for letter in letters {
      if let known = sums.firstIndex(where: { $0.detail == letter.detail }) {
        sums[known].count += letter.count
      } else {
        sums.append(letter)
      }
    }
    return sums.map { ($0.count > 1 ? "\($0.count) " : "") + figure.details[$0.detail].letter }
      .joined(separator: " + ")
  }

  /// A row for each block; equal neighbours share one.
  private func blockLines(_ lettering: Lettering) -> [Line] {
    var counts: [String: Int] = [:]
    for row in rows.rows { counts[row.ownLabel, default: 0] += 1 }
    var seen: [String: Int] = [:]
    var lines: [Line] = []
    for (number, row) in rows.rows.enumerated() {
      var label = row.ownLabel
      if counts[label] ?? 0 > 1 {
        seen[label, default: 0] += 1
        label += " (\(seen[label] ?? 0))"
      }
      let numbers = numbers(of: number, lettering)
      if let last = lines.indices.last, lines[last].numbers == numbers {
        lines[last].last = label
        lines[last].count += 1
        lines[last].cards.insert(row.card)
      } else {
        lines.append(Line(first: label, last: label, blocks: "", numbers: numbers, cards: [row.card]))
      }
    }
    return lines
  }

  /// A row for each card: between what numbers each letter is.
  private func rangeLines(_ lettering: Lettering, _ figure: Figure) -> [Line] {
    var lines: [Line] = []
    var start = 0
    while start < rows.rows.count {
      let end = rows.rows[start...].firstIndex { $0.card != rows.rows[start].card } ?? rows.rows.count
      let label = rows.rows[start].label
      let numbers = lettering.letters.map { letter -> String in
        let values = letter.values[start..<end].compactMap(\.self)
        guard let least = values.min(), let most = values.max() else { return "" }
        return least == most ? String(least) : "\(least) … \(most)"
      }
      lines.append(
        Line(first: label, last: label, blocks: "", numbers: numbers, cards: [rows.rows[start].card]))
      start = end
    }
    return lines
  }

  private func extremes(_ lettering: Lettering) -> [Line] {
    let picks: [(String, ([Int64]) -> Int64?)] = [("smallest", { $0.min() }), ("largest", { $0.max() })]
    return picks.map { name, pick in
      Line(
        first: name, last: name, blocks: "",
        numbers: lettering.letters.map { pick($0.values.compactMap(\.self)).map(String.init) ?? "" })
    }
  }

  private func numbers(of row: Int, _ lettering: Lettering) -> [String] {
    lettering.letters.map { $0.values[row].map(String.init) ?? "" }
  }

  // MARK: Texts

  /// `features.2, 3`, `features.4 … 6`.
  private func label(_ line: Line) -> String {
    guard line.first != line.last else { return line.first }
    let joint = line.count == 2 ? ", " : " … "
    let stem = line.last.lastIndex(of: ".").map { line.last[...$0] } ?? ""
    guard !stem.isEmpty, line.first.hasPrefix(stem) else { return line.first + joint + line.last }
    // Cards of several are called `features.5, 6` themselves.
    let first = line.first.split(separator: " ").first.map(String.init) ?? line.first
    let last = line.last.dropFirst(stem.count).split(separator: " ").last ?? ""
    let isPlain = first == line.first && last.count == line.last.count - stem.count
    return (first.hasSuffix(",") ? String(first.dropLast()) : first) + (isPlain ? joint : " … ") + last
  }

  /// What is true of the rows that are left out, in as many lines as it takes.
  private func notes(_ lettering: Lettering, width: Double) -> [TextLine] {
    guard !equations.isEmpty else { return [] }
    var lines: [[Lettering.Run]] = [[.init("Of a row's first block; in the others")]]
    for (index, equation) in equations.enumerated() {
      let rest = equations.count - index
      let joint = rest > 2 ? "," : rest == 2 ? " and" : ""
      let runs = lettering.text(of: equation) + (joint.isEmpty ? [] : [.init(joint)])
      let longer = (lines.last ?? []) + [.init(" ")] + runs
      if TextLine(longer, style: .small).width > width {
        lines.append(runs)
      } else {
        lines[lines.count - 1] = longer
      }
    }
    return lines.map { TextLine($0, style: .small) }
  }

  private static let words: [Lettering.Role: String] = [
    .inputChannels: "in", .channels: "width", .kernel: "kernel", .stride: "stride", .side: "side",
    .heads: "heads", .windows: "windows", .length: "length", .ratio: "expand",
  ]
}
