import ModelGraph
import TestSupport
import Testing

@testable import Folding

/// What an outline tells of the members of stacks that it leaves out.
@Suite struct CopyTests {
  private func outline(_ text: String, listsCopies: Bool = true) throws -> Outline {
    var options = FoldOptions()
    options.listsCopies = listsCopies
    return try fold(makeModel(text), options)
  }

  private static let layers: String = {
    var text = "in x 1×8\n"
    var last = "x"
    for layer in 0..<3 {
      for part in ["a", "b"] {
        text += "Exp \(last) -> e\(layer)\(part) @layers.\(layer)/\(part)\n"
        text += "Tanh e\(layer)\(part) -> t\(layer)\(part) @layers.\(layer)/\(part)\n"
        text += "Neg t\(layer)\(part) -> n\(layer)\(part) @layers.\(layer)/\(part)\n"
        last = "n\(layer)\(part)"
      }
      text += "Sqrt \(last) -> s\(layer) @layers.\(layer)\n"
      last = "s\(layer)"
    }
    return text + "out \(last)"
  }()

  @Test func nothingUnlessAskedFor() throws {
    let plain = try outline(Self.layers, listsCopies: false)
    #expect(plain.copies.paths.isEmpty && plain.copies.operators.isEmpty)
  }

  @Test func pathsAndOperatorsOfAllMembers() throws {
    let found = try outline(Self.layers)
    let stack = try #require(found.blocks.firstIndex { $0.repeats == 3 })
    #expect(found.copies.paths[stack] == ["layers.0", "layers.1", "layers.2"])
    var operators = 0
    for (number, item) in found.items.enumerated() {
      guard case .operation(let operation) = item.content else { continue }
      let copies = try #require(found.copies.operators[number], "\(operation.node.op)")
      #expect(copies.count % 3 == 0)
      // Itself comes first.
      #expect(copies[0].name == operation.node.name && copies[0].values == operation.origin.values)
      operators += copies.count
    }
    #expect(operators == 21, "every operator of the model is there once")
    let names = found.items.indices.flatMap { found.copies.operators[$0]?.flatMap(\.values) ?? [] }
    #expect(Set(names).count == 21)
  }

  /// The copies of what is inside follow the order of the blocks around, so that a place tells which is in which.
  @Test func copiesInsideFollowThoseAround() throws {
    let found = try outline(Self.layers)
    let root = try #require(
      found.items.indices.first { number in
        guard case .operation(let operation) = found.items[number].content else { return false }
        return operation.node.op.type == "Sqrt"
      })
    #expect(found.copies.operators[root]?.map(\.values) == [["s0"], ["s1"], ["s2"]])
    #expect(found.copies.operators[root]?.map(\.module) == ["layers.0", "layers.1", "layers.2"])
    let inner = found.blocks.indices.filter { found.blocks[$0].depth == 2 }
    for block in inner {
      let paths = try #require(found.copies.paths[block])
      let run = paths.count / 3
      for layer in 0..<3 {
        #expect(paths[(layer * run)..<((layer + 1) * run)].allSatisfy { $0.hasPrefix("layers.\(layer)/") })
      }
    }
  }
}
