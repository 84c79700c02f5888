import GraphAlgorithms

extension FormUnion {
  /// The items that some forms lack, as pieces: each is in just the same forms, joined by lines, and can be framed by itself
  /// without a line that leaves the frame and comes back. In the order of their first items.
  ///
  /// Cost: items squared.
  var pieces: [[Int]] {
    let optional = graph.items.indices.filter { item in places.contains { $0[item] == nil } }
    let kin = optional.map { item in places.map { $0[item] != nil } }
    var sets = DisjointSets(count: graph.items.count)
    for (item, own) in zip(optional, kin) {
      for source in graph.items[item].inputs.joined() {
        guard let place = optional.firstIndex(of: source.item), kin[place] == own else { continue }
        sets.join(item, source.item)
      }
    }
    var found: [[Int]] = []
    for item in optional {
      if let known = found.firstIndex(where: {
        sets.representative(of: $0[0]) == sets.representative(of: item)
      }) {
        found[known].append(item)
      } else {
        found.append([item])
      }
    }
    return canBeFramed(found) ? found : optional.map { [$0] }
  }

  /// Whether the drawing with each piece as one box has no cycle.
  private func canBeFramed(_ pieces: [[Int]]) -> Bool {
    var box = Array(graph.items.indices)
    for piece in pieces { for item in piece { box[item] = piece[0] } }
    var waits = Array(repeating: Set<Int>(), count: box.count)
    for (item, own) in graph.items.enumerated() {
      for source in own.inputs.joined() where source.item >= 0 && box[source.item] != box[item] {
        waits[box[item]].insert(box[source.item])
      }
    }
    var done: Set<Int> = []
    var open = Set(box)
    while !open.isEmpty {
      let ready = open.filter { waits[$0].isSubset(of: done) }
      guard !ready.isEmpty else { return false }
      done.formUnion(ready)
      open.subtract(ready)
    }
    return true
  }

  /// Whether one drawing explains its forms: it fits, most of it is in all of them, and the pieces are few and small.
  var isWorthOneDrawing: Bool {
    let pieces = pieces
    let optional = pieces.reduce(0) { $0 + $1.count }
    return FigureTuning.boxes.contains(graph.items.count) && pieces.count <= FigureTuning.mostPieces
      && pieces.allSatisfy { $0.count <= FigureTuning.largestPiece } && 2 * optional <= graph.items.count
  }
}
