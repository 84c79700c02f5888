import DiagramModel
import Testing

@testable import Rendering

/// Lines of one value that share a way are drawn once.
@Suite struct LineBranchTests {
  private func paths(_ lines: [(port: Int, steps: [Scene.Path.Step])]) -> [Scene.Path] {
    var branches = LineBranches()
    for (index, line) in lines.enumerated() {
      let link = Link(from: .box(0, port: line.port), to: .box(index + 1, port: 0), value: "v")
      branches.add(Scene.Path(start: Point(0, 0), steps: line.steps, link: "v"), of: link)
    }
    return branches.paths
  }

  private let down = Scene.Path.Step.line(Point(0, 10))
  private let aside = Scene.Path.Step.curve(Point(0, 15), Point(9, 15), Point(9, 20))

  @Test func theShorterOfTwoStraightPiecesIsShared() {
    let long = Scene.Path.Step.line(Point(0, 40))
    let found = paths([(0, [long]), (0, [down, aside])])
    #expect(found.map(\.steps) == [[long, .move(Point(0, 10)), aside]])
    let other = paths([(0, [down, aside]), (0, [long])])
    #expect(other.map(\.steps) == [[down, aside, .move(Point(0, 10)), long]])
  }

  @Test func equalPiecesAreShared() {
    let left = Scene.Path.Step.line(Point(9, 50))
    let right = Scene.Path.Step.curve(Point(9, 30), Point(20, 30), Point(20, 40))
    let found = paths([(0, [down, aside, left]), (0, [down, aside, right])])
    #expect(found.map(\.steps) == [[down, aside, left, .move(Point(9, 20)), right]])
    #expect(paths([(0, [down, aside]), (0, [down, aside])]).map(\.steps) == [[down, aside]])
  }

  @Test func othersAreNot() {
    #expect(paths([(0, [down]), (1, [down])]).count == 2, "another value")
    #expect(paths([(0, [down]), (0, [aside])]).count == 2, "another way")
    #expect(paths([(0, [down]), (0, [.line(Point(0, -5))])]).count == 2, "another direction")
    #expect(paths([(0, []), (0, [])]).count == 2)
  }

  @Test func manyLinesTakeLinearTime() {
    let lines = (0..<20_000).map { (port: 0, steps: [down, Scene.Path.Step.line(Point(Double($0), 30))]) }
    let found = paths(lines)
    #expect(found.count == 1 && found[0].steps.count == 2 + 2 * 19_999)
  }
}
