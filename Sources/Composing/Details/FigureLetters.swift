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
  /// Details that share letters.
  private(set) var groups: [LetteredGroup] = []

  init(_ figure: Figure) {
    var memory = ComposeMemory()
    self.init(figure, &memory)
  }

  init(_ figure: Figure, _ memory: inout ComposeMemory) {
    self.figure = figure
    let templates = figure.details.map { memory.template(of: $0, in: figure) }
    texts = templates.map { DetailTexts(template: $0, terms: $0.slots.map { _ in nil }, lettering: nil) }
    for group in RowGroup.all(of: figure) { letter(group, templates) }
    groups.sort { $0.rows.details[0] < $1.rows.details[0] }
    tables = groups.compactMap { $0.table(figure) }
  }

  /// The texts of a detail.
  func texts(of detail: Int) -> DetailTexts { texts[detail] }

  /// Which members of a detail have a piece of its drawing: by their numbers, else by where they stand, else how many.
  func condition(of piece: Int, in detail: Int) -> [Lettering.Run] {
    let own = figure.details[detail]
    let has = own.has(own.drawing.pieces[piece])
    if let group = groups.first(where: { $0.rows.details.contains(detail) }), let lettering = group.lettering
    {
      let present = group.rows.rows.map { row in row.members[detail].map { has[$0] } }
      // Between two members any letter that differs is a condition.
      if own.members.count > 2, let condition = lettering.condition(for: present) {
        return [.init("where ")] + lettering.text(of: condition)
      }
    }
    if let place = own.drawing.pieces[piece].place { return [.init(place)] }
    if let place = place(detail, has) { return [.init(place)] }
    let count = zip(own.members, has).reduce(0) { $0 + ($1.1 ? $1.0.times : 0) }
    return [.init("in \(count) of \(own.count)")]
  }

  /// Which members have a piece, where those are all from one on, or all up to one.
  private func place(_ detail: Int, _ has: [Bool]) -> String? {
    guard let group = groups.first(where: { $0.rows.details.contains(detail) }) else { return nil }
    let rows = group.rows.rows.compactMap { row in row.members[detail].map { (row: row, has: has[$0]) } }
    guard let first = rows.first, let last = rows.last, first.has != last.has,
      let change = rows.firstIndex(where: { $0.has != first.has }),
      rows[change...].allSatisfy({ $0.has == last.has })
    else { return nil }
    let label = sanitized(rows[last.has ? change : change - 1].row.ownLabel)
    let name = shorten(label, style: .small, maxWidth: ComposeTuning.mostCell).text
    return last.has ? "from \(name) on" : "up to \(name)"
  }

  /// Gives letters to all numbers of the details of a group, else to those that measure something, else to those on cards;
  /// else to each detail by itself, and at last to none.
  private mutating func letter(_ group: RowGroup, _ templates: [DetailTemplate]) {
    if letter(group, templates, mostOthers: 1, shown: { _ in true }) { return }
    if letter(group, templates, shown: { $0.isShape || $0.isConstant || $0.role != .other }) { return }
    if letter(group, templates, shown: { !$0.isShape || $0.isConstant }) { return }
    if group.details.count > 1 {
      for detail in group.details { letter(group.only([detail]), templates) }
    } else if !letter(group, templates, shown: \.isConstant) {
      groups.append(LetteredGroup(group, nil))
    }
  }

  /// One number of a detail.
  private struct Number {
    var detail: Int
    /// Its place among the template's slots.
    var place: Int
    var slot: DetailTemplate.Slot
  }

  /// Gives letters to some numbers; false where they are too many.
  private mutating func letter(
    _ group: RowGroup, _ templates: [DetailTemplate], mostOthers: Int = .max,
    shown: (DetailTemplate.Slot) -> Bool
  ) -> Bool {
    var numbers = outerFirst(group.details).flatMap { detail in
      templates[detail].slots.enumerated().filter { shown($0.element) }
        .map { Number(detail: detail, place: $0.offset, slot: $0.element) }
    }
    guard var found = lettering(of: numbers, group) else { return false }
    // A letter for nothing but the shape behind a box that some members lack is not worth a column: a padded side.
    let needed = Set(
      zip(numbers, found.terms).filter { !$0.0.slot.isShape || !$0.0.slot.isPartial }.flatMap(\.1.letters))
    let isNeeded = found.terms.map { $0.letters.allSatisfy(needed.contains) }
    if isNeeded.contains(false) {
      numbers = zip(numbers, isNeeded).filter(\.1).map(\.0)
      guard let fewer = lettering(of: numbers, group) else { return false }
      found = fewer
    }
    guard found.letters.count <= ComposeTuning.mostLetters,
      found.letters.count(where: { $0.role == .other }) <= mostOthers
    else { return false }
    for detail in group.details {
      var terms = [Lettering.Term?](repeating: nil, count: templates[detail].slots.count)
      for (number, term) in zip(numbers, found.terms) where number.detail == detail {
        terms[number.place] = term
      }
      texts[detail] = DetailTexts(template: templates[detail], terms: terms, lettering: found)
    }
    groups.append(LetteredGroup(group, found))
    return true
  }

  private func lettering(of numbers: [Number], _ group: RowGroup) -> Lettering? {
    var slots = numbers.map { number in
      Lettering.Slot(
        number.slot.role,
        group.rows.map { row in row.members[number.detail].flatMap { number.slot.values[$0] } })
    }
    // What comes into a second kind of block mostly is what leaves the first.
    let input = slots.first { $0.role == .inputChannels && Set($0.values).count > 1 }
    for slot in slots.indices where slots[slot].role == .inputChannels {
      let isInput = zip(slots[slot].values, input?.values ?? []).allSatisfy { $0 == nil || $0 == $1 }
      if !isInput || input == nil { slots[slot].role = .channels }
    }
    // The first detail is around the others, so what leaves it leaves all.
    let outer = numbers.first?.detail
    let leaving = slots.indices.last { slot in
      numbers[slot].detail == outer && slots[slot].role == .channels && !numbers[slot].slot.isPartial
    }
    return Lettering(of: slots, rows: group.rows.count, leaving: leaving)
  }

  /// Details with those that stand in another one behind it, so that letters are first of what is around.
  private func outerFirst(_ details: [Int]) -> [Int] {
    var rest = details
    var order: [Int] = []
    while let first = rest.first {
      var next = first
      for inner in rest where !isInsideAny(inner, of: rest) {
        next = inner
        break
      }
      order.append(next)
      rest.removeAll { $0 == next }
    }
    return order
  }

  /// Whether blocks of a detail stand in another one.
  private func isInsideAny(_ inner: Int, of details: [Int]) -> Bool {
    for outer in details where outer != inner {
      for item in figure.details[outer].drawing.block.items {
        guard let block = figure.overview.items[item].block, let detail = figure.detailOf[block] else {
          continue
        }
        if detail == inner { return true }
      }
    }
    return false
  }
}
