import TestSupport

extension Family {
  /// Regular graphs without a narrow place.
  static let meshes = [
    Family("tree-out") { count, _ in
      var graph = GraphWriter()
      var made = [graph.add("Relu", [graph.input("x", [1, 8])])]
      for index in 1..<max(2, count) {
        made.append(graph.add(["Exp", "Log"][index % 2], [made[(index - 1) / 2]]))
      }
      for leaf in made[(made.count / 2)...] { graph.output(leaf) }
      return graph.file()
    },
    Family("tree-in") { count, _ in
      var graph = GraphWriter()
      var level = (0..<max(1, count / 2)).map { graph.input("x\($0)", [1, 8]) }
      while level.count > 1 {
        var next: [String] = []
        for index in stride(from: 0, to: level.count - 1, by: 2) {
          next.append(graph.add("Add", [level[index], level[index + 1]]))
        }
        if level.count % 2 == 1, let rest = level.last { next.append(rest) }
        level = next
      }
      graph.output(level[0])
      return graph.file()
    },
    Family("grid") { count, _ in
      var graph = GraphWriter()
      let side = max(2, Int(Double(count).squareRoot()))
      var above = (0..<side).map { graph.input("x\($0)", [1, 8]) }
      for _ in 0..<side {
        var left = graph.add("Neg", [above[0]])
        above[0] = left
        for column in 1..<side {
          left = graph.add("Add", [left, above[column]])
          above[column] = left
        }
      }
      for value in above { graph.output(value) }
      return graph.file()
    },
    Family("butterfly") { count, _ in
      var graph = GraphWriter()
      var width = 2
      while width * width.trailingZeroBitCount < count { width *= 2 }
      var row = (0..<width).map { graph.input("x\($0)", [1, 8]) }
      var step = 1
      while step < width {
        row = row.indices.map { graph.add("Add", [row[$0], row[$0 ^ step]]) }
        step *= 2
      }
      for value in row { graph.output(value) }
      return graph.file()
    },
    // Every operator reads all before it: `count` lines.
    Family("dense") { count, _ in dense(operators: Int(Double(2 * count).squareRoot()) + 1) },
    Family("bipartite") { count, _ in
      var graph = GraphWriter()
      let side = max(2, Int(Double(count).squareRoot()))
      let upper = (0..<side).map { index in
        graph.add("Op\(index % 5)", [graph.input("x\(index)", [1, 8])], domain: "lib")
      }
      for _ in 0..<side { graph.output(graph.add("Sum", upper)) }
      return graph.file()
    },
    // Feature pyramids one after the other: lines between all scales.
    Family("pyramids") { count, _ in
      var graph = GraphWriter()
      var scales = (0..<4).map { graph.input("x\($0)", [1, 8, 32, 32]) }
      for _ in 0..<(count / 12) {
        scales = scales.indices.map { to in
          let moved = scales.indices.map { from in
            from == to ? scales[from] : graph.add(from > to ? "Neg" : "MaxPool", [scales[from]])
          }
          return graph.add("Sum", moved)
        }
      }
      for value in scales { graph.output(value) }
      return graph.file()
    },
  ]

  private static func dense(operators: Int) -> [UInt8] {
    var graph = GraphWriter()
    var made = [graph.input("x", [1, 8])]
    for _ in 0..<operators { made.append(graph.add("Sum", made)) }
    if let last = made.last { graph.output(last) }
    return graph.file()
  }

  /// Graphs whose operators read what chance says.
  static let randomGraphs = [
    Family("random-local") { count, random in randomGraph(count, reach: 20, &random) },
    Family("random-near") { count, random in randomGraph(count, reach: 3, &random) },
    Family("random-far") { count, random in randomGraph(count, reach: .max, &random) },
    Family("random-one-kind") { count, random in randomGraph(count, reach: .max, kinds: 1, &random) },
    Family("random-scoped") { count, random in randomGraph(count, reach: 30, scopes: 25, &random) },
    Family("random-far-scoped") { count, random in
      randomGraph(count, reach: .max, scopes: max(2, count / 20), &random)
    },
  ]

  private static func randomGraph(
    _ count: Int, reach: Int, kinds: Int = 12, scopes: Int = 0, _ random: inout SeededGenerator
  ) -> [UInt8] {
    var graph = GraphWriter()
    var made = [graph.input("x", [1, 8, 16, 16]), graph.input("y", [1, 8, 16, 16])]
    let types = ["Add", "Mul", "Relu", "Pow", "Exp", "Min", "Tanh", "Sub", "Erf", "Neg", "Div", "Max"]
    for _ in 0..<count {
      let inputs = (0..<random.pick(1...3)).map { _ in
        made[random.pick((made.count - 1 - min(reach, made.count - 1))...(made.count - 1))]
      }
      let scope = scopes > 0 ? "/s\(random.pick(0...(scopes - 1)))/t\(random.pick(0...2))" : ""
      made.append(graph.add(types[random.pick(0...(kinds - 1))], inputs, in: scope))
    }
    graph.output(made[made.count - 1])
    return graph.file()
  }
}
