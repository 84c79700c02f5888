/// Letters without names, as they are made, and what can be said with them.
struct DraftLetters {
  struct Draft {
    var role: Lettering.Role
    var values: [Int64?]
  }

  var all: [Draft] = []

  /// The simplest term over the letters that gives a slot's number wherever it has one; nil without any.
  ///
  /// A letter is simpler than a multiple of one, that than a quotient, that than a product. Of equally simple terms that
  /// of the earliest letters is taken.
  ///
  /// Cost: letters² comparisons.
  ///
  /// - Parameter since: only terms with a letter from this place on are tried; it is known that others fail.
  func explanation(of slot: Lettering.Slot, since: Int = 0) -> Lettering.Term? {
    equal(to: slot, since: since) ?? multiple(for: slot, since: since)
      ?? pair(for: slot, since: since) { .quotient($1, $0) }
      ?? pair(for: slot, since: since) { .product($0, $1) } ?? area(for: slot, since: since)
  }

  /// The letter that is the slot's number.
  func equal(to slot: Lettering.Slot, since: Int) -> Lettering.Term? {
    all.indices.dropFirst(since).first { place in
      slot.role.mayEqual(all[place].role) && slot.agrees { all[place].values[$0] }
    }.map { .letter($0) }
  }

  private func multiple(for slot: Lettering.Slot, since: Int) -> Lettering.Term? {
    for place in all.indices.dropFirst(since) where slot.role.isRelated(to: all[place].role) {
      if let fraction = LetterFraction(slot.values, over: all[place].values) { return fraction.term(place) }
    }
    return nil
  }

  /// A term of a factor and a letter of the slot's kind.
  private func pair(
    for slot: Lettering.Slot, since: Int, _ term: (_ factor: Int, _ base: Int) -> Lettering.Term
  ) -> Lettering.Term? {
    for base in all.indices where slot.role.isRelated(to: all[base].role) {
      for factor in all.indices where max(base, factor) >= since && slot.role.takesFactor(all[factor].role) {
        if gives(term(factor, base), slot) { return term(factor, base) }
      }
    }
    return nil
  }

  /// The tokens of an image as the product of its sides.
  private func area(for slot: Lettering.Slot, since: Int) -> Lettering.Term? {
    guard slot.role == .length else { return nil }
    for a in all.indices where all[a].role == .side {
      for b in all.indices.dropFirst(max(a, since)) where all[b].role == .side {
        if gives(.product(a, b), slot) { return .product(a, b) }
      }
    }
    return nil
  }

  /// Whether a term gives a slot's number wherever it has one.
  func gives(_ term: Lettering.Term, _ slot: Lettering.Slot) -> Bool {
    slot.agrees { row in term.value { all[$0].values[row] } }
  }

  /// Gives a letter values where it had none, so that it or a multiple is a slot's number; nil where none can.
  ///
  /// A letter and a slot that share one value only, or no row, are not taken for the same thing: they have to agree in
  /// two rows at least where they differ.
  mutating func extend(to slot: Lettering.Slot, since: Int) -> Lettering.Term? {
    for place in all.indices.dropFirst(since) {
      let draft = all[place]
      let rows = slot.values.indices.filter { slot.values[$0] != nil && draft.values[$0] != nil }
      guard let first = rows.first, rows.contains(where: { slot.values[$0] != slot.values[first] }),
        slot.role.mayEqual(draft.role),
        let fraction = LetterFraction(slot.values, over: draft.values, isPartial: true),
        fraction.numerator == fraction.denominator || slot.role.isRelated(to: draft.role),
        let values = extended(draft.values, by: slot.values, fraction)
      else { continue }
      all[place].values = values
      return fraction.term(place)
    }
    return nil
  }

  private func extended(_ values: [Int64?], by slot: [Int64?], _ fraction: LetterFraction) -> [Int64?]? {
    var result = values
    for row in slot.indices where values[row] == nil {
      guard let number = slot[row] else { continue }
      let whole = checkedProduct(number, fraction.denominator).flatMap {
        exactQuotient($0, fraction.numerator)
      }
      guard let whole else { return nil }
      result[row] = whole
    }
    return result
  }
}
