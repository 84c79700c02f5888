/// Finds terms for slots, and makes letters where no term over the letters at hand will do.
///
/// - A number that is the same in all rows stays a number.
/// - Slots are settled by role, and within a role those first that are in most rows. A number that few rows have fits
///   many terms by chance, and it is better called what its neighbours are called.
/// - Of the slots that wait, that becomes a letter which explains most of them. Among equals it is the smallest of its
///   multiples, so that the others are whole (`c` and `4c`), and the first of sides.
/// - The block's input comes before other channels, whatever their size: `n` and `n/4`.
/// - Channels inside a block may be a new ratio times a letter; see `ratio(for:reach:_:)`.
///
/// A later letter could make an earlier one needless, and that is not looked for.
struct LetterSearch {
  private let slots: [Lettering.Slot]
  /// The slot with the channels that leave the block.
  private let leaving: Int?
  /// By slot; nil before it is settled.
  private(set) var terms: [Lettering.Term?]
  private(set) var letters = DraftLetters()
  /// The compound terms in use.
  private var uses: [LetterUse] = []

  /// - Parameters:
  ///   - slots: all different, with a value for each row.
  ///   - leaving: the slot with the channels that leave the block.
  init(_ slots: [Lettering.Slot], leaving: Int?) {
    self.slots = slots
    self.leaving = leaving
    terms = slots.map { $0.constant.map { .number($0) } }
  }

  /// Settles all slots; false where names run out.
  mutating func run() -> Bool {
    for role in Lettering.Role.allCases {
      let waiting = slots.indices.filter { terms[$0] == nil && slots[$0].role == role }
        .map { (slot: $0, coverage: slots[$0].coverage) }
        .sorted { ($1.coverage, $0.slot) < ($0.coverage, $1.slot) }
      var rest = waiting[...]
      while let first = rest.first {
        let wave = rest.prefix { $0.coverage == first.coverage }
        guard settle(wave.map(\.slot)) else { return false }
        rest = rest.dropFirst(wave.count)
      }
    }
    return true
  }

  /// Settles slots of one role that are in as many rows.
  private mutating func settle(_ wave: [Int]) -> Bool {
    var waiting = wave
    var since = 0
    while true {
      waiting.removeAll { settle($0, by: term(for: slots[$0], since: since)) }
      waiting.removeAll { settle($0, by: letters.extend(to: slots[$0], since: since)) }
      guard let first = waiting.first else { return true }
      since = letters.all.count
      letters.all.append(newLetter(for: waiting, first))
      guard LetterNames.names(for: letters.all.map(\.role)) != nil else { return false }
    }
  }

  /// Takes a term for a slot, if there is one.
  private mutating func settle(_ slot: Int, by term: Lettering.Term?) -> Bool {
    guard let term else { return false }
    terms[slot] = term
    let use = LetterUse(term: term, role: slots[slot].role)
    if term.isCompound, !uses.contains(use) { uses.append(use) }
    return true
  }

  /// The term of a slot. One that is not in all rows is called like another that has the same numbers there.
  ///
  /// The first block of EfficientNet has no convolution that expands, and the others expand to `6n`. But the next card
  /// says `e·n`, so this one does.
  private func term(for slot: Lettering.Slot, since: Int) -> Lettering.Term? {
    if since == 0, slot.values.contains(nil) {
      if let letter = letters.equal(to: slot, since: 0) { return letter }
      let use = uses.first { slot.role.isRelated(to: $0.role) && letters.gives($0.term, slot) }
      if let use { return use.term }
    }
    return letters.explanation(of: slot, since: since)
  }

  // MARK: New letters

  private func newLetter(for waiting: [Int], _ first: Int) -> DraftLetters.Draft {
    var best = (slot: first, reach: 0)
    // What the letters at hand explain already needs no other.
    let open = Array(slots.indices.lazy.filter { terms[$0] == nil }.prefix(LetteringTuning.mostCounted))
      .filter { letters.explanation(of: slots[$0]) == nil }
    for slot in waiting.prefix(LetteringTuning.mostCandidates) {
      let reach = reach(of: draft(slot), slots[slot].role, open)
      if reach > best.reach || reach == best.reach && isBetterBase(slot, than: best.slot) {
        best = (slot, reach)
      }
    }
    return ratio(for: best.slot, reach: best.reach, open) ?? draft(best.slot)
  }

  private func draft(_ slot: Int) -> DraftLetters.Draft {
    DraftLetters.Draft(role: slots[slot].role, values: slots[slot].values)
  }

  /// How many of some slots another letter would explain, those of related roles.
  private func reach(of letter: DraftLetters.Draft, _ role: Lettering.Role, _ open: [Int]) -> Int {
    var more = letters
    more.all.append(letter)
    return open.filter { slots[$0].role.isRelated(to: role) }
      .count { more.explanation(of: slots[$0], since: letters.all.count) != nil }
  }

  /// Whether a slot is a fraction of another. Of sides the first is better, whatever its size.
  private func isBetterBase(_ slot: Int, than other: Int) -> Bool {
    guard !slots[slot].role.isExtent,
      let fraction = LetterFraction(slots[slot].values, over: slots[other].values)
    else { return false }
    return fraction.numerator < fraction.denominator
  }

  /// The letter `e` where a slot is `e·n`: MobileNetV2's expansions are 1 or 6 times the input.
  ///
  /// That is as many letters as with a letter for the slot, so the ratio has to explain as many slots. And it has to look
  /// like one: whole, with ``LetteringTuning/mostRatios`` values at most, of which one recurs. Two rows never show that.
  /// What leaves the block is no such product: where stages double, it is 1 or 2 times the input, and that is no ratio
  /// that anybody chose.
  private func ratio(for slot: Int, reach: Int, _ open: [Int]) -> DraftLetters.Draft? {
    let values = slots[slot].values
    guard slots[slot].role.isWidth, let leaving, LetterFraction(slots[leaving].values, over: values) == nil
    else { return nil }
    for letter in letters.all where letter.role.isWidth {
      guard let ratios = Self.ratios(values, over: letter.values) else { continue }
      let draft = DraftLetters.Draft(role: .ratio, values: ratios)
      if self.reach(of: draft, slots[slot].role, open) >= reach { return draft }
    }
    return nil
  }

  private static func ratios(_ values: [Int64?], over base: [Int64?]) -> [Int64?]? {
    var distinct: [Int64] = []
    var result: [Int64?] = []
    for (value, base) in zip(values, base) {
      guard let value else {
        result.append(nil)
        continue
      }
      guard let base, let ratio = exactQuotient(value, base), ratio > 0 else { return nil }
      result.append(ratio)
      if !distinct.contains(ratio) { distinct.append(ratio) }
      guard distinct.count <= LetteringTuning.mostRatios else { return nil }
    }
    return distinct.count < result.count { $0 != nil } ? result : nil
  }
}
