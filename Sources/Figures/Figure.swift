import Folding

/// A page as an author would compose it: an overview, and beside it each kind of block that explains the model, drawn
/// once and named by a letter.
public struct Figure: Sendable {
  /// The overview: the model's outline with the blocks open that the page has room for. Blocks that have details are
  /// closed, and carry their letters.
  public var overview: Outline
  /// The kinds drawn beside it, in the order of their letters.
  public var details: [Detail]
  /// By block: the detail that shows its inside, if one does.
  public var detailOf: [Int: Int]
  /// By item of the page: whether it is part of the second of two towers; nil where there are none.
  public var secondTower: [Bool]?
  /// Where the boxes of the overview stand if it is a U; nil for a flow from top to bottom.
  public var scales: ScaleForm?

  /// One kind of block, drawn once for all its members.
  public struct Detail: Sendable {
    /// `A`, `B`, and so on.
    public var letter: String
    /// The name of the kind: the class, the idiom or the name that all members share.
    public var title: String
    /// What tells it from another kind of that name: `first of a stage`.
    public var place: String?
    /// What is drawn.
    public var drawing: Drawing
    /// The blocks that it stands for, in the model's order.
    public var members: [Member]
    /// Its place among the details by how much of the model they explain, from 0: what is left out first stands last.
    public var rank = 0
    /// How many blocks there are of that name, those of other kinds too, repeats counted.
    public var namesakes: Int

    /// How many blocks it stands for, repeats counted.
    public var count: Int { members.reduce(0) { $0 + $1.times } }

    /// Whether a member has a piece of the drawing.
    public func has(_ piece: Piece, _ member: Member) -> Bool {
      piece.items.allSatisfy { member.items[$0] != nil }
    }

    /// By member: whether it has a piece of the drawing.
    public func has(_ piece: Piece) -> [Bool] { members.map { has(piece, $0) } }
  }

  /// One distinct block of a kind.
  public struct Member: Sendable, Hashable {
    /// The block, by number.
    public var block: Int
    /// How often it stands in the model.
    public var times: Int
    /// By item of the drawing: the block's own, by number; nil for one that it lacks.
    public var items: [Int?]
  }

  /// The letters that a closed block carries: of itself, or of the outermost blocks with details inside, in order, with
  /// how many there are of each in a row.
  ///
  /// Cost: linear in the blocks inside.
  public func letters(of block: Int) -> [(detail: Int, count: Int)] {
    if let own = detailOf[block] { return [(own, 1)] }
    var runs: [(detail: Int, count: Int)] = []
    var pending = overview.innerBlocks(of: block).reversed().map { ($0, 1) }
    while let (next, times) = pending.popLast() {
      let own = times * overview.blocks[next].repeats
      if let detail = detailOf[next] {
        if runs.last?.detail == detail {
          runs[runs.count - 1].count += own
        } else {
          runs.append((detail, own))
        }
      } else {
        let inner = overview.innerBlocks(of: next)
        // What a stack holds stands once for each of its members, in turn.
        pending += inner.reversed().map { ($0, own) }
      }
    }
    guard runs.count > FigureTuning.mostLetters else { return runs }
    var sums: [(detail: Int, count: Int)] = []
    for run in runs {
      if let known = sums.firstIndex(where: { $0.detail == run.detail }) {
        sums[known].count += run.count
      } else {
        sums.append(run)
      }
    }
    return sums
  }
}
