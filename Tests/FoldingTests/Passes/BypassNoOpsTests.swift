import ModelGraph
import TestSupport
import Testing

@testable import Folding

@Suite struct BypassNoOpsTests {
  /// The drawn operators after the pass, with the number of the node that each first input comes from.
  private func drawn(_ line: String, _ change: (inout Model) -> Void = { _ in }) throws -> [String] {
    var model = makeModel("in x 2×3\nExp x -> a\n\(line)\nLog b -> y\nout y")
    change(&model)
    var inliner = Inliner(model)
    inliner.run()
    let isChanged = BypassNoOps.run(&inliner.flat, model, FoldOptions())
    let flat = inliner.flat
    #expect(isChanged == flat.nodes.contains { $0.hidden != nil })
    return flat.nodes.indices.filter { flat.nodes[$0].hidden == nil }.map { node in
      guard let value = flat.inputs(of: node).first, let value,
        case .node(let source, _) = flat.values[value].producer
      else { return "\(model.main.nodes[node].op.type)<-" }
      // The list of uses is as true as the inputs.
      #expect(flat.uses(of: value).contains { $0.node == node })
      return "\(model.main.nodes[node].op.type)<-\(source)"
    }
  }

  @Test(arguments: [([Int64(0), 1], true), ([1, 0], false)])
  func aTransposeMayKeepTheOrder(order: [Int64], isBypassed: Bool) throws {
    let found = try drawn("Transpose a -> b") {
      $0.main.nodes[1].attributes = [Attribute("perm", .ints(order))]
    }
    #expect(found == (isBypassed ? ["Exp<-", "Log<-0"] : ["Exp<-", "Transpose<-0", "Log<-1"]))
  }

  @Test(arguments: [(DataType.float32, true), (.int64, false)])
  func aCastMayKeepTheType(type: DataType, isBypassed: Bool) throws {
    let found = try drawn("Cast a -> b to=1") { model in
      for value in model.main.values.indices where model.main.values[value].name == "a" {
        model.main.values[value].type = .tensor(type, nil)
      }
    }
    #expect(found == (isBypassed ? ["Exp<-", "Log<-0"] : ["Exp<-", "Cast<-0", "Log<-1"]))
  }

  /// Without a known type a cast may change it.
  @Test func aCastOfUnknownTypeStays() throws {
    #expect(try drawn("Cast a -> b to=1") == ["Exp<-", "Cast<-0", "Log<-1"])
  }

  @Test func notWantedWhereAllIsShown() {
    #expect(
      !BypassNoOps.isWanted(FoldOptions(showsPlumbing: true))
        && !BypassNoOps.isWanted(FoldOptions(flat: true)))
  }
}
