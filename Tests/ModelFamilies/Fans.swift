extension Family {
  /// Graphs that are wide: many readers, inputs, outputs or parts.
  static let fans = [
    Family("star-out") { count, _ in
      var graph = GraphWriter()
      let source = graph.add("Relu", [graph.input("x", [1, 8])])
      for index in 0..<count { graph.output(graph.add(["Exp", "Log", "Sin"][index % 3], [source])) }
      return graph.file()
    },
    Family("star-out-unread") { count, _ in
      var graph = GraphWriter()
      let source = graph.input("x", [1, 8])
      for index in 0..<count { graph.add("Op\(index % 7)", [source], domain: "lib") }
      return graph.file()
    },
    Family("star-in") { count, _ in
      var graph = GraphWriter()
      let source = graph.input("x", [1, 8])
      let made = (0..<count).map { graph.add(["Exp", "Log", "Sin"][$0 % 3], [source]) }
      graph.output(graph.add("Concat", made, [.attribute("axis", 0)]))
      return graph.file()
    },
    Family("many-inputs") { count, _ in
      var graph = GraphWriter()
      let inputs = (0..<count).map {
        graph.input(["a", "b", "c"][$0 % 3] + "_\($0)", [1, Int64($0 % 5 + 1)])
      }
      graph.output(graph.add("Concat", inputs, [.attribute("axis", 1)]))
      return graph.file()
    },
    Family("many-inputs-of-their-own") { count, _ in
      var graph = GraphWriter()
      for index in 0..<(count / 2) {
        let source = graph.input("in_\(index)", [1, 8])
        graph.output(graph.add("Relu", [graph.add("Exp", [source])]))
      }
      return graph.file()
    },
    Family("many-outputs") { count, _ in
      var graph = GraphWriter()
      let outputs = (0..<count).map { "y\($0)" }
      graph.add("Split", [graph.input("x", [Int64(count)])], outputs: outputs)
      for output in outputs { graph.output(output) }
      return graph.file()
    },
    Family("one-value-as-many-outputs") { count, _ in
      var graph = GraphWriter()
      let value = graph.add("Relu", [graph.input("x", [1, 8])])
      for _ in 0..<count { graph.output(value) }
      return graph.file()
    },
    Family("outputs-of-a-chain") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for _ in 0..<count {
        last = graph.add("Relu", [last])
        graph.output(last)
      }
      return graph.file()
    },
    Family("many-parts") { count, random in
      var graph = GraphWriter()
      for _ in 0..<(count / 4) {
        var last = graph.add("RandomNormal", [])
        for _ in 0..<3 { last = graph.add(["Exp", "Log", "Sin", "Cos"][random.pick(0...3)], [last]) }
      }
      return graph.file()
    },
    Family("loners") { count, _ in
      var graph = GraphWriter()
      for _ in 0..<count { graph.add("RandomNormal", []) }
      return graph.file()
    },
    Family("one-node-of-many-weights") { count, _ in
      var graph = GraphWriter()
      let weights = (0..<count).map { _ in graph.weight([4, 4]) }
      graph.output(graph.add("Thing", [graph.input("x", [1, 8])] + weights, domain: "lib"))
      return graph.file()
    },
    Family("skips-to-the-end") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      let made = (0..<count).map { index -> String in
        last = graph.add(["Exp", "Log", "Sin", "Cos", "Tanh"][index % 5], [last])
        return last
      }
      graph.output(graph.add("Sum", made))
      return graph.file()
    },
    // Columns of a table: a few operators each, joined at the end.
    Family("columns") { count, _ in
      var graph = GraphWriter()
      let ends = (0..<(count / 4)).map { column -> String in
        let cast = graph.add("Cast", [graph.input("column_\(column)", [1, 1])], [.attribute("to", 11)])
        return graph.add("Reshape", [graph.add("Scaler", [graph.add("Imputer", [cast])])])
      }
      graph.output(graph.add("Concat", ends, [.attribute("axis", 1)]))
      return graph.file()
    },
  ]
}
