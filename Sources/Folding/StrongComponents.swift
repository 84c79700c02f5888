/// Strongly connected components of a directed graph (Tarjan 1972), without recursion.
enum StrongComponents {
  /// The components of the graph with those successor lists. Cost: linear.
  static func find(_ successors: [[Int]]) -> [[Int]] {
    let count = successors.count
    var index = [Int](repeating: -1, count: count)
    var low = [Int](repeating: 0, count: count)
    var onStack = [Bool](repeating: false, count: count)
    var stack: [Int] = []
    var components: [[Int]] = []
    var next = 0
    var frames: [(node: Int, edge: Int)] = []
    for root in 0..<count where index[root] < 0 {
      frames.append((root, 0))
      while let frame = frames.last {
        let (node, edge) = frame
        if edge == 0 {
          index[node] = next
          low[node] = next
          next += 1
          stack.append(node)
          onStack[node] = true
        }
        if edge < successors[node].count {
          frames[frames.count - 1].edge += 1
          let target = successors[node][edge]
          if index[target] < 0 {
            frames.append((target, 0))
          } else if onStack[target] {
            low[node] = min(low[node], index[target])
          }
          continue
        }
        frames.removeLast()
        if let parent = frames.last?.node { low[parent] = min(low[parent], low[node]) }
        if low[node] == index[node] {
          var component: [Int] = []
          while let member = stack.popLast() {
            onStack[member] = false
            component.append(member)
            if member == node { break }
          }
          components.append(component)
        }
      }
    }
    return components
  }
}
