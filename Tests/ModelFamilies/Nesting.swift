import TestSupport

extension Family {
  /// Bodies in operators, deep and many.
  static let nesting = [
    Family("bodies-deep") { count, _ in
      // As deep as the reader allows, each level with a chain of its own.
      let levels = 20
      var body = GraphWriter()
      body.output(chain(&body, "x", count / levels))
      for _ in 1..<levels {
        var outer = GraphWriter()
        let inner = outer.add(
          "If", ["c"], [.body("then_branch", body.graph), .body("else_branch", smallBody)])
        outer.output(chain(&outer, inner, count / levels))
        body = outer
      }
      var graph = GraphWriter()
      _ = graph.input("x", [1, 8])
      _ = graph.input("c", [])
      graph.output(
        graph.add("If", ["c"], [.body("then_branch", body.graph), .body("else_branch", smallBody)]))
      return graph.file()
    },
    Family("bodies-many") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      let condition = graph.input("c", [])
      for index in 0..<(count / 8) {
        var body = GraphWriter()
        body.output(chain(&body, last, 3, in: "b\(index)_"))
        last = graph.add(
          "If", [condition], [.body("then_branch", body.graph), .body("else_branch", body.graph)])
      }
      graph.output(last)
      return graph.file()
    },
    Family("bodies-side-by-side") { count, _ in
      var graph = GraphWriter()
      let source = graph.input("x", [1, 8])
      let condition = graph.input("c", [])
      for index in 0..<(count / 6) {
        var body = GraphWriter()
        body.output(chain(&body, source, 2, in: "b\(index)_"))
        graph.output(
          graph.add("If", [condition], [.body("then_branch", body.graph), .body("else_branch", body.graph)]))
      }
      return graph.file()
    },
    Family("body-of-many-captures") { count, _ in
      var graph = GraphWriter()
      let source = graph.input("x", [1, 8])
      let condition = graph.input("c", [])
      let made = (0..<(count / 2)).map { graph.add("Op\($0 % 9)", [source], domain: "lib") }
      var body = GraphWriter()
      var last = source
      for value in made { last = body.add("Add", [last, value], to: body.fresh("b")) }
      body.output(last)
      graph.output(
        graph.add("If", [condition], [.body("then_branch", body.graph), .body("else_branch", smallBody)]))
      return graph.file()
    },
    Family("loop-of-a-long-body") { count, _ in
      var body = GraphWriter()
      _ = body.input("i", [])
      _ = body.input("k", [])
      let state = body.input("s", [1, 8])
      let last = chain(&body, state, count)
      body.output("k")
      body.output(last)
      var graph = GraphWriter()
      graph.output(graph.add("Loop", ["", "", graph.input("x", [1, 8])], [.body("body", body.graph)]))
      return graph.file()
    },
  ]

  private static func chain(_ graph: inout GraphWriter, _ from: String, _ count: Int, in stem: String = "b")
    -> String
  {
    var last = from
    for _ in 0..<count { last = graph.add("Relu", [last], to: graph.fresh(stem)) }
    return last
  }

  private static var smallBody: Wire {
    var body = GraphWriter()
    body.output(body.add("Neg", ["x"], to: "e"))
    return body.graph
  }

  /// Local functions: wide, deep, empty, with what callers leave out.
  static let functions = [
    Family("calls-of-one-function") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for _ in 0..<(count / 4) { last = graph.add("Block", [last], domain: "lib") }
      graph.output(last)
      return graph.file([block("Block", ["Exp", "Log", "Sin", "Cos"])])
    },
    Family("calls-side-by-side") { count, _ in
      var graph = GraphWriter()
      let source = graph.input("x", [1, 8])
      for _ in 0..<(count / 4) { graph.output(graph.add("Block", [source], domain: "lib")) }
      return graph.file([block("Block", ["Exp", "Log", "Sin", "Cos"])])
    },
    Family("many-functions") { count, _ in
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      var functions: [Wire] = []
      for index in 0..<(count / 4) {
        last = graph.add("F\(index)", [last], domain: "lib")
        functions.append(block("F\(index)", ["Exp", "Log", "Sin", "Op\(index)"]))
      }
      graph.output(last)
      return graph.file(functions)
    },
    Family("functions-in-functions") { count, _ in
      // Each level calls the next twice: as many levels as give about `count` operators.
      var levels = 1
      while (4 << levels) < count { levels += 1 }
      return nested(levels, calls: 2, innermost: ["Exp", "Log", "Sin", "Cos"])
    },
    Family("functions-beyond-bounds") { _, random in
      nested(40, calls: random.pick(2...4), innermost: ["Relu"])
    },
    Family("functions-round-nothing") { _, random in nested(40, calls: random.pick(2...3), innermost: []) },
    Family("functions-of-missing-formals") { count, _ in
      let formals = (0..<20).map { "p\($0)" }
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for _ in 0..<(count / 2) { last = graph.add("Odd", [last], domain: "lib") }
      graph.output(last)
      let body = [
        Wire.node("Sum", inputs: formals, outputs: ["q"]), .node("Relu", inputs: ["q"], outputs: ["r"]),
      ]
      return graph.file([.function("Odd", inputs: formals, outputs: ["r"], body)])
    },
    Family("functions-calling-with-missing-formals") { count, _ in
      // Every function has many formals and calls the next with one.
      let formals = (0..<30).map { "p\($0)" }
      let levels = 60
      let functions = (0..<levels).map { level -> Wire in
        let inner = level + 1 < levels ? "F\(level + 1)" : "G"
        let body = [
          Wire.node(inner, inputs: ["p0"], outputs: ["q"], domain: "lib"),
          .node("Relu", inputs: ["q"], outputs: ["r"]),
        ]
        return .function("F\(level)", inputs: formals, outputs: ["r"], body)
      }
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for _ in 0..<max(1, count / levels) { last = graph.add("F0", [last], domain: "lib") }
      graph.output(last)
      return graph.file(functions)
    },
    Family("functions-of-many-defaults") { count, _ in
      let defaults = (0..<30).map { Wire.attribute("a\($0)", Int64($0)) }
      let functions = (0..<(count / 3)).map { index -> Wire in
        .function(
          "F\(index)", inputs: ["p"], outputs: ["r"],
          [.node("Exp", inputs: ["p"], outputs: ["q"]), .node("Log", inputs: ["q"], outputs: ["r"])],
          defaults: defaults)
      }
      var graph = GraphWriter()
      var last = graph.input("x", [1, 8])
      for index in functions.indices { last = graph.add("F\(index)", [last], domain: "lib") }
      graph.output(last)
      return graph.file(functions)
    },
  ]

  private static func block(_ name: String, _ types: [String]) -> Wire {
    let nodes = types.enumerated().map { place, type in
      Wire.node(
        type, inputs: [place == 0 ? "p" : "q\(place)"],
        outputs: [place == types.count - 1 ? "r" : "q\(place + 1)"],
        domain: type.hasPrefix("Op") ? "lib" : "")
    }
    return .function(name, inputs: ["p"], outputs: ["r"], nodes)
  }

  private static func nested(_ levels: Int, calls: Int, innermost: [String]) -> [UInt8] {
    let functions = (0..<levels).map { level -> Wire in
      if level == levels - 1 {
        return innermost.isEmpty
          ? .function("F\(level)", inputs: ["p"], outputs: ["p"], []) : block("F\(level)", innermost)
      }
      let nodes = (0..<calls).map { call in
        Wire.node(
          "F\(level + 1)", inputs: [call == 0 ? "p" : "q\(call)"], outputs: ["q\(call + 1)"], domain: "lib")
      }
      return .function("F\(level)", inputs: ["p"], outputs: ["q\(calls)"], nodes)
    }
    var graph = GraphWriter()
    graph.output(graph.add("F0", [graph.input("x", [1, 8])], domain: "lib"))
    return graph.file(functions)
  }
}
