import CallInlining
import Folding
import FoldoutKit
import ModelGraph
import TestSupport
import Testing

/// Calls written out: which operators there are, and what their values are called.
@Suite struct InlinedGraphTests {
  /// One line an operator: `Mul x block/k -> block/y`.
  private func lines(_ inlined: InlinedGraph, _ model: Model) -> [String] {
    inlined.operations.map { operation in
      let type = operation.origin.map { model.graphs[$0.graph].nodes[$0.node].op.type } ?? "="
      let names = [operation.inputs, operation.outputs].map { slots in
        slots.map { $0.map { inlined.values[$0].name } ?? "_" }.joined(separator: " ")
      }
      return "\(type) \(names[0]) -> \(names[1])"
    }
  }

  private func lines(_ model: Model, _ branches: BranchChoice = .taken([:])) -> [String] {
    lines(InlinedGraph(model, branches: branches), model)
  }

  @Test func nestedCalls() {
    let model = makeModel(
      """
      in x 2
      lib::Outer x -> a name=first
      lib::Outer a -> b name=second
      out b
      """,
      functions: [
        "lib::Outer": """
        in p
        lib::Inner p -> q name=in
        Relu q -> r
        out r
        """,
        "lib::Inner": """
        in p
        Exp p -> e
        Neg e -> f
        out f
        """,
      ])
    #expect(
      lines(model) == [
        "Exp x -> first/in/e", "Neg first/in/e -> first/q", "Relu first/q -> a",
        "Exp a -> second/in/e", "Neg second/in/e -> second/q", "Relu second/q -> b",
      ])
    #expect(InlinedGraph(model, branches: .taken([:])).replaced == [0, 1])
  }

  /// A name that is there already is not given again; calls of one name are told apart by what they give.
  @Test func namesAreUnique() {
    let model = makeModel(
      """
      in x 2
      lib::F x -> a name=f
      Relu a -> f/e
      lib::F f/e -> b name=g
      lib::F b -> c name=g
      lib::F c -> d
      out d
      """,
      functions: [
        "lib::F": """
        in p
        Exp p -> e
        Neg e -> n
        out n
        """
      ])
    #expect(
      lines(model).filter { $0.hasPrefix("Exp") } == [
        "Exp x -> f/e'", "Exp f/e -> b/e", "Exp b -> c/e", "Exp c -> d/e",
      ])
    let all = InlinedGraph(model, branches: .taken([:])).values.map(\.name)
    #expect(Set(all).count == all.count)
  }

  /// What a function gives back as it came gets its new name by a copy; inputs that are left out stay so.
  @Test func resultsThatNothingMakes() {
    let model = makeModel(
      """
      in x 2
      lib::F x -> a b c name=f
      out a
      """,
      functions: [
        "lib::F": """
        in p
        in low
        Clip p low -> e
        out p
        out e
        out e
        """
      ])
    #expect(lines(model) == ["Clip x _ -> b", "= x -> a", "= b -> c"])
  }

  @Test func attributesAndScopes() {
    let model = makeModel(
      """
      in x 2
      lib::Outer x -> a by=3 name=f
      out a
      """,
      functions: [
        "lib::Outer": """
        attr by
        in p
        lib::Inner p -> q factor=&by name=g
        out q
        """,
        "lib::Inner": """
        attr factor=1
        attr other=7
        in p
        Exp p -> e @layer alpha=&factor beta=&other gamma=&none
        Neg e -> f
        out f
        """,
      ])
    let main = model.inlined(probes: []).main
    #expect(main.nodes[0].attributes.map(\.name) == ["alpha", "beta"])
    #expect(main.nodes[0].int("alpha") == 3 && main.nodes[0].int("beta") == 7)
    #expect(main.scopePath(main.nodes[0].scope) == ["f", "g", "layer"])
    #expect(main.scopes[main.nodes[1].scope].className == "Inner")
    #expect(main.values.contains { $0.name == "f/g/e" && $0.producer == .node(0, slot: 0) })
  }

  @Test func callsThatStay() {
    let model = makeModel(
      """
      in x 2
      lib::F x -> a
      out a
      """,
      functions: [
        "lib::F": """
        in p
        lib::F p -> q name=again
        Neg q -> r
        out r
        """
      ])
    #expect(lines(model) == ["F x -> a/q", "Neg a/q -> a"])
    #expect(InlinedGraph(model, branches: .taken([:])).unreached == 2)
    var other = model
    other.header.opsets = [OpsetImport(domain: "", version: 17)]
    other.functions[0].opsets = [OpsetImport(domain: "", version: 16)]
    #expect(lines(other) == ["F x -> a"])
    other.functions[0].opsets = [
      OpsetImport(domain: "", version: 17), OpsetImport(domain: "new", version: 2),
    ]
    #expect(InlinedGraph(other, branches: .taken([:])).opsets == [OpsetImport(domain: "new", version: 2)])
  }

  /// Calls that multiply end at a bound.
  @Test func callsMultiply() {
    let level = { (next: String) in
      """
      in p
      lib::\(next) p -> q
      lib::\(next) q -> r
      lib::\(next) r -> s
      out s
      """
    }
    let model = makeModel(
      """
      in x 2
      lib::L0 x -> y
      out y
      """,
      functions: [
        "lib::L0": level("L1"), "lib::L1": level("L2"), "lib::L2": level("L3"), "lib::L3": level("L4"),
        "lib::L4": level("L5"), "lib::L5": level("L6"), "lib::L6": level("L7"), "lib::L7": level("L8"),
        "lib::L8": level("L9"), "lib::L9": level("L10"), "lib::L10": level("L11"), "lib::L11": level("L12"),
        "lib::L12": level("L13"), "lib::L13": level("Relu"),
      ])
    let inlined = InlinedGraph(model, branches: .taken([:]))
    #expect(inlined.operations.count <= 200_000 && inlined.unreached > 0)
  }

  @Test func branches() {
    let model = makeModel(
      """
      in x 2
      in go
      If go -> y name=choice then_branch=yes else_branch=no
      out y
      """,
      graphs: [
        "yes": """
        weight w 2
        Add x w -> r
        out r
        """,
        "no": """
        Exp x -> r
        If r -> s then_branch=deep else_branch=deep
        out s
        """,
        "deep": """
        Neg x -> t
        out t
        """,
      ])
    let open = InlinedGraph(model, branches: .taken([:]))
    #expect(open.choices.map(\.path) == ["choice/"] && open.replaced.isEmpty)
    #expect(open.values[open.choices[0].condition].name == "go")
    let yes = InlinedGraph(model, branches: .taken(["choice/": true]))
    #expect(
      lines(yes, model) == [
        "Add x choice/then_branch/w -> choice/then_branch/r", "= choice/then_branch/r -> y",
      ])
    #expect(yes.stored.map { yes.values[$0].name } == ["choice/then_branch/w"] && yes.replaced == [0])
    let no = InlinedGraph(model, branches: .taken(["choice/": false]))
    #expect(no.choices.map(\.path) == ["choice/else_branch/s/"])
    let deep = InlinedGraph(model, branches: .taken(["choice/": false, "choice/else_branch/s/": true]))
    #expect(
      lines(deep, model) == [
        "Exp x -> choice/else_branch/r", "Neg x -> choice/else_branch/s/then_branch/t",
        "= choice/else_branch/s/then_branch/t -> choice/else_branch/s", "= choice/else_branch/s -> y",
      ])
    #expect(
      lines(model, .both).map { $0.split(separator: " ")[0] } == ["Add", "Exp", "Neg", "Neg", "If", "If"])
  }

  /// Blocks of a diagram call values as recordings do.
  @Test(arguments: ["run/calls.onnx", "functions_nested.onnx", "cond_dynamo-dynamo.onnx"])
  func diagramsCallThemTheSame(_ path: String) throws {
    let model = try Foldout.read(path: modelPath(path)).model
    let inlined = InlinedGraph(model, branches: .both)
    let recorded = Set(
      inlined.operations.flatMap { $0.outputs.compactMap { $0 } }.map { inlined.values[$0].name })
    var options = FoldOptions()
    options.flat = true
    let outline = try fold(model, options)
    let drawn = outline.items.flatMap(\.outputs).map { outline.values[$0].recordedName }
    let unknown = Set(drawn).subtracting(recorded).subtracting(model.main.values.map(\.name))
    // A loop's rounds are not recorded.
    #expect(unknown.allSatisfy { $0.hasPrefix("times/y/") || $0.hasPrefix("times/go/") }, "\(unknown)")
    #expect(drawn.contains { $0.contains("/") })
  }
}
