extension LayeredGraph {
  /// By edge: whether it lies on the main path, one longest path counted in boxes.
  ///
  /// One only: were all longest paths pulled straight, two equal branches would drag the line they part
  /// from to and fro, and the picture would drift sideways from block to block. Of equal branches it's
  /// the middle one, so that the others stand on both sides of it. Into a block it's the main
  /// input of that block: the data a layer works on, however many boxes its mask took to make.
  func mainPath() -> [Bool] {
    var above = [Int](repeating: 0, count: graph.nodes.count)
    var entering: [[Int]] = Array(repeating: [], count: graph.nodes.count)
    let byLayer = graph.nodes.indices.sorted { (layering.firstLayer[$0], $0) < (layering.firstLayer[$1], $1) }
    for index in graph.edges.indices { entering[graph.edges[index].target].append(index) }
    for node in byLayer {
      for edge in entering[node] { above[node] = max(above[node], above[graph.edges[edge].source] + 1) }
    }
    var isMain = [Bool](repeating: false, count: graph.edges.count)
    let longest = above.max() ?? 0
    guard var node = graph.nodes.indices.first(where: { above[$0] == longest }) else { return isMain }
    while above[node] > 0 {
      let edges = entering[node].sorted {
        (graph.edges[$0].source, $0) < (graph.edges[$1].source, $1)
      }
      let blockInput = edges.first { graph.edges[$0].targetPort == graph.nodes[node].mainInput }
      let longest = edges.filter { above[graph.edges[$0].source] + 1 == above[node] }
      let edge = blockInput ?? longest[(longest.count - 1) / 2]
      isMain[edge] = true
      node = graph.edges[edge].source
    }
    return isMain
  }
}
