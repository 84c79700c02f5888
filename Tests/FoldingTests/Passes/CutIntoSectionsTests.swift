import FoldoutKit
import ModelFamilies
import ModelGraph
import PictureFaults
import TestSupport
import Testing

@testable import Folding

/// Crowded blocks cut where the fewest values cross.
@Suite struct CutIntoSectionsTests {
  /// A chain of operators that all differ, from one value to another.
  private func different(_ count: Int, from: String, to: String, stem: String = "D") -> String {
    (0..<count).map { index in
      "lib::\(stem)\(index) \(index == 0 ? from : "\(stem)\(index)") -> \(index == count - 1 ? to : "\(stem)\(index + 1)")\n"
    }.joined()
  }

  private func equal(_ count: Int, from: String, to: String, stem: String = "e") -> String {
    (0..<count).map { index in
      "Relu \(index == 0 ? from : "\(stem)\(index)") -> \(index == count - 1 ? to : "\(stem)\(index + 1)")\n"
    }.joined()
  }

  /// The items that stand for many, as `type×times`.
  private func stacks(_ outline: Outline) -> [String] {
    outline.items.compactMap { item in
      guard item.repeats > 1, case .operation(let operation) = item.content else { return nil }
      return "\(operation.node.op.type)×\(item.repeats)"
    }
  }

  @Test func aShortChainIsNotCut() throws {
    #expect(try faultless("in x\n" + different(20, from: "x", to: "y") + "out y").blocks.count == 1)
  }

  @Test func aLongChainIsAPageOfSections() throws {
    let outline = try faultless("in x\n" + different(60, from: "x", to: "y") + "out y")
    #expect(outline.blocks.count > 4)
    #expect(outline.blocks.allSatisfy { $0.items.count <= FoldTuning.Sections.mostItems })
    #expect(outline.blocks[0].operatorCount == 60 && outline.operations.count == 60)
    // Nothing branches, so every section has one way in and one out.
    #expect(outline.blocks.dropFirst().allSatisfy { $0.inputs.count == 1 && $0.outputs.count == 1 })
  }

  /// Cutting went on for ever where one stack filled all that was to be cut.
  @Test func aStackIsKeptWholeBehindAChain() throws {
    let outline = try faultless(
      "in x\n" + different(30, from: "x", to: "m") + equal(60, from: "m", to: "y") + "out y")
    #expect(stacks(outline) == ["Relu×60"])
    #expect(outline.blocks[0].operatorCount == 90)
  }

  /// The stack's first member is the first operator of the file, its last the last.
  @Test func aStackFromOneEndOfTheFileToTheOther() throws {
    let outline = try faultless(
      "in x\nin z\nRelu x -> s\n" + different(30, from: "z", to: "m") + equal(25, from: "s", to: "t")
        + "Add t m -> y\nout y")
    #expect(stacks(outline) == ["Relu×26"])
    #expect(outline.blocks[0].operatorCount == 57)
  }

  @Test func stacksCountAsOneItem() throws {
    // A thousand operators in ten stacks are no crowd.
    let text = (0..<10).map { index in
      "lib::D\(index) v\(index) -> w\(index)\n"
        + equal(100, from: "w\(index)", to: "v\(index + 1)", stem: "e\(index)_")
    }.joined()
    let outline = try faultless("in v0\n" + text + "out v10")
    #expect(outline.blocks.count == 1)
    #expect(stacks(outline) == Array(repeating: "Relu×100", count: 10))
  }

  /// Every operator reads all before it: too many lines for a page, though few boxes.
  @Test func aTangleIsCutUnlessAllIsAskedFor() throws {
    var text = "in v0\n"
    for index in 1...40 {
      text += "lib::D\(index) \((0..<index).map { "v\($0)" }.joined(separator: " ")) -> v\(index)\n"
    }
    text += "out v40"
    let page = try faultless(text)
    #expect(page.blocks.count > 1)
    #expect(page.blocks[0].links.count < 300)
    #expect(page.blocks[0].operatorCount == 40)
    let flat = try faultless(text, FoldOptions(flat: true))
    #expect(flat.operations.count == 40 && flat.blocks[0].links.count == 40 * 41 / 2 + 1)
  }

  @Test func levelsAreFew() throws {
    let outline = try faultless("in x\n" + different(5_000, from: "x", to: "y") + "out y")
    #expect(outline.blocks.allSatisfy { $0.items.count <= FoldTuning.Sections.mostItems && $0.depth <= 5 })
    #expect(outline.operations.count == 5_000)
  }

  /// No valid file has circles; what reads from further down must not break the cutting.
  @Test func circlesAreCutToo() throws {
    let bytes = try #require(Family.named("rings")).bytes(1_000)
    let outline = try fold(bytes.withUnsafeBytes { bytes in try Foldout.read(bytes).model })
    #expect(outline.blocks[0].operatorCount + outline.blocks[0].hiddenCount == 1_000)
    #expect(outline.blocks.allSatisfy { $0.items.count <= FoldTuning.Sections.mostItems })
  }
}
