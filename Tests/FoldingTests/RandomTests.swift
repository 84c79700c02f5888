import ModelGraph
import PictureFaults
import TestSupport
import Testing

@testable import Folding

/// What holds of the outline of any model.
@Suite struct RandomTests {
  private static let options: [(String, FoldOptions)] = [
    ("default", FoldOptions()), ("flat", FoldOptions(flat: true)), ("closed", FoldOptions(depth: 0)),
    ("open", FoldOptions(depth: 100)), ("no repeats", FoldOptions(depth: 100, gathersRepeats: false)),
    ("everything", FoldOptions(maxBoxes: 1_000, showsPlumbing: true, showsConstants: true)),
  ]

  @Test(arguments: options.indices) func outlinesAreSound(_ index: Int) throws {
    let (name, options) = Self.options[index]
    for seed in UInt64(1)...300 {
      let random = RandomModel(seed: seed)
      let outline = try folded(random.model, options)
      let faults = outlineFaults(outline)
      #expect(faults.isEmpty, "seed \(seed), \(name):\n\(random.main)\(faults.prefix(5))")
      if !faults.isEmpty { return }
    }
  }

  /// However it is folded, the same operators are there, and each is drawn or hidden.
  @Test func everyOperatorIsThereOnce() throws {
    for seed in UInt64(1)...200 {
      let random = RandomModel(seed: seed)
      let flat = try fold(random.model, FoldOptions(flat: true))
      let open = try fold(random.model)
      let bare = try fold(random.model, FoldOptions(showsPlumbing: true, showsConstants: true))
      let (a, b, c) = (flat.blocks[0], open.blocks[0], bare.blocks[0])
      #expect(a.operatorCount == b.operatorCount && a.hiddenCount == b.hiddenCount, "seed \(seed)")
      #expect(c.operatorCount + c.hiddenCount == a.operatorCount + a.hiddenCount, "seed \(seed)")
      #expect(a.parameters == b.parameters && a.parameters == c.parameters, "seed \(seed)")
      #expect(types(flat) == types(open), "seed \(seed)")
    }
  }

  /// Operator types with how often they are drawn when all is open, repeats counted.
  private func types(_ outline: Outline) -> [String: Int] {
    var found: [String: Int] = [:]
    var pending = [(block: 0, times: 1)]
    while let (block, times) = pending.popLast() {
      for number in outline.blocks[block].items {
        let item = outline.items[number]
        switch item.content {
        case .operation(let operation):
          found[operation.node.op.description, default: 0] += times * item.repeats
        case .block(let inner): pending.append((inner, times * item.repeats))
        case .input, .output: break
        }
      }
    }
    return found
  }

  @Test func sameModelSameOutline() throws {
    let texts = try (1...60).map { textDump(try fold(RandomModel(seed: $0).model)) }
    for seed in (1...60).reversed() {
      #expect(try textDump(fold(RandomModel(seed: UInt64(seed)).model)) == texts[seed - 1], "seed \(seed)")
    }
  }

  /// Drawing one block as the picture is as sound as drawing all.
  @Test func theInsideOfEveryBlock() throws {
    for seed in UInt64(1)...60 {
      let random = RandomModel(seed: seed)
      let whole = try fold(random.model)
      for block in whole.blocks.dropFirst() {
        guard let outline = try? fold(random.model, FoldOptions(only: Glob(block.path))) else { continue }
        let faults = outlineFaults(outline)
        #expect(faults.isEmpty, "seed \(seed), only \(block.path):\n\(random.main)\(faults.prefix(5))")
      }
    }
  }
}
