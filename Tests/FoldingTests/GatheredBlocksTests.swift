import TestSupport
import Testing

@testable import Folding

/// Blocks that get back a part of what they held.
@Suite struct GatheredBlocksTests {
  /// Lines of a block, each end by the item's number.
  private func links(_ outline: Outline, of block: Int) -> Set<String> {
    func word(_ end: OutlineLink.End) -> String {
      guard case .item(let place, let port) = end else { return "\(end)" }
      return "\(outline.blocks[block].items[place]).\(port)"
    }
    return Set(outline.blocks[block].links.map { "\(word($0.source)) \(word($0.target)) \($0.value)" })
  }

  @Test func aPartOfAModule() throws {
    var (outline, block, all) = try dissolved(
      """
      in x 1×8
      weight v 8×8
      weight w 8×8
      Exp x -> a
      MatMul a v -> b @m
      Sin b -> c @m
      MatMul c w -> d @m
      Cos d -> e @m
      Add e b -> f
      out f
      """)
    let found = outline.gather(Set(all.prefix(2)), of: all, into: block, in: 0)
    let item = try #require(found)
    let part = outline.blocks[block]
    #expect(outline.items[item].block == block && outline.blocks[0].items.contains(item))
    #expect(part.title == "m (part)" && part.shownTitle == part.title)
    #expect(part.items == Array(all.prefix(2)))
    #expect(part.operatorCount == 2 && part.parameters == 64 && part.totalParameters == 64)
    #expect(part.inputs.count == 1 && part.outputs.count == 2)
    #expect(outline.items[item].inputs == part.inputs.map { [$0] })
    #expect(outline.items[item].outputs == part.outputs)
  }

  /// Two products share a matrix: how many parameters one of them has alone is not known.
  @Test func sharedWeightsAreNotCounted() throws {
    var (outline, block, all) = try dissolved(
      "in x 1×8\nweight w 8×8\nMatMul x w -> a @m\nSin a -> b @m\nMatMul b w -> c @m\nCos c -> d\nout d")
    outline.gather(Set(all.prefix(2)), of: all, into: block, in: 0)
    #expect(outline.blocks[block].operatorCount == 2 && outline.blocks[block].parameters == 0)
  }

  @Test func aWayThatComesBack() throws {
    var (outline, block, all) = try dissolved(
      "in x\nExp x -> a @m\nLog a -> b @m\nSin b -> c @m\nAdd a c -> d @m\nCos d -> e\nout e")
    let before = (links(outline, of: 0), outline.blocks[0].items)
    let made = outline.gather([all[0], all[3]], of: all, into: block, in: 0)
    #expect(made == nil)
    #expect(links(outline, of: 0) == before.0 && outline.blocks[0].items == before.1)
  }

  /// What is gathered and dissolved again has the lines that it had; what no box can hold is refused.
  @Test func randomParts() throws {
    var (gathered, refused) = (0, 0)
    for seed in UInt64(1)...200 {
      var random = SeededGenerator(seed: seed)
      var (outline, block, all) = try dissolved(randomModule(&random))
      let before = links(outline, of: 0)
      let chosen = Set(all.filter { _ in Int.random(in: 0..<3, using: &random) > 0 })
      guard !chosen.isEmpty else { continue }
      let isConvex = isConvex(chosen, outline)
      let made = outline.gather(chosen, of: all, into: block, in: 0)
      #expect((made != nil) == isConvex, "seed \(seed)")
      guard made != nil else {
        refused += 1
        continue
      }
      gathered += 1
      for (place, number) in outline.blocks[0].items.enumerated() {
        for link in outline.blocks[0].links where link.target.place == place {
          #expect((link.source.place ?? -1) < place, "seed \(seed): item \(number) stands before its source")
        }
      }
      let isDone = outline.dissolve(block, in: 0)
      #expect(isDone)
      #expect(links(outline, of: 0) == before, "seed \(seed)")
    }
    #expect(gathered > 20 && refused > 20)
  }

  private func randomModule(_ random: inout SeededGenerator) -> String {
    var text = "in x\nExp x -> v0\n"
    let count = Int.random(in: 3...9, using: &random)
    for number in 1...count {
      let a = Int.random(in: max(0, number - 3)..<number, using: &random)
      text += "Op\(number) v\(a) v\(number - 1) -> v\(number) @m\n"
    }
    return text + "Log v\(count) -> y\nout y"
  }

  /// Whether no way leaves some items of the page and comes back.
  private func isConvex(_ chosen: Set<Int>, _ outline: Outline) -> Bool {
    let page = outline.blocks[0]
    var isOutside = Array(repeating: false, count: page.items.count)
    for place in page.items.indices {
      for link in page.links where link.target.place == place {
        guard let source = link.source.place else { continue }
        let isBehind = isOutside[source] || chosen.contains(page.items[source])
        if isBehind, chosen.contains(page.items[place]) {
          if isOutside[source] { return false }
        } else if isBehind {
          isOutside[place] = true
        }
      }
    }
    return true
  }
}

extension OutlineLink.End {
  fileprivate var place: Int? { if case .item(let place, _) = self { place } else { nil } }
}
