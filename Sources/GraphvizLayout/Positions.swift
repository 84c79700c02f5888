import Diagnostics

extension Net {
  /// Finds the order of the items in every row and their x, piece by piece.
  mutating func place(_ solver: inout DotSolver) throws(FoldoutError) {
    for piece in 0..<ranking.start.count - 1 {
      let first = ranking.start[piece]
      let last = ranking.start[piece + 1]
      try placeRows(first...last, isContinued: piece > 0, &solver)
    }
    for row in rows.indices { rows[row].sort { (items[$0].x, $0) < (items[$1].x, $1) } }
    straightenChains()
  }

  /// More nodes or arcs than this are not for dot.
  private static let limit = 2_500
  /// Pieces with more items and arcs than this cost dot tenths of a second each, so a picture may have a few only.
  private static let large = 1_600

  private mutating func placeRows(
    _ range: ClosedRange<Int>, isContinued: Bool, _ solver: inout DotSolver
  ) throws(FoldoutError) {
    var size = 0
    for row in range { size += rows[row].count + (row < range.upperBound ? arcs[row].count : 0) }
    if size > 2 * Net.limit || (size > Net.large && !solver.spend(size)) {
      return sweep(range, isContinued: isContinued)
    }
    let (question, answer) = try bestAnswer(range, isContinued: isContinued, size: size, &solver)
    var shift = 0.0
    if isContinued, let anchor = rows[range.lowerBound].min(by: { items[$0].x < items[$1].x }) {
      shift = items[anchor].x - (answer.x[0].rounded() - Double(question.problem.nodes[0].width) / 2 + 2)
    }
    for (index, item) in question.members.enumerated() {
      guard let item else { continue }
      let width = Double(question.problem.nodes[index].width)
      items[item].x = answer.x[index].rounded() - width / 2 + margin(item) + items[item].left + shift
    }
  }

  /// Asks dot with the items in several orders and takes the best answer.
  ///
  /// dot starts from the order it is given and stops where crossings do, so one set of rows comes out
  /// balanced or lopsided by chance. Each try costs a millisecond or two on a panel of ordinary size; a
  /// picture that has all lines straight at once, as chains have, needs no second.
  private func bestAnswer(
    _ range: ClosedRange<Int>, isContinued: Bool, size: Int, _ solver: inout DotSolver
  ) throws(FoldoutError) -> (Question, DotAnswer) {
    var question = Question(self, range, isContinued: isContinued, .file)
    var answer = try solver.solve(question.problem)
    var cost = question.cost(of: answer, self)
    let tries = size < Net.retryLimit ? 3 : size < 3 * Net.retryLimit ? 1 : 0
    for order in Question.Order.allCases.dropFirst().prefix(tries) where cost > 0 {
      let other = Question(self, range, isContinued: isContinued, order)
      let otherAnswer = try solver.solve(other.problem)
      let otherCost = other.cost(of: otherAnswer, self)
      if otherCost < cost { (question, answer, cost) = (other, otherAnswer, otherCost) }
    }
    return (question, answer)
  }

  /// Up to how many items and arcs a piece may have for all tries; up to three times that, for one.
  private static let retryLimit = 200

  /// Room at both sides of a box, besides dot's separation.
  func margin(_ item: Int) -> Double {
    guard let node = items[item].node, graph.nodes[node].role == .box else { return 0 }
    return 6
  }

  /// Where along a node an item's line meets it, if that's fixed.
  func startX(_ arc: Arc) -> Double? {
    guard let node = items[arc.upper].node, let x = graph.nodes[node].outputX,
      let port = portOfValue[arc.value], port < x.count
    else { return nil }
    return x[port]
  }
}
