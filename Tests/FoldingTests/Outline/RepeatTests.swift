import ModelGraph
import PictureFaults
import TestSupport
import Testing

@testable import Folding

/// Which equal blocks become a stack, and how its ports meet what is around it.
@Suite struct RepeatTests {
  /// `count` layers in a row, each Gemm, Relu and what `extra` adds; value `h0` comes in, `h<count>` goes out.
  private func chain(
    _ count: Int, dims: (Int) -> String = { _ in "4×4" }, attribute: (Int) -> Int = { _ in 1 },
    extra: (Int) -> String = { "Add r\($0) h\($0 - 1) -> h\($0) @layers/\($0)" }
  ) -> String {
    (1...count).map { layer in
      """
      weight w\(layer) \(dims(layer))
      Gemm h\(layer - 1) w\(layer) -> g\(layer) @layers/\(layer) transB=\(attribute(layer))
      Relu g\(layer) -> r\(layer) @layers/\(layer)
      \(extra(layer))

      """
    }.joined()
  }

  @Test func equalLayersInSeries() throws {
    let outline = try faultless("in h0\n" + chain(5) + "Neg h5 -> y\nout y")
    #expect(sketch(outline) == "layers(1…5×5(Gemm Relu Add)) Neg")
    let stack = try #require(outline.blocks.first { $0.repeats == 5 })
    #expect(stack.parameters == 16 && stack.totalParameters == 80)
    #expect(stack.inputs.count == 1 && stack.outputs.count == 1)
    #expect(outline.blocks[0].operatorCount == 16)
  }

  @Test func repeatsAreLeftAloneOnDemand() throws {
    let text = "in h0\n" + chain(3) + "Neg h3 -> y\nout y"
    #expect(try faultless(text, FoldOptions(gathersRepeats: false)).blocks.allSatisfy { $0.repeats == 1 })
  }

  @Test func sharedValueIsOnePort() throws {
    let text =
      "in h0\nin mask\n"
      + chain(
        4, extra: { "Add r\($0) mask -> m\($0) @layers/\($0)\nMul m\($0) h\($0 - 1) -> h\($0) @layers/\($0)" }
      )
      + "out h4"
    let stack = try #require(faultless(text).blocks.first { $0.repeats == 4 })
    #expect(stack.inputs.count == 2)
  }

  @Test func eachLayersOwnInputIsOnePill() throws {
    let caches = (1...4).map { "in past\($0)\n" }.joined()
    let text =
      "in h0\n" + caches
      + chain(
        4,
        extra: {
          "Concat r\($0) past\($0) -> p\($0) @layers/\($0)\nAdd p\($0) h\($0 - 1) -> h\($0) @layers/\($0)"
        })
      + "out h4"
    let outline = try faultless(text)
    #expect(outline.blocks.contains { $0.repeats == 4 && $0.inputs.count == 2 })
    let pills = outline.blocks[0].items.map { outline.items[$0] }.filter { item in
      if case .input = item.content { true } else { false }
    }
    #expect(pills.map(\.repeats).sorted() == [1, 4])
  }

  @Test func eachLayersOwnOutputIsOnePill() throws {
    let text =
      "in h0\n"
      + chain(
        4,
        extra: { "Tanh r\($0) -> present\($0) @layers/\($0)\nAdd r\($0) h\($0 - 1) -> h\($0) @layers/\($0)" })
      + (1...4).map { "out present\($0)\n" }.joined() + "out h4"
    let outline = try faultless(text)
    #expect(outline.blocks.contains { $0.repeats == 4 && $0.outputs.count == 2 })
    let pills = outline.blocks[0].items.map { outline.items[$0] }.filter { item in
      if case .output = item.content { true } else { false }
    }
    #expect(pills.map(\.repeats).sorted() == [1, 4])
  }

  @Test func anOutsideReaderBreaksARun() throws {
    let outline = try faultless("in h0\n" + chain(6) + "Neg h3 -> n\nMul n h6 -> y\nout y")
    #expect(outline.blocks.filter { $0.repeats == 3 }.count == 2)
    #expect(!outline.blocks.contains { $0.repeats > 3 })
  }

  @Test func differentAttributesBreakARun() throws {
    let outline = try faultless("in h0\n" + chain(6, attribute: { $0 == 4 ? 0 : 1 }) + "out h6")
    #expect(outline.blocks.map(\.repeats).filter { $0 > 1 } == [3, 2])
  }

