extension OrderingProblem {
  /// The distance of an answer from a picture in which all lines are straight: crossings weigh most, then bends
  /// and how far they reach, then boxes side by side in another order than in the file.
  /// Cost: k log k in the lines of a layer.
  func cost(of answer: DotAnswer, _ layered: LayeredGraph) -> Double {
    var cost = 0.0
    var gaps: [Int32: [(tail: Double, head: Double)]] = [:]
    for edge in dot.edges {
      let line = (
        tail: place(edge.tail, edge.tailPort, answer), head: place(edge.head, edge.headPort, answer)
      )
      gaps[answer.rank[Int(edge.tail)], default: []].append(line)
      let reach = abs(line.tail - line.head)
      if reach > 1 { cost += LayoutTuning.price.bend + reach }
    }
    for rank in gaps.keys.sorted() {
      let lines = (gaps[rank] ?? []).sorted { ($0.tail, $0.head) < ($1.tail, $1.head) }
      cost += LayoutTuning.price.crossing * Double(inversions(lines.map(\.head)))
    }
    return cost == 0 ? 0 : cost + LayoutTuning.price.disorder * Double(disorder(answer, layered))
  }

  private func place(_ node: Int32, _ port: Int32, _ answer: DotAnswer) -> Double {
    let box = dot.nodes[Int(node)]
    let offset = port < 0 ? 0 : Double(box.ports[Int(port)]) - Double(box.width) / 2
    return answer.x[Int(node)] + offset
  }

  /// The number of pairs of boxes in a layer that stand in another order than in the file.
  private func disorder(_ answer: DotAnswer, _ layered: LayeredGraph) -> Int {
    var layers: [Int32: [(x: Double, node: Int)]] = [:]
    for (index, member) in members.enumerated() {
      guard let member, let node = layered.vertices[member].node else { continue }
      layers[answer.rank[index], default: []].append((answer.x[index], node))
    }
    return layers.keys.sorted().reduce(0) { sum, layer in
      sum + inversions((layers[layer] ?? []).sorted { $0.x < $1.x }.map { Double($0.node) })
    }
  }
}

/// The number of pairs in descending order; equal ones are not. By merging, n log n.
func inversions(_ values: [Double]) -> Int {
  guard values.count > 1 else { return 0 }
  var sorted = values
  var buffer = values
  var count = 0
  var width = 1
  while width < sorted.count {
    var start = 0
    while start < sorted.count {
      let middle = min(start + width, sorted.count)
      let end = min(start + 2 * width, sorted.count)
      var (left, right) = (start, middle)
      for place in start..<end {
        if right == end || (left < middle && sorted[left] <= sorted[right]) {
          buffer[place] = sorted[left]
          left += 1
        } else {
          buffer[place] = sorted[right]
          right += 1
          count += middle - left
        }
      }
      start = end
    }
    swap(&sorted, &buffer)
    width *= 2
  }
  return count
}
