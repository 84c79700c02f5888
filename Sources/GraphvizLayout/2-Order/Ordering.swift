import Diagnostics

extension LayeredGraph {
  /// Phase 2: finds the order of the vertices in every layer, and a first x for each, part by part.
  mutating func order(_ solver: inout DotSolver) throws(FoldoutError) {
    for part in 0..<layering.partStart.count - 1 {
      let first = layering.partStart[part]
      let last = layering.partStart[part + 1]
      try placeLayers(first...last, isContinued: part > 0, &solver)
    }
    for layer in layers.indices { layers[layer].sort { (vertices[$0].x, $0) < (vertices[$1].x, $1) } }
  }

  private mutating func placeLayers(
    _ range: ClosedRange<Int>, isContinued: Bool, _ solver: inout DotSolver
  ) throws(FoldoutError) {
    var size = 0
    for layer in range {
      size += layers[layer].count + (layer < range.upperBound ? segments[layer].count : 0)
    }
    if size > LayoutTuning.mostForDot || (size > LayoutTuning.largeForDot && !solver.spend(size)) {
      return orderByBarycenters(range, isContinued: isContinued)
    }
    let (problem, answer) = try bestAnswer(range, isContinued: isContinued, size: size, &solver)
    var shift = 0.0
    if isContinued, let anchor = layers[range.lowerBound].min(by: { vertices[$0].x < vertices[$1].x }) {
      shift = vertices[anchor].x - (answer.x[0].rounded() - Double(problem.dot.nodes[0].width) / 2 + 2)
    }
    for (index, vertex) in problem.members.enumerated() {
      guard let vertex else { continue }
      let width = Double(problem.dot.nodes[index].width)
      vertices[vertex].x =
        answer.x[index].rounded() - width / 2 + margin(vertex) + vertices[vertex].left + shift
    }
  }

  /// Asks dot with the vertices in several orders and takes the best answer.
  ///
  /// dot starts from the order it is given and stops where crossings do, so one set of layers comes out
  /// balanced or lopsided by chance. Each try costs a millisecond or two on a panel of ordinary size; a
  /// picture that has all lines straight at once, as chains have, needs no second.
  private func bestAnswer(
    _ range: ClosedRange<Int>, isContinued: Bool, size: Int, _ solver: inout DotSolver
  ) throws(FoldoutError) -> (OrderingProblem, DotAnswer) {
    var problem = OrderingProblem(self, range, isContinued: isContinued, .file)
    var answer = try solver.solve(problem.dot)
    var cost = problem.cost(of: answer, self)
    let tries = size < LayoutTuning.mostForRetries ? 3 : size < 3 * LayoutTuning.mostForRetries ? 1 : 0
    for order in OrderingProblem.Order.allCases.dropFirst().prefix(tries) where cost > 0 {
      let other = OrderingProblem(self, range, isContinued: isContinued, order)
      let otherAnswer = try solver.solve(other.dot)
      let otherCost = other.cost(of: otherAnswer, self)
      if otherCost < cost { (problem, answer, cost) = (other, otherAnswer, otherCost) }
    }
    return (problem, answer)
  }
}
