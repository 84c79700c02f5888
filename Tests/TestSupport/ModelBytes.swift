/// Files made to break a reader or a drawer, as bytes.
public enum HostileFile {
  /// Text that means something elsewhere: to XML, HTML, DOT, JSON, the terminal and the eye.
  public static let marks =
    "</text><script>alert(1)</script>\" onload=\"x' & ]]> <!-- \\ {} \u{1}\u{1b}[31m\u{202E}\u{2066}é層🧠\n\r\t\u{FFFE}"

  /// A chain of Relus.
  public static func chain(_ count: Int) -> [UInt8] {
    let nodes = (0..<count).map { Wire.node("Relu", "n\($0)", inputs: ["v\($0)"], outputs: ["v\($0 + 1)"]) }
    return Wire.model(.graph(nodes, inputs: ["v0"], outputs: ["v\(count)"]))
  }

  /// Operators that nothing joins.
  public static func loners(_ count: Int) -> [UInt8] {
    Wire.model(.graph((0..<count).map { Wire.node("RandomNormal", "n\($0)", outputs: ["v\($0)"]) }))
  }

  /// A graph of many inputs, all read by one node.
  public static func fan(_ count: Int) -> [UInt8] {
    let inputs = (0..<count).map { "x\($0)" }
    return Wire.model(
      .graph([.node("Concat", "all", inputs: inputs, outputs: ["y"])], inputs: inputs, outputs: ["y"]))
  }

  /// A graph of many inputs, each with a reader and an output of its own.
  public static func comb(_ count: Int) -> [UInt8] {
    let nodes = (0..<count).map { Wire.node("Relu", inputs: ["x\($0)"], outputs: ["y\($0)"]) }
    return Wire.model(
      .graph(nodes, inputs: (0..<count).map { "x\($0)" }, outputs: (0..<count).map { "y\($0)" }))
  }

  /// One node that takes the same made values and weights very often.
  public static func wideNode(_ count: Int) -> [UInt8] {
    var nodes = (0..<count).map { Wire.node("Relu", inputs: ["x"], outputs: ["v\($0)"]) }
    nodes.append(.node("Sum", inputs: (0..<count).map { "v\($0)" }, outputs: ["y"]))
    return Wire.model(.graph(nodes, inputs: ["x"], outputs: ["y"]))
  }

  /// Scopes within scopes, two operators in each.
  public static func deepScope(_ depth: Int) -> [UInt8] {
    var path = ""
    var nodes: [Wire] = []
    for level in 0..<depth {
      path += "s\(level)/"
      nodes.append(.node("Relu", path + "Relu", inputs: ["v\(level)"], outputs: ["v\(level + 1)"]))
    }
    return Wire.model(.graph(nodes, inputs: ["v0"], outputs: ["v\(depth)"]))
  }

  /// Functions of which each calls the next `calls` times.
  public static func functions(_ count: Int, calls: Int) -> [UInt8] {
    Wire.model(
      .graph([.node("f0", inputs: ["x"], outputs: ["y"], domain: "lib")], inputs: ["x"], outputs: ["y"])
    ) {
      wire in
      for level in 0..<count {
        wire.message(
          25,
          .message { function in
            function.text(1, "f\(level)")
            function.text(4, "p")
            function.text(5, "q\(calls)")
            function.message(7, .node("Tanh", inputs: ["p"], outputs: ["q0"]))
            for call in 0..<calls {
              let isLast = level == count - 1
              function.message(
                7,
                .node(
                  isLast ? "Relu" : "f\(level + 1)", inputs: ["q\(call)"], outputs: ["q\(call + 1)"],
                  domain: isLast ? "" : "lib"))
            }
            function.text(10, "lib")
          })
      }
    }
  }

  /// A body in a body in a body.
  public static func nestedBodies(_ depth: Int) -> [UInt8] {
    var graph = Wire.graph([.node("Relu", inputs: ["x"], outputs: ["y"])], outputs: ["y"])
    for _ in 0..<depth {
      graph = Wire.graph(
        [.node("If", inputs: ["c"], outputs: ["y"], attributes: [.body("then_branch", graph)])], inputs: [],
        outputs: ["y"])
    }
    return Wire.model(
      .graph(
        [.node("If", inputs: ["c"], outputs: ["y"], attributes: [.body("then_branch", graph)])],
        inputs: ["x", "c"], outputs: ["y"]))
  }

  /// Every name is a text of one's choice, with numbers where they must differ.
  public static func named(_ text: String) -> [UInt8] {
    let nodes = [
      Wire.node(text, text + "/" + text, inputs: [text, text + "w"], outputs: [text + "1"], domain: text),
      .node("Relu", text + "/block/" + text, inputs: [text + "1"], outputs: [text + "2"]),
      .node(
        "Tanh", text + "/block/" + text, inputs: [text + "2"], outputs: [text + "3"], metadata: [(text, text)]
      ),
    ]
    return Wire.model(
      .graph(nodes, inputs: [text], outputs: [text + "3"], initializers: [.tensor(text + "w", [2, 3])])
    ) { $0.text(2, text) }
  }
}
