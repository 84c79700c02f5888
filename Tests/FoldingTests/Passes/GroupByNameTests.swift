import ModelGraph
import TestSupport
import Testing

@testable import Folding

@Suite struct GroupByNameTests {
  /// A chain of operators with those names.
  private func model(_ names: [String]) -> Model {
    let types = ["Exp", "Log", "Tanh", "Abs"]
    return makeModel(
      "in v0\n"
        + names.enumerated().map { "\(types[$0 % types.count]) v\($0) -> v\($0 + 1) name=\($1)\n" }.joined()
        + "out v\(names.count)")
  }

  private func grouped(_ names: [String]) throws -> String {
    try OnePass(GroupByName.self, on: model(names)).sketch
  }

  @Test func siblingsWithNumberedStems() throws {
    let names = (1...4).flatMap { ["block_\($0)_expand", "block_\($0)_project"] }
    #expect(
      try grouped(names) == "block_1(Exp Log) block_2(Tanh Abs) block_3(Exp Log) block_4(Tanh Abs)")
    #expect(try OnePass(GroupByName.self, on: model(names)).kind(of: "block_1") == .scope)
  }

  @Test func groupsInGroups() throws {
    let names = (1...2).flatMap { stage in
      (1...4).flatMap { ["conv\(stage)_block\($0)_1_conv", "conv\(stage)_block\($0)_1_bn"] }
    }
    let text = try grouped(names)
    #expect(text.hasPrefix("conv1(conv1_block1(Exp Log) conv1_block2(Tanh Abs)"))
    #expect(text.contains("conv2(conv2_block1("))
  }

  @Test func fewSiblingsStayLoose() throws {
    #expect(try grouped((1...3).flatMap { ["b_\($0)_x", "b_\($0)_y"] }) == "Exp Log Tanh Abs Exp Log")
  }

  /// One number is no system, and a group of one operator is no block.
  @Test func aLoneNumberMakesNoBlock() throws {
    #expect(!(try grouped(["a", "b", "c", "d", "e", "dense_1_bias", "dense_1_kernel", "f"]).contains("(")))
    #expect(!(try grouped((1...9).map { "dense_\($0)_bias" }).contains("(")))
  }

  @Test func allInOneGroupIsNoGroup() throws {
    #expect(!(try grouped((1...8).map { "net_1_layer\($0)" }).contains("net_1(")))
  }

  @Test func notWantedFlat() { #expect(!GroupByName.isWanted(FoldOptions(flat: true))) }
}
