extension Net {
  /// By wire: whether it lies on the main path, one longest path counted in boxes.
  ///
  /// One only: were all longest paths pulled straight, two equal branches would drag the line they part
  /// from to and fro, and the picture would drift sideways from block to block. Of equal branches it's
  /// the middle one, so that the others stand on both sides of it. Into a block it's the block's own
  /// main input: what a layer works on, however much more was done to make its mask.
  func mainPath() -> [Bool] {
    var above = [Int](repeating: 0, count: graph.nodes.count)
    var entering: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    let byRow = graph.nodes.indices.sorted { (ranking.rank[$0], $0) < (ranking.rank[$1], $1) }
    for index in graph.wires.indices { entering[graph.wires[index].target].append(index) }
    for node in byRow {
      for wire in entering[node] { above[node] = max(above[node], above[graph.wires[wire].source] + 1) }
    }
    var isMain = [Bool](repeating: false, count: graph.wires.count)
    let longest = above.max() ?? 0
    guard var node = graph.nodes.indices.first(where: { above[$0] == longest }) else { return isMain }
    while above[node] > 0 {
      let wires = entering[node].sorted {
        (graph.wires[$0].source, $0) < (graph.wires[$1].source, $1)
      }
      let blockInput = wires.first { graph.wires[$0].targetPort == graph.nodes[node].mainInput }
      let longest = wires.filter { above[graph.wires[$0].source] + 1 == above[node] }
      let wire = blockInput ?? longest[(longest.count - 1) / 2]
      isMain[wire] = true
      node = graph.wires[wire].source
    }
    return isMain
  }
}
