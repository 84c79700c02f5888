/// Letters for the numbers in which drawings differ, so that one drawing stands for all of them (anti-unification).
///
/// ResNet-50 has a bottleneck of four sizes. One drawing of it says `n`, `c`, `4c`, `h` and `h/s`, and a table says what
/// the letters are in each stage. Every term gives exactly the number that it stands for, in every row.
///
///     let slots = [Lettering.Slot(.channels, [64, 128]), Lettering.Slot(.channels, [256, 512])]
///     let lettering = Lettering(of: slots, rows: 2)  // c = 64, 128; terms c, 4c
public struct Lettering: Sendable, Hashable {
  /// The letters, in the order in which the slots first use them.
  public let letters: [Letter]
  /// By slot: what is drawn in its place.
  public let terms: [Term]
  /// How many rows the table has.
  public let rows: Int
  /// What the channels are that leave the block; nil where no slot has channels.
  public let leaving: Term?
  /// What conditions and equations may speak of: each letter, then each other term that is drawn, in order of slots.
  let uses: [LetterUse]

  /// Finds letters for the numbers on one drawing; nil where there are not enough names for them.
  ///
  /// The result depends on nothing but its arguments. Fewest letters are not promised, since letters are chosen one after
  /// the other; ``LetterSearch`` has the rules.
  /// Cost: slots × letters² × rows. There are 18 letters at most, a comparison ends with the first row that differs, and
  /// a bounded number of slots is compared more often.
  ///
  /// - Parameters:
  ///   - slots: the numbers, in the order in which they are read; those of equal role and values get one term. A value too
  ///     many is left out, one too few is nil.
  ///   - rows: how many rows the table has.
  ///   - leaving: the slot with the channels that leave the block; if nil, the last one with channels.
  public init?(of slots: [Slot], rows: Int, leaving: Int? = nil) {
    let rows = max(0, rows)
    var places: [Slot: Int] = [:]
    var distinct: [Slot] = []
    let placeBySlot = slots.map { slot in
      let slot = slot.fitted(to: rows)
      if let place = places[slot] { return place }
      places[slot] = distinct.count
      distinct.append(slot)
      return distinct.count - 1
    }
    let last =
      leaving.flatMap { slots.indices.contains($0) ? $0 : nil } ?? slots.lastIndex { $0.role == .channels }
    var search = LetterSearch(distinct, leaving: last.map { placeBySlot[$0] })
    guard search.run() else { return nil }

    let found = placeBySlot.map { search.terms[$0] ?? .number(0) }
    var order: [Int] = []
    for letter in found.lazy.flatMap(\.letters) where !order.contains(letter) { order.append(letter) }
    let drafts = order.map { search.letters.all[$0] }
    guard let names = LetterNames.names(for: drafts.map(\.role)) else { return nil }
    let letters = zip(drafts, names).map { Letter(name: $1, role: $0.role, values: $0.values) }
    let terms = found.map { term in term.renamed { letter in order.firstIndex(of: letter) ?? letter } }
    self.letters = letters
    self.terms = terms
    self.rows = rows
    self.leaving = last.map { terms[$0] }
    var seen: Set<LetterUse> = []
    uses =
      (letters.indices.map { LetterUse(term: .letter($0), role: letters[$0].role) }
      + zip(terms, slots).map { LetterUse(term: $0, role: $1.role) })
      .filter { !$0.term.letters.isEmpty && seen.insert($0).inserted }
  }

  /// What a term is in a row; nil where one of its letters has no value there, or the result is no whole number.
  public func value(of term: Term, row: Int) -> Int64? {
    guard row >= 0, row < rows else { return nil }
    return term.value { letters.indices.contains($0) ? letters[$0].values[row] : nil }
  }
}
