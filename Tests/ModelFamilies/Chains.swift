extension Family {
  /// Graphs that are long.
  static let chains = [
    Family("chain") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for _ in 0..<count { last = graph.add("Relu", [last]) }
      graph.output(last)
      return graph.file()
    },
    // A third differs, the rest are one stack that fills what is left of the chain.
    Family("chain-with-stack") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for index in 0..<count {
        last = graph.add(
          index < count / 3 ? "Op\(index)" : "Relu", [last], domain: index < count / 3 ? "lib" : "")
      }
      graph.output(last)
      return graph.file()
    },
    // One stack whose first member stands at the start of the file and whose others stand at its end.
    Family("stack-apart") { count, _ in
      var graph = GraphWriter()
      let start = graph.add("Relu", [graph.input("x", [1, 8])])
      var other = graph.input("y", [1, 8])
      for index in 0..<count { other = graph.add("Op\(index % 30)", [other], domain: "lib") }
      var last = start
      for _ in 0..<max(4, count / 4) { last = graph.add("Relu", [last]) }
      graph.output(graph.add("Add", [last, other]))
      return graph.file()
    },
    Family("parallel-chains") { count, random in
      chains(count, streams: random.pick(40...80), isInterleaved: false)
    },
    Family("interleaved-chains") { count, random in
      chains(count, streams: random.pick(2...9), isInterleaved: true)
    },
    Family("many-interleaved-chains") { count, _ in
      chains(count, streams: max(2, count / 100), isInterleaved: true)
    },
    Family("ladder") { count, _ in
      var graph = GraphWriter()
      var (left, right) = (graph.input("x", [1, 8]), graph.input("y", [1, 8]))
      for _ in 0..<(count / 2) {
        (left, right) = (graph.add("Add", [left, right]), graph.add("Mul", [right, left]))
      }
      graph.output(graph.add("Sub", [left, right]))
      return graph.file()
    },
    Family("residual-chain") { count, _ in residuals(count, isScoped: false) },
    Family("residual-chain-scoped") { count, _ in residuals(count, isScoped: true) },
    // Every block reads all results before it in its stage.
    Family("dense-net") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8, 16, 16])
      var made: [String] = []
      for index in 0..<(count / 3) {
        if index % 16 == 0 { made = [last] }
        let joined = graph.add("Concat", made, [.attribute("axis", 1)])
        last = graph.add(
          "Conv", [graph.add("Relu", [joined]), graph.weight([8, Int64(8 * made.count), 3, 3])])
        made.append(last)
      }
      graph.output(last)
      return graph.file()
    },
  ]

  private static func chains(_ count: Int, streams: Int, isInterleaved: Bool) -> [UInt8] {
    var graph = GraphWriter()
    var ends = (0..<streams).map { graph.input("x\($0)", [1, 8]) }
    let length = max(1, count / streams)
    let types = ["Relu", "Tanh", "Neg", "Abs", "Exp", "Log", "Sin", "Cos"]
    for step in 0..<(length * streams) {
      let stream = isInterleaved ? step % streams : step / length
      let place = isInterleaved ? step / streams : step % length
      ends[stream] = graph.add(types[(place * 3 + stream) % types.count], [ends[stream]])
    }
    graph.output(graph.add("Sum", ends))
    return graph.file()
  }

  private static func residuals(_ count: Int, isScoped: Bool) -> [UInt8] {
    var graph = GraphWriter()
    var last = graph.input("x", [1, 64, 56, 56])
    for block in 0..<(count / 5) {
      let scope = isScoped ? "/stages.\(block / 100)/blocks.\(block % 100)" : ""
      var inner = graph.add("Conv", [last, graph.weight([64, 64, 3, 3])], in: scope)
      inner = graph.add(
        "Conv", [graph.add("Relu", [inner], in: scope), graph.weight([64, 64, 3, 3])], in: scope)
      last = graph.add("Relu", [graph.add("Add", [inner, last], in: scope)], in: scope)
    }
    graph.output(last)
    return graph.file()
  }
}
