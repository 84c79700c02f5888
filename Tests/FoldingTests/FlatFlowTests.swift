import TestSupport
import Testing

@testable import Folding

/// Small helpers that several steps of folding share.
@Suite struct FlatFlowTests {
  @Test func groupsKeepTheOrderOfTheirFirstElements() {
    #expect([1, 2, 3, 4, 5].orderedGroups { $0 == 4 ? nil : $0 % 2 } == [[1, 3, 5], [2], [4]])
    #expect([4, 4].orderedGroups { _ in Int?.none } == [[4], [4]])
    #expect([Int]().orderedGroups { $0 }.isEmpty)
  }

  @Test func numbersAreThoseOfFirstSight() {
    var numbering = Numbering<String>()
    #expect(["b", "a", "b", "c"].map { numbering.number($0) } == [0, 1, 0, 2])
  }

  @Test func sourcesAreDrawnNodesBefore() throws {
    var inliner = Inliner(makeModel("in x\nExp x -> a\nLog x -> b\nAdd a b -> c\nMul a a -> d\nout c\nout d"))
    inliner.run()
    #expect(inliner.flat.nodes.indices.map { inliner.flat.sources(of: $0) } == [[], [], [0, 1], [0, 0]])
    inliner.flat.nodes[1].hidden = .plumbing
    #expect(inliner.flat.sources(of: 2) == [0])
  }

  /// 0 ← 1 ← 2 ← 3, and 0 ← 1 ← 4.
  @Test func waysFromTwoBlocksMeet() {
    func block(_ parent: BlockID, _ depth: Int) -> Block {
      Block(kind: .scope, name: "", className: nil, parent: parent, depth: depth)
    }
    let blocks = [block(0, 0), block(0, 1), block(1, 2), block(2, 3), block(1, 2)]
    #expect(blocks.meeting(of: 3, 4) == BlockMeeting(block: 1, first: 2, second: 4))
    #expect(blocks.meeting(of: 4, 3) == BlockMeeting(block: 1, first: 4, second: 2))
    #expect(blocks.meeting(of: 3, 1) == BlockMeeting(block: 1, first: 2, second: nil))
    #expect(blocks.meeting(of: 2, 2) == BlockMeeting(block: 2, first: nil, second: nil))
    #expect(blocks.meeting(of: 0, 3) == BlockMeeting(block: 0, first: nil, second: 1))
  }
}
