extension Family {
  /// Scopes that data leaves and comes back to, deep ones, many.
  static let scopes = [
    Family("scopes-interleaved") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for index in 0..<count {
        last = graph.add(["Exp", "Log", "Sin"][index % 3], [last], in: "/s\(index % 10)")
      }
      graph.output(last)
      return graph.file()
    },
    Family("scopes-interleaved-many") { count, random in
      let scopes = max(2, Int(Double(count).squareRoot()))
      return chainThrough(count) { _ in "/s\(random.pick(0...(scopes - 1)))" }
    },
    Family("scopes-visited-twice") { count, _ in
      let scopes = max(1, count / 6)
      return chainThrough(count) { "/s\(($0 / 3) % scopes)" }
    },
    Family("scopes-in-a-circle") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      let inner = max(1, count / 8)
      for index in 0..<count {
        let scope = index / 2 % 2 == 0 ? "/a/a\(index / 8 % inner)" : "/b/b\(index / 8 % inner)"
        last = graph.add(["Exp", "Log"][index % 2], [last], in: scope)
      }
      graph.output(last)
      return graph.file()
    },
    Family("scopes-deep") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      let depth = 60
      for index in 0..<count {
        let level = index % (2 * depth)
        let path = (0...min(level, 2 * depth - 1 - level)).map { "/d\($0)" }.joined()
        last = graph.add("Relu", [last], in: path)
      }
      graph.output(last)
      return graph.file()
    },
    Family("scopes-wide") { count, _ in chainThrough(count) { "/s\($0 / 2)" } },
    Family("scopes-wide-side-by-side") { count, _ in
      var graph = GraphWriter()
      let source = graph.input("x", [1, 8])
      for index in 0..<(count / 3) {
        let inner = graph.add(
          "Exp", [graph.add("Op\(index % 9)", [source], in: "/s\(index)", domain: "lib")], in: "/s\(index)")
        graph.output(graph.add("Log", [inner], in: "/s\(index)"))
      }
      return graph.file()
    },
    Family("scopes-of-different-kinds") { count, random in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for block in 0..<(count / 8) {
        for _ in 0..<8 {
          last = graph.add(
            ["Exp", "Log", "Sin", "Cos", "Tanh"][random.pick(0...4)], [last], in: "/blocks.\(block)/inner")
        }
      }
      graph.output(last)
      return graph.file()
    },
    Family("names-in-groups") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for index in 0..<count {
        let value = "block_\(index / 7)_part_\(index % 7)"
        graph.add("Relu", [last], in: "block_\(index / 7)_part\(index % 7)", to: value)
        last = value
      }
      graph.output(last)
      return graph.file()
    },
    // Each layer's mask is prepared at the start of the file.
    Family("scopes-prepared-early") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      let layers = count / 6
      let masks = (0..<layers).map {
        graph.add("Cast", [graph.add("Not", ["x"], in: "/layers.\($0)")], in: "/layers.\($0)")
      }
      for layer in 0..<layers {
        let scope = "/layers.\(layer)"
        let scaled = graph.add(
          "Mul", [graph.add("Gemm", [last, graph.weight([8, 8])], in: scope), masks[layer]], in: scope)
        last = graph.add("Add", [graph.add("Relu", [scaled], in: scope), last], in: scope)
      }
      graph.output(last)
      return graph.file()
    },
  ]

  private static func chainThrough(_ count: Int, _ scope: (Int) -> String) -> [UInt8] {
    var graph = GraphWriter()
    var last = graph.input("x", [1, 8])
    for index in 0..<count { last = graph.add(["Exp", "Log", "Sin"][index % 3], [last], in: scope(index)) }
    graph.output(last)
    return graph.file()
  }
}
