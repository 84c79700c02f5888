import TestSupport

extension Family {
  /// Oddities that files should not have, and some do: names that mean something elsewhere, circles, holes.
  static let odd = [
    Family("names-that-mean-something") { count, random in
      var graph = GraphWriter()
      var last = graph.input(HostileFile.marks, [1, 8])
      for _ in 0..<count {
        let scope = (0..<random.pick(0...3)).map { _ in oddNames[random.pick(0...(oddNames.count - 1))] }
        let value = oddNames[random.pick(0...(oddNames.count - 1))] + graph.fresh("")
        let type = random.pick(0...3) == 0 ? oddNames[random.pick(0...(oddNames.count - 1))] : "Relu"
        last = graph.add(type, [last], in: scope.joined(separator: "/"), to: value)
      }
      graph.output(last)
      return graph.file()
    },
    // Names are all there is to tell things apart, and they are equal.
    Family("names-all-equal") { count, random in
      let names = ["same", "other", ""]
      let nodes = (0..<count).map { _ in
        Wire.node(
          "Add", "same/same", inputs: [names[random.pick(0...2)], names[random.pick(0...1)]],
          outputs: [names[random.pick(0...1)]])
      }
      return Wire.model(.graph(nodes, inputs: ["same", "same"], outputs: ["same", "other", "same"]))
    },
    Family("ring") { count, _ in
      let count = max(1, count)
      let nodes = (0..<count).map {
        Wire.node("Relu", "/r\($0 % 7)/n", inputs: ["v\(($0 + count - 1) % count)"], outputs: ["v\($0)"])
      }
      return Wire.model(.graph(nodes, outputs: ["v0"]))
    },
    Family("rings") { count, random in
      let nodes = (0..<count).map { index in
        Wire.node(
          ["Add", "Mul"][index % 2], "/s\(index % 5)/n",
          inputs: (0..<2).map { _ in "v\(random.pick(0...(count - 1)))" }, outputs: ["v\(index)"])
      }
      return Wire.model(.graph(nodes, inputs: ["x"], outputs: ["v0", "v\(count / 2)"]))
    },
    Family("written-backwards") { count, _ in
      let nodes = (0..<count).reversed().map {
        Wire.node(
          ["Exp", "Log", "Sin"][$0 % 3], "/s\($0 / 9)/n", inputs: ["v\($0)"], outputs: ["v\($0 + 1)"])
      }
      return Wire.model(.graph(nodes, inputs: ["v0"], outputs: ["v\(count)"]))
    },
    // Slots left empty, results nobody reads, values nobody makes.
    Family("holes") { count, random in
      var graph = GraphWriter()
      var made = [graph.input("x", [1, 8]), "", "nobody"]
      for index in 0..<count {
        let inputs = (0..<random.pick(0...4)).map { _ in made[random.pick(0...(made.count - 1))] }
        let outputs = (0..<random.pick(0...3)).map { random.pick(0...2) == 0 ? "" : "v\(index)_\($0)" }
        made += graph.add(["LSTM", "Split", "If", "Loop"][random.pick(0...3)], inputs, outputs: outputs)
      }
      graph.output(made[made.count - 1])
      graph.output("nobody")
      graph.output("")
      return graph.file()
    },
    Family("dims-that-overflow") { count, random in
      var graph = GraphWriter()
      let dims: [Int64] = [0, 1, -1, 3, 1 << 31, 1 << 40, .max, .min]
      var last = graph.input("x", [Int64.max, -1, 0])
      for index in 0..<count {
        let weight = graph.weight(
          (0..<random.pick(0...5)).map { _ in dims[random.pick(0...(dims.count - 1))] })
        last = graph.add(["Gemm", "Conv", "MatMul", "Reshape", "Concat"][index % 5], [last, weight])
      }
      graph.output(last)
      return graph.file()
    },
    // Scopes and classes as the exporter of torch.export writes them, some of them torn.
    Family("scopes-in-metadata") { count, random in
      let nodes = (0..<count).map { index -> Wire in
        let (layer, part) = (index / 12, ["attn", "mlp", "norm"][index / 4 % 3])
        let path = "['', 'layers', 'layers.\(layer)', 'layers.\(layer).\(part)', 'op_\(index)']"
        let classes = "['m.Model', 'm.List', 'm.Layer', 'm.\(part)', 'aten.op']"
        let isTorn = random.pick(0...20) == 0
        return .node(
          ["Erf", "Relu", "Exp", "Log"][index % 4], "n\(index)", inputs: ["v\(index)"],
          outputs: ["v\(index + 1)"],
          metadata: [
            ("pkg.torch.onnx.name_scopes", isTorn ? String(path.prefix(30)) : path),
            ("pkg.torch.onnx.class_hierarchy", classes),
          ])
      }
      return Wire.model(.graph(nodes, inputs: ["v0"], outputs: ["v\(count)"]))
    },
    // Pieces of other families, one after the other, in scopes that come and go.
    Family("patchwork") { count, random in
      var patchwork = Patchwork(random)
      while patchwork.count < count { patchwork.addPiece() }
      return patchwork.file
    },
  ]

