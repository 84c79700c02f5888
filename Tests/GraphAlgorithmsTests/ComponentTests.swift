import GraphAlgorithms
import Testing

/// Components of graphs, compared with who reaches whom.
@Suite struct ComponentTests {
  @Test func strongComponentsReachEachOther() {
    for graph in RandomGraph.all {
      let reach = graph.reachable
      let components = graph.flat.strongComponents()
      #expect(components.joined().sorted() == Array(0..<graph.nodeCount))
      var number = [Int](repeating: 0, count: graph.nodeCount)
      for (index, component) in components.enumerated() { for node in component { number[node] = index } }
      for a in 0..<graph.nodeCount {
        for b in 0..<graph.nodeCount where a != b {
          #expect((number[a] == number[b]) == (reach[a][b] && reach[b][a]))
          // Each component comes after those it leads to.
          if reach[a][b] { #expect(number[a] >= number[b]) }
        }
      }
    }
  }

  @Test func joinedSetsAreWhatEdgesConnect() {
    for graph in RandomGraph.all {
      var sets = DisjointSets(count: graph.nodeCount)
      var name = Array(0..<graph.nodeCount)
      for edge in graph.edges {
        let (a, b) = (name[edge.from], name[edge.to])
        #expect(sets.join(edge.from, edge.to) == (a != b))
        for node in name.indices where name[node] == max(a, b) { name[node] = min(a, b) }
      }
      for node in name.indices { #expect(sets.representative(of: node) == name[node]) }
    }
  }
}
