import ModelGraph
import Testing

/// What hangs on a node beside its inputs and outputs.
@Suite struct NodeTests {
  @Test func attributesAreFoundByNameAndType() {
    let node = Node(
      op: OperatorID(type: "Conv"),
      attributes: [
        Attribute("group", .int(4)), Attribute("alpha", .float(0.5)), Attribute("pads", .ints([1, 2])),
        Attribute("scales", .floats([0.25])), Attribute("mode", .string("same")),
        Attribute("keys", .strings(["a"])), Attribute("body", .graph(2)), Attribute("to", .int(10)),
        Attribute("group", .int(5)),
      ])
    #expect(node.int("group") == 4 && node.int("missing") == nil && node.int("missing", or: 7) == 7)
    #expect(node.flag("group") && node.flag("missing", or: true) && !node.flag("missing"))
    #expect(node.float("alpha") == 0.5 && node.float("group") == nil && node.float("x", or: 2) == 2)
    #expect(node.ints("pads") == [1, 2] && node.ints("group") == nil)
    #expect(node.floats("scales") == [0.25] && node.string("mode") == "same" && node.strings("keys") == ["a"])
    #expect(node.graph("body") == 2 && node.tensor("body") == nil)
    #expect(node.dataType("to") == .float16 && node.dataType("group") == .uint16)
    #expect(Node(op: node.op, attributes: [Attribute("to", .int(.max))]).dataType("to") == nil)
  }

  @Test func factsAndDocumentationAreIndependent() {
    var node = Node(op: OperatorID(type: "Dense"), documentation: "text")
    let plain = Node(op: OperatorID(type: "Dense"))
    node.facts.isFrozen = true
    let copy = node
    node.documentation = ""
    #expect(node.facts.isFrozen && copy.documentation == "text" && copy.facts.isFrozen)
    #expect(node != plain && copy != node)
    node.facts.isFrozen = false
    #expect(node == plain)
  }
}
