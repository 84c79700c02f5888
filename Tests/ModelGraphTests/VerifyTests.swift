import Testing

@testable import ModelGraph

/// `verify` says nothing about a sound model, and finds each kind of damage.
@Suite struct VerifyTests {
  /// x → Relu → y → If (whose body reads y) → z.
  private var sound: Model {
    var main = Graph()
    main.values = [
      Value(name: "x", producer: .input),
      Value(name: "y", producer: .node(0, slot: 0)), Value(name: "z", producer: .node(1, slot: 0)),
    ]
    main.nodes = [
      Node(op: OperatorID(type: "Relu"), inputs: [0], outputs: [1]),
      Node(
        op: OperatorID(type: "If"), outputs: [2], attributes: [Attribute("then_branch", .graph(1))], scope: 1),
    ]
    main.inputs = [0]
    main.outputs = [2]
    main.scopes.append(Scope(name: "block", parent: 0))
    var body = Graph()
    body.owner = Graph.Owner(graph: 0, node: 1, attribute: "then_branch")
    body.captures = [Graph.Capture(inner: 0, outer: 1)]
    body.values = [
      Value(name: "y", producer: .capture),
      Value(name: "w", producer: .node(0, slot: 0)),
    ]
    body.nodes = [Node(op: OperatorID(type: "Neg"), inputs: [0], outputs: [1])]
    body.outputs = [1]
    return Model(graphs: [main, body])
  }

  @Test func soundModelPasses() { #expect(verify(sound).isEmpty) }

  static let damages: [(String, @Sendable (inout Model) -> Void)] = [
    ("bad-value", { $0.graphs[0].nodes[0].inputs = [7] }),
    ("bad-value", { $0.graphs[0].outputs = [-1] }),
    ("bad-value", { $0.graphs[1].captures[0].outer = 9 }),
    ("bad-scope", { $0.graphs[0].nodes[1].scope = 2 }),
    ("bad-scope", { $0.graphs[0].scopes[1].parent = 1 }),
    ("bad-producer", { $0.graphs[0].values[1].producer = .none }),
    ("bad-producer", { $0.graphs[0].values[0].producer = .none }),
    ("bad-producer", { $0.graphs[0].nodes[1].outputs = [1] }),
    ("bad-producer", { $0.graphs[1].captures = [] }),
    (
      "unordered",
      {
        $0.graphs[0].nodes.swapAt(0, 1); $0.graphs[0].values[1].producer = .node(1, slot: 0)
        $0.graphs[0].values[2].producer = .node(0, slot: 0)
        $0.graphs[1].owner?.node = 0
      }
    ),
    ("bad-owner", { $0.graphs[1].owner = nil }),
    ("bad-owner", { $0.graphs[1].owner?.node = 0 }),
    ("bad-graph", { $0.graphs[0].nodes[1].attributes[0].value = .graph(0) }),
    ("bad-graph", { $0.functions = [Function(id: OperatorID(type: "F"), graph: 5)] }),
  ]

  @Test(arguments: damages.indices) func damageIsFound(index: Int) {
    let (code, damage) = Self.damages[index]
    var model = sound
    damage(&model)
    #expect(verify(model).contains { $0.code == code })
  }
}
