/// Finds which items of a form are which of a union, so that as few as possible have no partner.
///
/// Both are walked in their order. At each step two items of one label are paired if they read the same, or one of them is left
/// over. What an item reads is the same if it comes from partners, or leads to partners through items left over: those are
/// the pieces, and the way through them is what members without the piece have. So a wrong pairing mostly fails at the next
/// item. Of the pairings with fewest items left over that wins whose partners have most words in common, then the first.
///
/// Cost: the search tries 0, 1, 2 … items left over, and ends when its steps are used up.
struct FormMatching {
  private let union: FormUnion
  private let form: FormGraph
  private let accepts: (FormUnion) -> Bool
  private var steps: Int
  private var state: State
  private var best: (union: FormUnion, score: Int)?

  private struct State {
    /// By item of the form: its partner.
    var partner: [Int?]
    /// By item of the union.
    var isPaired: [Bool]
    /// By item: the input port whose value is read in its place where it is left over.
    var bypass: (union: [Int?], form: [Int?])
  }

  /// The union with a form; nil where none is found within `steps`, which are counted down.
  ///
  /// - Parameter accepts: whether a union is worth a drawing.
  static func merge(
    _ union: FormUnion, _ form: FormGraph, steps: inout Int,
    accepts: @escaping (FormUnion) -> Bool = { _ in true }
  ) -> FormUnion? {
    guard union.graph.inputCount == form.inputCount, union.graph.outputs.count == form.outputs.count else {
      return nil
    }
    let least = leastLeftOver(union.graph, form)
    guard least <= FigureTuning.mostLeftOver else { return nil }
    var search = FormMatching(union, form, min(steps, FigureTuning.mostSteps.pair), accepts)
    let granted = search.steps
    for leftOver in least...FigureTuning.mostLeftOver where search.best == nil {
      search.run(0, 0, leftOver: leftOver, isAfterAdded: false)
    }
    steps -= granted - search.steps
    return search.best?.union
  }

  private init(
    _ union: FormUnion, _ form: FormGraph, _ steps: Int, _ accepts: @escaping (FormUnion) -> Bool
  ) {
    self.union = union
    self.form = form
    self.steps = steps
    self.accepts = accepts
    state = State(
      partner: form.items.map { _ in nil }, isPaired: union.graph.items.map { _ in false },
      bypass: (union.bypass, form.items.map { _ in nil }))
  }

  /// How many items can't have a partner, by their labels alone.
  private static func leastLeftOver(_ a: FormGraph, _ b: FormGraph) -> Int {
    var counts: [Int: Int] = [:]
    for item in a.items { counts[item.label, default: 0] += 1 }
    for item in b.items { counts[item.label, default: 0] -= 1 }
    return counts.values.reduce(0) { $0 + abs($1) }
  }

  /// Goes on from an item of the union and one of the form. Recursion is as deep as both have items, which is bounded.
  private mutating func run(_ old: Int, _ new: Int, leftOver: Int, isAfterAdded: Bool) {
    let (olds, news) = (union.graph.items.count - old, form.items.count - new)
    guard steps > 0, abs(olds - news) <= leftOver else { return }
    steps -= 1
    let before = state
    if olds == 0, news == 0 {
      finish()
      state = before
      return
    }
    if olds > 0, news > 0, pair(old, new) { run(old + 1, new + 1, leftOver: leftOver, isAfterAdded: false) }
    state = before
    guard leftOver > 0 else { return }
    // What is left over of both may be taken in either order; one is enough.
    if olds > 0, !isAfterAdded { run(old + 1, new, leftOver: leftOver - 1, isAfterAdded: false) }
    if news > 0 { run(old, new + 1, leftOver: leftOver - 1, isAfterAdded: true) }
  }

  private mutating func pair(_ old: Int, _ new: Int) -> Bool {
    let (a, b) = (union.graph.items[old], form.items[new])
    guard a.label == b.label, a.inputs.count == b.inputs.count, agree(a.inputs, b.inputs) else {
      return false
    }
    state.partner[new] = old
    state.isPaired[old] = true
    return true
  }

  private mutating func finish() {
    guard agree(union.graph.outputs, form.outputs) else { return }
    let score = state.partner.enumerated().reduce(0) { sum, pair in
      sum + (pair.element.map { union.graph.words[$0].intersection(form.words[pair.offset]).count } ?? 0)
    }
    guard score > best?.score ?? -1,
      let found = FormUnion(union, form, partner: state.partner, bypass: state.bypass), accepts(found)
    else { return }
    best = (found, score)
  }

  // MARK: What is read

  private mutating func agree(_ old: [[FormGraph.Source]], _ new: [[FormGraph.Source]]) -> Bool {
    for (old, new) in zip(old, new) {
      guard old.count == new.count else { return false }
      if old.count == 1 {
        guard agree(old[0], new[0]) else { return false }
      } else {
        let partners = new.compactMap(partner)
        guard partners.count == new.count, partners.sorted() == old, old.allSatisfy(isPaired) else {
          return false
        }
      }
    }
    return true
  }

  /// Whether two ports read the same, or one of them by way of a piece that the other lacks.
  private mutating func agree(_ old: FormGraph.Source, _ new: FormGraph.Source) -> Bool {
    switch (isPaired(old), partner(of: new)) {
    case (true, let new?): return old == new
    case (false, let new?):
      guard
        let way = Self.way(
          from: old, union.graph, state.bypass.union, isEnd: isPaired, isSought: { $0 == new })
      else { return false }
      for (item, port) in way { state.bypass.union[item] = port }
      return true
    case (true, nil):
      guard
        let way = Self.way(
          from: new, form, state.bypass.form, isEnd: { partner(of: $0) != nil },
          isSought: { partner(of: $0) == old })
      else { return false }
      for (item, port) in way { state.bypass.form[item] = port }
      return true
    case (false, nil): return false
    }
  }

  private func isPaired(_ source: FormGraph.Source) -> Bool { source.item < 0 || state.isPaired[source.item] }

  private func partner(of source: FormGraph.Source) -> FormGraph.Source? {
    guard source.item >= 0 else { return source }
    return state.partner[source.item].map { .init(item: $0, port: source.port) }
  }

  /// The way back from a source to one that is sought, as the items passed, each with the port that leads on. All of them are
  /// left over, and ports that are settled already stay.
  private static func way(
    from source: FormGraph.Source, _ graph: FormGraph, _ bypass: [Int?],
    isEnd: (FormGraph.Source) -> Bool, isSought: (FormGraph.Source) -> Bool
  ) -> [(item: Int, port: Int)]? {
    var seen: Set<Int> = []
    var pending: [(source: FormGraph.Source, way: [(item: Int, port: Int)])] = [(source, [])]
    while let (next, way) = pending.popLast() {
      if isSought(next) { return way }
      guard !isEnd(next), seen.insert(next.item).inserted else { continue }
      let inputs = graph.items[next.item].inputs
      for port in inputs.indices.reversed() where inputs[port].count == 1 {
        guard bypass[next.item] ?? port == port else { continue }
        pending.append((inputs[port][0], way + [(next.item, port)]))
      }
    }
    return nil
  }
}