  @Test func differentWeightDimsBreakARun() throws {
    let outline = try faultless("in h0\n" + chain(5, dims: { $0 > 2 ? "8×8" : "4×4" }) + "out h5")
    #expect(outline.blocks.map(\.repeats).filter { $0 > 1 } == [2, 3])
  }

  @Test func differentWiringBreaksARun() throws {
    let outline = try faultless(
      "in h0\n"
        + chain(
          5,
          extra: { $0 == 3 ? "Add r3 g3 -> h3 @layers/3" : "Add r\($0) h\($0 - 1) -> h\($0) @layers/\($0)" })
        + "out h5")
    #expect(outline.blocks.map(\.repeats).filter { $0 > 1 } == [2, 2])
  }

  @Test func differentTypesOfWeightsBreakARun() throws {
    let text = ("in h0\n" + chain(4) + "out h4").replacing("weight w4", with: "weight:float16 w4")
    #expect(try faultless(text).blocks.map(\.repeats).filter { $0 > 1 } == [3])
  }

  @Test func sharedWeightsCountOnce() throws {
    var text = "in h0\nweight w 4×4\n"
    for layer in 1...3 {
      text +=
        "Gemm h\(layer - 1) w -> g\(layer) @layers/\(layer)\nRelu g\(layer) -> h\(layer) @layers/\(layer)\n"
    }
    let outline = try faultless(text + "Neg h3 -> y\nout y")
    let stack = try #require(outline.blocks.first { $0.repeats == 3 })
    #expect(!stack.isParallel && stack.times == "×3")
    #expect(stack.parameters == 16 && stack.totalParameters == 16)
    #expect(outline.blocks[0].parameters == 16)
  }

  @Test func parallelBranchesOfOneInput() throws {
    var text = "in x\nRelu x -> h\n"
    for branch in 1...4 {
      text += "weight w\(branch) 4×4\nGemm h w\(branch) -> g\(branch) @heads/\(branch)\n"
      text += "Tanh g\(branch) -> t\(branch) @heads/\(branch)\n"
    }
    let outline = try faultless(text + "Concat t1 t2 t3 t4 -> y\nout y")
    let stack = try #require(outline.blocks.first { $0.repeats == 4 })
    #expect(stack.inputs.count == 1 && stack.outputs.count == 1)
    #expect(stack.isParallel && stack.times == "×4 in parallel")
  }

  @Test func parallelBranchesOfASplit() throws {
    var text = "in x\nSplit x -> s1 s2 s3\n"
    for branch in 1...3 {
      text +=
        "Exp s\(branch) -> g\(branch) @heads/\(branch)\nTanh g\(branch) -> t\(branch) @heads/\(branch)\n"
    }
    #expect(try faultless(text + "Concat t1 t2 t3 -> y\nout y").blocks.contains { $0.repeats == 3 })
  }

  @Test func branchesThatGoDifferentWaysAreNoStack() throws {
    var text = "in x\nRelu x -> h\n"
    for branch in 1...3 {
      text += "Exp h -> g\(branch) @heads/\(branch)\nTanh g\(branch) -> t\(branch) @heads/\(branch)\n"
    }
    let outline = try faultless(text + "Add t1 t2 -> a\nSub a t3 -> y\nout y")
    #expect(!outline.blocks.contains { $0.repeats > 2 })
  }

  @Test func repeatsNest() throws {
    var text = "in v0_3\n"
    for stage in 1...3 {
      text += "Neg v\(stage - 1)_3 -> v\(stage)_0 @stages/\(stage)\n"
      for unit in 1...3 {
        let (from, to, scope) = (
          "v\(stage)_\(unit - 1)", "v\(stage)_\(unit)", "@stages/\(stage)/units/\(unit)"
        )
        text += "Relu \(from) -> a\(stage)_\(unit) \(scope)\nTanh a\(stage)_\(unit) -> \(to) \(scope)\n"
      }
    }
    let outline = try faultless(text + "Exp v3_3 -> y\nout y")
    let stacks = outline.blocks.filter { $0.repeats == 3 }
    #expect(stacks.map(\.operatorCount) == [7, 2])
    #expect(outline.blocks[0].operatorCount == 22)
  }

  @Test func longChainsOfOneOperatorAreAStack() throws {
    func chain(_ count: Int) -> String {
      "in v0\n" + (1...count).map { "Relu v\($0 - 1) -> v\($0)\n" }.joined() + "out v\(count)"
    }
    #expect(sketch(try faultless(chain(3))) == "Relu Relu Relu")
    #expect(sketch(try faultless(chain(6))) == "Relu×6")
  }
}
