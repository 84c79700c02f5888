import TestSupport

extension Family {
  /// Much that is different, or almost equal.
  static let variety = [
    Family("different-operators") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for index in 0..<count { last = graph.add("Op\(index)", [last], domain: "lib\(index % 50)") }
      graph.output(last)
      return graph.file()
    },
    Family("different-attributes") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for index in 0..<count { last = graph.add("LeakyRelu", [last], [.attribute("alpha", Int64(index))]) }
      graph.output(last)
      return graph.file()
    },
    // Blocks of eight operators that differ in one place each.
    Family("slight-differences") { count, random in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      let types = ["Erf", "Relu", "Erf", "Relu", "Erf", "Abs", "Relu", "Clip"]
      for block in 0..<(count / 8) {
        let odd = random.pick(0...7)
        for (place, type) in types.enumerated() {
          last = graph.add(place == odd ? "Op\(block)" : type, [last], domain: place == odd ? "lib" : "")
        }
      }
      graph.output(last)
      return graph.file()
    },
    Family("slight-differences-scoped") { count, random in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for block in 0..<(count / 8) {
        let odd = random.pick(0...7)
        for place in 0..<8 {
          last = graph.add(
            "LeakyRelu", [last], in: "/blocks.\(block)",
            [.attribute("alpha", place == odd ? Int64(block) : 1)])
        }
      }
      graph.output(last)
      return graph.file()
    },
    Family("words") { count, random in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      let types = ["Erf", "Relu", "Abs", "Neg", "Exp", "Tanh"]
      for _ in 0..<count { last = graph.add(types[random.pick(0...5)], [last]) }
      graph.output(last)
      return graph.file()
    },
    // The sequence in which no substring repeats itself at once: long periods everywhere.
    Family("fibonacci-word") { count, _ in
      var (before, word) = ([0], [0, 1])
      while word.count < count { (before, word) = (word, word + before) }
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for letter in word.prefix(count) { last = graph.add(["Erf", "Relu"][letter], [last]) }
      graph.output(last)
      return graph.file()
    },
    Family("long-names") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for index in 0..<(count / 10) {
        last = graph.add("Relu", [last], in: "/" + String(repeating: "long\(index % 7)_", count: 60))
      }
      graph.output(last)
      return graph.file()
    },
    Family("shape-arithmetic") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for _ in 0..<(count / 6) {
        let shape = graph.add("Shape", [last])
        let part = graph.add("Gather", [shape, graph.add("Cast", [shape], [.attribute("to", 7)])])
        last = graph.add(
          "Relu", [graph.add("Reshape", [last, graph.add("Concat", [part, part], [.attribute("axis", 0)])])])
      }
      graph.output(last)
      return graph.file()
    },
    Family("quantised-pairs") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8, 16, 16])
      let (scale, zero) = (graph.weight([]), graph.weight([]))
      for _ in 0..<(count / 3) {
        let small = graph.add("QuantizeLinear", [last, scale, zero])
        last = graph.add(
          "Conv", [graph.add("DequantizeLinear", [small, scale, zero]), graph.weight([8, 8, 3, 3])])
      }
      graph.output(last)
      return graph.file()
    },
  ]
}