  private static let oddNames = [
    HostileFile.marks, "", "\u{0}", "\"", "\\", "</script>", "\u{202E}x", "]]>", "{}<>|", "a\\", "..", "//",
    "%s%n", "&lt;", "a:b:c", "*", "**", "?", "[", " ", "é層🧠", "e\u{301}\u{301}\u{301}", "\u{200D}\u{FEFF}",
    String(repeating: "W", count: 300), String(repeating: "a/", count: 40), "0", "-1", "1.0", "block_1_x",
    "layers.0", "\t\n\r",
  ]
}

/// A graph made of pieces that chance chooses.
private struct Patchwork {
  private var graph = GraphWriter()
  private var random: SeededGenerator
  private var values: [String] = []
  private(set) var count = 0
  private static let scopes = ["", "/a", "/a/b", "/a/b/c", "/d", "/layers.0", "/layers.1", "/layers.1/x"]
  private static let types = ["Relu", "Exp", "Add", "Mul", "Tanh", "Neg", "Concat"]

  init(_ random: SeededGenerator) {
    self.random = random
    values = (0..<self.random.pick(1...3)).map { graph.input("in\($0)", [1, 8]) }
  }

  /// The file, with one function that may be called.
  var file: [UInt8] {
    var graph = graph
    for index in Set([0, values.count / 2, values.count - 1]).sorted() { graph.output(values[index]) }
    let body = [Wire.node("Erf", inputs: ["p"], outputs: ["q"]), .node("Abs", inputs: ["q"], outputs: ["r"])]
    return graph.file([.function("F", inputs: ["p"], outputs: ["r"], body)])
  }

  mutating func addPiece() {
    let scope = Self.scopes[random.pick(0...(Self.scopes.count - 1))]
    switch random.pick(0...7) {
    case 0: chain(random.pick(1...8), in: scope)
    case 1: blocks(random.pick(2...6))
    case 2: fan(random.pick(2...20), in: scope)
    case 3: add("F", [value()], in: scope, domain: "lib")
    case 4: branch(in: scope)
    case 5: weighted(in: scope)
    case 6: add(Self.types[random.pick(0...6)], [value(), value(), value()], in: scope)
    default: shapes(in: scope)
    }
  }

  private mutating func value() -> String {
    values[max(random.pick(0...(values.count - 1)), random.pick(0...(values.count - 1)))]
  }

  private mutating func add(
    _ type: String, _ inputs: [String], in scope: String, domain: String = "", _ attributes: [Wire] = []
  ) {
    values.append(graph.add(type, inputs, in: scope, domain: domain, attributes))
    count += 1
  }

  private mutating func chain(_ length: Int, in scope: String) {
    values.append(value())
    for _ in 0..<length { add(Self.types[random.pick(0...5)], [values[values.count - 1]], in: scope) }
  }

  private mutating func blocks(_ times: Int) {
    let types = (0..<random.pick(1...5)).map { _ in Self.types[random.pick(0...5)] }
    let start = random.pick(0...9)
    let isScoped = random.pick(0...1) == 0
    values.append(value())
    for block in 0..<times {
      for type in types {
        add(type, [values[values.count - 1]], in: isScoped ? "/blocks.\(start + block)" : "")
      }
    }
  }

  private mutating func fan(_ width: Int, in scope: String) {
    let source = value()
    let first = values.count
    let type = Self.types[random.pick(0...5)]
    for index in 0..<width { add(index % 4 == 3 ? "Sin" : type, [source], in: scope) }
    if random.pick(0...1) == 0 { add("Concat", Array(values[first...]), in: scope) }
  }

  private mutating func branch(in scope: String) {
    var body = GraphWriter()
    body.output(body.add("Erf", [body.add("Neg", [value()], to: graph.fresh("b"))], to: graph.fresh("e")))
    add("If", [value()], in: scope, [.body("then_branch", body.graph), .body("else_branch", body.graph)])
  }

  private mutating func weighted(in scope: String) {
    let weight = graph.weight([8, Int64(random.pick(1...3) * 8)])
    let isShared = random.pick(0...2) == 0
    for _ in 0..<(isShared ? 3 : 1) { add("Gemm", [value(), weight], in: scope) }
  }

  private mutating func shapes(in scope: String) {
    let source = value()
    let shape = graph.add("Shape", [source], in: scope)
    let part = graph.add("Gather", [shape, graph.weight([])], in: scope)
    add(
      "Reshape", [source, graph.add("Concat", [part, part], in: scope, [.attribute("axis", 0)])], in: scope)
    count += 3
  }
}
