import DiagramModel
import TestSupport
import Testing

@testable import PageLayout

@Suite struct ArrangeTests {
  /// A diagram of a page and details of some sizes, with tables.
  private func page(_ overview: Size, details: [Size], tables: [(rows: Int, details: [Int])]) -> (
    Diagram, Placement
  ) {
    var diagram = Diagram(panels: [Panel](repeating: Panel(), count: details.count + 1))
    let word = TextLine("A", style: .badge, width: 8)
    diagram.details = details.indices.map {
      DetailPanel(panel: $0 + 1, letter: word, title: word, subtitle: word)
    }
    diagram.tables = tables.map { table in
      DetailTable(
        columns: [.init(head: TextLine("c", style: .head, width: 30), isNumber: true)],
        rows: [[TextLine]](repeating: [TextLine("64", style: .cell, width: 12)], count: table.rows),
        details: table.details)
    }
    return (diagram, Placement(panels: ([overview] + details).map { PanelPlacement(size: $0) }))
  }

  private func parts(_ placement: Placement, _ page: PagePlacement) -> [Rect] {
    let details = zip(page.details, placement.panels.dropFirst()).map { at, panel in
      Rect(at, Size(panel.size.width, panel.size.height + Metrics.captionHeight))
    }
    return [Rect(page.overview, placement.panels[0].size)] + details + page.tables
  }

  @Test func withoutDetailsThereIsNoPage() {
    let (diagram, placement) = page(Size(200, 900), details: [], tables: [])
    #expect(arrange(diagram, placement).page == nil)
  }

  @Test func detailsStandBesideAndTheirTableBelow() throws {
    let (diagram, placement) = page(
      Size(250, 650), details: [Size(320, 300), Size(200, 300)], tables: [(4, [0, 1])])
    let page = try #require(arrange(diagram, placement).page)
    #expect(page.details.allSatisfy { $0.x >= 250 })
    #expect(page.tables[0].minY >= page.details[0].y + 340 && page.tables[0].minY >= page.details[1].y + 340)
  }

  @Test func onASlideTablesFillWhatIsEmptyBelowTheOverview() throws {
    let (diagram, placement) = page(Size(480, 350), details: [Size(360, 500)], tables: [(5, [0])])
    let slide = try #require(arrange(diagram, placement, .landscape).page)
    #expect(slide.tables[0].minY >= 350 && slide.tables[0].maxX <= 480 && slide.details[0].x >= 480)
    let paper = try #require(arrange(diagram, placement).page)
    #expect(paper.tables[0].minX >= 480 && paper.tables[0].minY >= 500)
    // A table that is wider than the overview moves the details.
    let (small, sizes) = page(Size(60, 350), details: [Size(360, 500)], tables: [(5, [0])])
    let moved = try #require(arrange(small, sizes, .landscape).page)
    #expect(moved.details[0].x > moved.tables[0].maxX || moved.tables[0].minY >= 500)
  }

  @Test(arguments: [PageShape.portrait, .landscape]) func nothingOverlapsOrLeavesThePage(
    _ shape: PageShape
  ) throws {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      func size() -> Size {
        Size(
          Double(Int.random(in: 40...900, using: &random)), Double(Int.random(in: 40...1500, using: &random)))
      }
      let count = Int.random(in: 1...4, using: &random)
      let tables = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        (
          rows: Int.random(in: 1...12, using: &random),
          details: [Int.random(in: 0..<count, using: &random), count - 1]
        )
      }
      let (diagram, placement) = page(size(), details: (0..<count).map { _ in size() }, tables: tables)
      let page = try #require(arrange(diagram, placement, shape).page)
      let rects = parts(placement, page)
      for (index, rect) in rects.enumerated() {
        #expect(
          rect.minX >= 0 && rect.minY >= 0 && rect.maxX <= page.size.width && rect.maxY <= page.size.height)
        for other in rects[..<index] {
          let apart =
            rect.minX >= other.maxX || rect.maxX <= other.minX || rect.minY >= other.maxY
            || rect.maxY <= other.minY
          #expect(apart, "\(rect) meets \(other)")
        }
      }
    }
  }
}
