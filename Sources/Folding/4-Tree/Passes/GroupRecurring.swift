import OperatorCatalog

/// Finds repeats that no scope names: in a long flat block, runs of operators that recur with the same
/// operators and wiring become blocks of their own.
///
/// The children are cut where the graph narrows to a single value. The pieces form a string, each with its loose
/// class as its letter. The substring that saves most (its operators times its further occurrences) becomes a block
/// wherever it occurs; then the next one. Substrings hold operators only, never a block that has a name, and at most
/// one piece of several operators (one residual unit). They do not begin with an activation, which belongs to the
/// operator before it, nor go beyond a pooling. ``Stacks`` later decides, exactly, which neighbours are stacked.
///
///       Conv Relu [Conv Relu Conv Add] Relu [Conv Relu Conv Add] Relu …
///         →   Conv Relu + Conv + Relu + Add  + Conv + Relu + Add …
///
/// Needed by files without scopes and by blocks without inner ones: VGG-16, MobileNetV2, EfficientNetB0 of Keras, the
/// layers of Swin.
///
/// Cost: linear in the children for each of a bounded number of substring lengths and rounds.
enum GroupRecurring: TreePass {
  static let name = "group-recurring"
  static let requires: TreeProperties = [.convex]
  static let mayBreak: TreeProperties = [.compact]

  static func isWanted(_ options: FoldOptions) -> Bool { options.foldsRepeats }

  static func run(_ tree: inout BlockTree, _ context: inout FoldContext) -> Bool {
    let candidates = tree.blocks(withAtLeast: FoldTuning.Recurring.fewestChildren)
    guard !candidates.isEmpty else { return false }
    var strings: [(block: BlockID, letters: [Letter])] = []
    do {
      let flow = BlockFlow(tree: tree, classes: context.classes(of: tree), flat: context.flat)
      for block in candidates { strings.append((block, letters(of: block, flow, context))) }
    }
    var isChanged = false
    for (block, letters) in strings where wrap(letters, in: block, &tree, context) { isChanged = true }
    return isChanged
  }

  /// A piece of the flow as a letter of a string.
  private struct Letter {
    var children: [Child]
    /// Equal for pieces of equal loose structure; negative for pieces that no substring may hold.
    var number: Int
    /// Whether a substring may begin here.
    var canLead = true
    /// Whether a substring may go no further than here: pooling ends a stage.
    var endsStage = false
  }

  private static func letters(of block: BlockID, _ flow: BlockFlow, _ context: FoldContext) -> [Letter] {
    NarrowPlaces.pieces(of: block, flow).map { piece in
      guard let first = piece.children.first, piece.children.allSatisfy(flow.tree.isStep) else {
        return Letter(children: piece.children, number: -1)
      }
      let kind = context.kind(of: first, flow.tree)
      return Letter(
        children: piece.children, number: piece.number, canLead: kind != .activation,
        endsStage: kind == .pooling && piece.children.count == 1)
    }
  }

  /// Wraps the substrings of one block that save most; says whether there was one.
  private static func wrap(
    _ letters: [Letter], in block: BlockID, _ tree: inout BlockTree, _ context: FoldContext
  ) -> Bool {
    var letters = letters
    // Blocks are letters of their own, which nothing else equals.
    var next = -2
    for _ in 0..<FoldTuning.Recurring.rounds {
      guard let found = bestRepeat(letters) else { break }
      letters = replace(found, in: letters, of: block, number: next, &tree, context)
      next -= 1
    }
    guard next < -2 else { return false }
    tree.blocks[block].children = ChildList(letters.flatMap(\.children))
    return true
  }

  /// A substring by its first occurrence.
  private struct Recurrence {
    var start: Int
    var length: Int
    var saved: Int
  }

  /// The substring that saves most operators, or nil where none recurs; of equal ones the shortest, then the first.
  private static func bestRepeat(_ pieces: [Letter]) -> Recurrence? {
    let numbers = pieces.map(\.number)
    // Before each piece: operators, pieces of several operators, and ends of stages.
    var sizes = [0]
    var wide = [0]
    var stages = [0]
    for (index, piece) in pieces.enumerated() {
      sizes.append(sizes[index] + piece.children.count)
      wide.append(wide[index] + (piece.children.count > 1 ? 1 : 0))
      stages.append(stages[index] + (piece.endsStage ? 1 : 0))
    }
    var best: Recurrence?
    var words = RecurringWords(numbers)
    for length in 1...min(FoldTuning.Recurring.longestWord, max(1, pieces.count / 2)) {
      // A word of two wide pieces, or one that goes beyond a stage, is no block; nor is any longer word.
      words.extend { group in
        guard length > 1, let start = group.first else { return true }
        let end = start + length - 1
        return wide[end] - wide[start] < 2 && stages[end] == stages[start]
      }
      for group in words.groups {
        guard let start = group.first, pieces[start].canLead else { continue }
        guard wide[start + length] - wide[start] < 2 else { continue }
        let size = sizes[start + length] - sizes[start]
        guard size >= FoldTuning.Recurring.fewestOperators else { continue }
        let saved = size * (Self.apart(group, length) - 1)
        guard saved > 0, saved >= best?.saved ?? 0 else { continue }
        if let best, saved == best.saved, best.length < length || best.start < start { continue }
        if RecurringWords.isPeriodic(numbers[start..<(start + length)]) { continue }
        best = Recurrence(start: start, length: length, saved: saved)
      }
    }
    return best
  }

  /// How many occurrences there are that do not overlap, from the first on.
  private static func apart(_ starts: ArraySlice<Int>, _ length: Int) -> Int {
    var count = 0
    var end = 0
    for start in starts where start >= end {
      count += 1
      end = start + length
    }
    return count
  }

  /// Puts a block in the place of each occurrence that begins behind the one before.
  private static func replace(
    _ found: Recurrence, in letters: [Letter], of block: BlockID, number: Int, _ tree: inout BlockTree,
    _ context: FoldContext
  ) -> [Letter] {
    let word = letters[found.start..<(found.start + found.length)].map(\.number)
    var result: [Letter] = []
    var index = 0
    while index < letters.count {
      let end = index + found.length
      if end <= letters.count, letters[index..<end].lazy.map(\.number).elementsEqual(word) {
        let children = letters[index..<end].flatMap(\.children)
        let name = GroupName.kinds(of: children, tree, context)
        let made = tree.addBlock(.pattern, named: name, in: block, holding: children)
        result.append(Letter(children: [.block(made)], number: number))
        index = end
      } else {
        result.append(letters[index])
        index += 1
      }
    }
    return result
  }
}
