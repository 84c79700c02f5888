import ModelGraph
import TestSupport
import Testing

@testable import Folding

/// The table of passes, its runner, and what is printed of them.
@Suite struct PassTableTests {
  @Test func whatAPassRequiresIsThere() {
    var properties: TreeProperties = []
    for pass in treePasses {
      #expect(properties.isSuperset(of: pass.requires), "\(pass.name)")
      properties = properties.subtracting(pass.mayBreak).union(pass.ensures)
    }
    #expect(properties.contains(.convex))
  }

  @Test func namesAreInKebabCaseAndTellPassesApart() {
    let names = flatPasses.map { $0.name } + treePasses.map { $0.name }
    #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" } })
    // Turns are looked for twice.
    #expect(Set(names).count == names.count - 1)
    #expect(PassDump.names.count == names.count - 1)
  }

  /// A pass runs again only where something has changed since.
  @Test func noPassRunsTwiceOnOneTree() throws {
    let model = makeModel("in x\n" + chain("Exp@a Log@a Tanh") + "out y")
    var inliner = Inliner(model)
    inliner.run()
    var runner = PassRunner(inliner.flat, model, FoldOptions())
    #expect(runner.run(DissolveTrivial.self) == .unchanged)
    #expect(runner.run(DissolveTrivial.self) == .nothingNew)
    #expect(runner.run(GroupTurns.self) == .unchanged)
  }

  @Test func theListSaysWhatEachChanged() {
    let model = makeModel("in x\n" + chain("Exp@a Log@b/c Tanh@b Abs@b") + "out y")
    let list = PassDump.list(of: model)
    #expect(list.contains("tree  dissolve-trivial       2 gone\n        - a (1 op)\n        - b/c (1 op)\n"))
    #expect(list.contains("flat  drop-blocks            not wanted\n"))
    #expect(list.contains("tree  cut-into-sections      no change\n"))
    #expect(PassDump.list(of: model, FoldOptions(flat: true)).contains("group-by-name          not wanted"))
  }

  @Test func theTreeAfterAPass() {
    let model = makeModel("in x\nlet k\n" + chain("Exp@a Log@b:Mlp/c Tanh@b") + "out y")
    #expect(
      PassDump.after("tree:split-non-convex", of: model) == "+ a (scope, 1 ops)\n  Exp\n"
        + "+ b · Mlp (scope, 2 ops)\n  + c (scope, 1 ops)\n    Log\n  Tanh\n")
    #expect(
      PassDump.after("tree:dissolve-trivial", of: model) == "Exp\n+ b · Mlp (scope, 2 ops)\n  Log\n  Tanh\n")
    #expect(
      PassDump.after("flat:hide-plumbing", of: model)
        == "Constant (hidden: constant)\nExp @a\nLog @b/c\nTanh @b\n")
    #expect(PassDump.after("tree:nothing", of: model) == nil)
  }

  @Test func hostileNamesAreMadeSafe() {
    let model = makeModel("in x\nExp x -> y name=\u{1B}[2J @\u{1B}a\nout y")
    #expect(PassDump.after("tree:group-by-name", of: model)?.contains("\u{1B}") == false)
    #expect(PassDump.after("flat:hide-plumbing", of: model)?.contains("\u{1B}") == false)
    #expect(!PassDump.list(of: model).contains("\u{1B}"))
  }
}

/// Each fault that the verifier knows, made by hand.
@Suite struct TreeVerifierTests {
  private func faults(
    _ properties: TreeProperties = [], _ damage: (inout BlockTree) -> Void
  ) -> [String] {
    let model = makeModel("in x\n" + chain("Exp@a Log@a Tanh@b Abs@b Neg") + "out y")
    var inliner = Inliner(model)
    inliner.run()
    var tree = TreeBuilder.build(inliner.flat)
    damage(&tree)
    return TreeVerifier.faults(tree, inliner.flat, properties)
  }

  @Test func aSoundTreeHasNone() { #expect(faults([.convex, .compact, .ordered]) { _ in }.isEmpty) }

  @Test func aLostOperator() {
    #expect(
      faults { $0.blocks[1].children = ChildList($0.blocks[1].children.dropLast()) }.contains(
        "node 1 stands 0 times"))
  }

  @Test func anOperatorInTwoBlocks() {
    #expect(faults { $0.blocks[2].children.append(.node(0)) }.contains("node 0 stands 2 times"))
  }

  @Test func aBlockWithTwoParents() {
    #expect(faults { $0.blocks[1].children.append(.block(2)) }.contains("block 2 has two parents"))
  }

  @Test func aStaleIndex() {
    #expect(
      faults { $0.blocks[0].children = ChildList($0.blocks[0].children.reversed()) }.contains(
        "the order of nodes is stale"))
  }

  @Test func aDrawnOperatorAmongTheHidden() {
    #expect(faults { $0.blocks[0].hiddenNodes.append(4) }.contains("drawn node 4 is listed as hidden"))
  }

  @Test func aWrongParent() {
    #expect(faults { $0.blocks[1].parent = 2 }.contains("block 1 has another parent"))
  }

  /// The damaged trees are indexed again, so that only their properties are wrong.
  private func propertyFaults(
    _ properties: TreeProperties, _ scopes: String, _ damage: (inout BlockTree) -> Void = { _ in }
  ) -> [String] {
    let model = makeModel("in x\n" + chain(scopes) + "out y")
    var inliner = Inliner(model)
    inliner.run()
    var tree = TreeBuilder.build(inliner.flat)
    damage(&tree)
    tree.index(inliner.flat)
    return TreeVerifier.faults(tree, inliner.flat, properties)
  }

  @Test func circles() {
    #expect(
      propertyFaults(.convex, "Exp@a Log@b Tanh@a") == ["children of block 0 feed each other in a circle"])
  }

  @Test func disorder() {
    let found = propertyFaults(.ordered, "Exp@a Log@a Tanh@b Abs@b") {
      $0.blocks[0].children = ChildList($0.blocks[0].children.reversed())
    }
    #expect(found == ["in block 0 child 0 reads 1"])
  }

  @Test func trivialBlocks() {
    #expect(propertyFaults(.compact, "Exp@a Log Tanh") == ["block 1 holds 1 children"])
  }
}
