import FoldoutKit
import ModelFamilies
import ModelGraph
import PictureFaults
import TestSupport
import Testing

@testable import Folding

/// Blocks that the data leaves and comes back to.
@Suite struct SplitNonConvexTests {
  /// A chain of operators that differ, each in the scope of a letter.
  private func chain(_ scopes: String) -> String {
    let types = ["Exp", "Log", "Sin", "Cos", "Tanh", "Erf", "Abs", "Neg"]
    return "in v0\n"
      + scopes.enumerated().map { index, scope in
        "\(types[index % types.count]) v\(index) -> v\(index + 1)" + (scope == "-" ? "\n" : " @\(scope)\n")
      }.joined() + "out v\(scopes.count)"
  }

  private func outline(_ text: String, _ options: FoldOptions = FoldOptions()) throws -> Outline {
    let outline = try folded(makeModel(text), options)
    let faults = outlineFaults(outline)
    #expect(faults.isEmpty, "\(faults)")
    return outline
  }

  @Test(arguments: [
    ("aabb", "a(Exp Log) b(Sin Cos)"), ("aa--", "a(Exp Log) Sin Cos"),
    ("aabbaa", "a(part1)(Exp Log) b(Sin Cos) a(part2)(Tanh Erf)"),
    ("aa--aa", "a(part1)(Exp Log) Sin Cos a(part2)(Tanh Erf)"),
    // Of two that take turns the one that is left apart tells more.
    (
      "aabbaabb",
      "a(part1)(Exp Log) b(part1)(Sin Cos) a(part2)(Tanh Erf) b(part2)(Abs Neg)"
    ),
  ])
  func parts(_ scopes: String, _ expected: String) throws {
    #expect(try sketch(outline(chain(scopes))) == expected)
  }

  /// The same operators each time are calls of one module.
  @Test func calls() throws {
    let text = """
      in x
      Exp x -> a @m
      Log a -> b @m
      Sin b -> c @k
      Cos c -> d @k
      Exp d -> e @m
      Log e -> f @m
      Abs f -> g
      Exp g -> h @m
      Log h -> i @m
      out i
      """
    #expect(
      try sketch(outline(text)) == "m(Exp Log) k(Sin Cos) m(call2)(Exp Log) Abs m(call3)(Exp Log)")
  }

  @Test func blocksInsideAreSplitWithIt() throws {
    let text = """
      in x
      Exp x -> a @m/n
      Log a -> b @m/n
      Sin b -> c @m
      Cos c -> d @k
      Tanh d -> e @k
      Erf e -> f @m/n
      Abs f -> g @m/n
      Neg g -> h @m
      out h
      """
    #expect(
      try sketch(outline(text))
        == "m(part1)(n(Exp Log) Sin) k(Cos Tanh) m(part2)(n(Erf Abs) Neg)")
  }

  @Test func twoThatReadEachOtherOnce() throws {
    let text = """
      in x
      Exp x -> a @p
      Log x -> b @q
      Sin b -> c @p
      Cos a -> d @q
      Add c a -> e @p
      Mul d b -> f @q
      Sub e f -> y
      out y
      """
    #expect(try outline(text).blocks[0].operatorCount == 7)
  }

  /// Too much for splitting one by one: all are split at once.
  @Test(arguments: ["scopes-interleaved-many", "scopes-in-a-circle", "random-far-scoped", "random-scoped"])
  func greatCirclesComeApart(_ family: String) throws {
    let bytes = try #require(Family.named(family)).bytes(1_000)
    let model = try bytes.withUnsafeBytes { bytes in try Foldout.read(bytes).model }
    let faults = outlineFaults(try folded(model))
    #expect(faults.isEmpty, "\(faults.prefix(5))")
  }

  @Test func whatIsHiddenStaysCounted() throws {
    let text = """
      in x
      Exp x -> a @m
      Shape a -> s @m
      Gather s k -> g @m
      let k
      Log a -> b @n
      Sin b -> c @n
      Reshape c g -> d @m
      Cos d -> y @m
      out y
      """
    let outline = try folded(
      makeModel(text.replacing("let k\n", with: "").replacing("in x\n", with: "in x\nlet k\n")))
    #expect(outlineFaults(outline).isEmpty)
    #expect(outline.blocks[0].operatorCount + outline.blocks[0].hiddenCount == 8)
  }
}
