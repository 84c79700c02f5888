import DiagramModel
import GraphvizLayout
import PictureFaults
import TestSupport
import Testing

@testable import PageLayout

/// Pages that are a U.
@Suite struct ScaleTests {
  private func placed(_ diagram: Diagram) throws -> Placement? {
    guard let drawing = ScaleDrawing(diagram) else { return nil }
    return drawing.placement(try layOut(drawing.pieces))
  }

  @Test(arguments: [2, 3, 4]) func aU(_ depth: Int) throws {
    let diagram = ScaleSketch.net(depth: depth).diagram
    let placement = try #require(try placed(diagram))
    #expect(placementFaults(diagram, placement).isEmpty)
    let page = placement.panels[0]
    for (index, link) in diagram.panels[0].links.enumerated() {
      guard case .box(let source, _) = link.source, case .box(let target, _) = link.target else { continue }
      let route = page.routes[index]
      if isSkip(diagram, source, target) {
        #expect(route.start.y == route.end.y && route.segments.count == 1)
        #expect(route.start.x == page.boxes[source].maxX && route.end.x == page.boxes[target].minX)
      } else if target == diagram.panels[0].boxes.count - 1 {
        #expect(route.start.y == route.end.y)
      } else if page.boxes[source].minX != page.boxes[target].minX {
        #expect(source == 2 * depth + 1 || target == 2 * depth + 1)
      }
    }
    #expect(page.levels.count == depth + 1 && page.levels.last?.rule == nil)
    #expect(page.labels.count == depth)
    #expect(page.room != nil)
  }

  private func isSkip(_ diagram: Diagram, _ source: Int, _ target: Int) -> Bool {
    guard let places = diagram.panels[0].scales?.places, let from = places[source], let to = places[target]
    else { return false }
    return from.level == to.level && !from.isRising && to.isRising
  }

  @Test func goldenU() throws {
    let diagram = ScaleSketch.net(depth: 2).diagram
    try expectGolden("PageLayout/u.txt", textDump(try #require(try placed(diagram))))
  }

  /// Levels stand below each other, each with the boxes of both arms.
  @Test func levels() throws {
    let diagram = ScaleSketch.net(depth: 3, boxes: 3).diagram
    let page = try #require(try placed(diagram)).panels[0]
    let places = try #require(diagram.panels[0].scales).places
    for (level, placed) in page.levels.enumerated() {
      guard let rule = placed.rule else { continue }
      for case (let box, let place?) in zip(page.boxes, places) {
        #expect(place.level <= level ? box.maxY < rule.start.y : box.minY > rule.start.y)
      }
    }
  }

  @Test func severalSkipsOnALevel() throws {
    var sketch = ScaleSketch(depth: 2)
    var taken: [[Int]] = []
    var last: [Int] = []
    for step in 0...4 {
      var own: [Int] = []
      for place in 0..<3 {
        let skip = step > 2 ? [taken[4 - step][2 - place]] : []
        last = [sketch.box(last + skip, step: step, height: 24 + 10 * Double((step + place) % 3))]
        own.append(last[0])
      }
      taken.append(own)
    }
    let diagram = sketch.diagram
    let placement = try #require(try placed(diagram))
    #expect(placementFaults(diagram, placement).isEmpty)
    let skips = placement.panels[0].routes.filter { $0.segments.count == 1 && $0.start.y == $0.end.y }
    #expect(skips.count == 6)
  }

  @Test func oneValueInTwoPlaces() throws {
    var sketch = ScaleSketch(depth: 2)
    let top = sketch.box([], step: 0)
    let middle = sketch.box([top], step: 1)
    let bottom = sketch.box([middle], step: 2)
    let up = sketch.box([bottom, middle], step: 3)
    let join = sketch.box([up, middle], step: 3)
    _ = sketch.box([join, top], step: 4)
    let diagram = sketch.diagram
    let placement = try #require(try placed(diagram))
    #expect(placementFaults(diagram, placement).isEmpty)
  }

  // MARK: Beside it

  /// Each value from beside the U has one lane on each side, and enters boxes from outside, the middle one from below.
  @Test(arguments: [false, true]) func conditions(_ isNarrow: Bool) throws {
    var sketch = ScaleSketch.net(depth: 3)
    let time = sketch.beside([sketch.beside([])])
    let text = sketch.beside([])
    let boxes = 0..<14
    for box in boxes { sketch.line(from: time, to: box) }
    for box in boxes where box % 2 == 0 { sketch.line(from: text, to: box) }
    let diagram = sketch.diagram
    let drawing = try #require(ScaleDrawing(diagram, isNarrow: isNarrow))
    let placement = try #require(drawing.placement(try layOut(drawing.pieces)))
    let faults = placementFaults(diagram, placement)
    #expect(faults.isEmpty, "\(faults.prefix(5))")
    let page = placement.panels[0]
    let places = try #require(diagram.panels[0].scales).places
    var lanes: Set<Double> = []
    for (link, route) in zip(diagram.panels[0].links, page.routes) {
      guard case .box(let source, _) = link.source, source == time || source == text,
        case .box(let target, _) = link.target, let place = places[target]
      else { continue }
      let rect = page.boxes[target]
      // The middle is entered from below, and so is the box that the output stands beside.
      if place.level == 3 || target == 13, route.end.y == rect.maxY { continue }
      #expect(route.end.x == (place.isRising ? rect.maxX : rect.minX))
      let xs = route.hull.map(\.x)
      if place.isRising { lanes.insert(try #require(xs.max())) }
    }
    #expect(lanes.count == 2)
    let left = try #require(page.boxes[0..<14].map(\.minX).min())
    if !isNarrow { #expect(page.boxes[time].maxX < left && page.boxes[text].maxX < left) }
    if isNarrow { #expect(page.boxes[time].maxY < page.boxes[0].minY) }
  }

  /// A line from the U to what stands beside it has no way.
  @Test func linesThatComeBack() throws {
    var sketch = ScaleSketch.net(depth: 2)
    let time = sketch.beside([3])
    sketch.line(from: time, to: 0)
    #expect(try placed(sketch.diagram) == nil)
  }

  // MARK: What is no U

  @Test func linesThatHaveNoWay() throws {
    for (from, to) in [(0, 5), (1, 4), (5, 9)] {
      var sketch = ScaleSketch.net(depth: 2)
      let place = try #require(sketch.places[to])
      _ = sketch.box([from, to], step: place.isRising ? 4 - place.level : place.level)
      #expect(try placed(sketch.diagram) == nil, "\(from) to \(to)")
    }
  }

  @Test func brokenPagesDoNotTrap() throws {
    let diagram = ScaleSketch.net(depth: 2).diagram
    var other = diagram
    other.panels[0].scales?.places.removeLast()
    #expect(try placed(other) == nil)
    other = diagram
    other.panels[0].scales?.places[3]?.level = 7
    #expect(try placed(other) == nil)
    other = diagram
    other.panels[0].links[0].target = .box(99, port: 0)
    #expect(try placed(other) == nil)
    other = diagram
    other.direction = .right
    #expect(try placed(other) == nil)
    other = diagram
    other.panels[0].links.append(Link(from: .box(3, port: 0), to: .box(2, port: 0)))
    _ = try placed(other)
    #expect(ScaleDrawing(Diagram(panels: [])) == nil)
    let drawing = try #require(ScaleDrawing(diagram))
    #expect(drawing.placement(Placement(panels: [])) == nil)
  }

  @Test func aUThatIsTooHigh() throws {
    #expect(try placed(ScaleSketch.net(depth: 5, boxes: 8).diagram) == nil)
  }
}
