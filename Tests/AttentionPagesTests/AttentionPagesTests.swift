import Attention
import Charts
import DiagramModel
import Foundation
import PictureFaults
import Rendering
import TestSupport
import Testing

@testable import AttentionPages

@Suite("Attention as sections of a page")
struct AttentionPagesTests {
  /// Layers whose heads look at a place each, the first head at the previous token.
  private static func layers(_ count: Int, heads: Int, queries: Int, keys: Int) throws -> [AttentionLayer] {
    try (0..<count).map { layer in
      var weights: [Float] = []
      for head in 0..<heads {
        for query in 0..<queries {
          let target = head == 0 ? max(0, query - 1) : (query * (head + 2) + layer) % keys
          let most: Float = head == 0 ? 0.9 : 0.3
          for key in 0..<keys {
            weights.append(keys == 1 ? 1 : key == target ? most : (1 - most) / Float(keys - 1))
          }
        }
      }
      return try #require(
        AttentionLayer("layers.\(layer)", heads: heads, queries: queries, keys: keys, weights: weights))
    }
  }

  /// The titles of sections, with the kinds and titles of their charts.
  private static func outline(_ sections: [Sheet.Section]) -> [String] {
    sections.flatMap { section -> [String] in
      guard case .charts(let charts) = section.content else { return [section.title] }
      return ["# " + section.title] + charts.map { "\($0.kind) \($0.title)" }
    }
  }

  private static func faults(_ sections: [Sheet.Section], _ findings: [Finding] = []) -> [String] {
    svgFaults(renderSVG(Sheet("Page", findings: findings, sections: sections).scene(), SVGOptions()))
  }

  @Test("heads small, the sharpest large, and the rollout")
  func parts() throws {
    let report = AttentionReport(try Self.layers(2, heads: 3, queries: 12, keys: 12))
    let sections = attentionSections(report)
    #expect(
      Self.outline(sections) == [
        "# Attention", "map-grid ", "# Sharp heads", "heat-map layers.0 · head 0 · entropy 0.56 nat",
        "heat-map layers.0 · head 1 · entropy 2.3 nat", "# Rollout over 2 layers", "heat-map ",
      ])
    #expect(Self.faults(sections, attentionFindings(report)).isEmpty)
    let scene = Sheet("Page", sections: sections).scene()
    #expect(scene.dump == Sheet("Page", sections: attentionSections(report)).scene().dump)
  }

  @Test("sentences say what heads do")
  func sentences() throws {
    let report = AttentionReport(try Self.layers(2, heads: 3, queries: 12, keys: 12))
    #expect(
      attentionFindings(report).map(\.text) == [
        "layers.0 · head 0 (0.90) and layers.1 · head 0 (0.90) look mostly at the previous token (mean weight)",
        "layers.0 · head 0 is the sharpest: entropy 0.56 nat, that of the head in the middle 2.3",
      ])
    let one = AttentionReport(try Self.layers(1, heads: 1, queries: 12, keys: 12))
    #expect(
      attentionFindings(one).map(\.text) == [
        "layers.0 · head 0 looks mostly at the previous token (mean weight 0.90)"
      ])
    let many = AttentionReport(try Self.layers(9, heads: 2, queries: 12, keys: 12))
    #expect(attentionFindings(many).first?.text == "9 of 18 heads look mostly at the previous token")
    // Half of all heads tell nothing from each other: no map has a frame for that.
    guard case .charts(let charts) = attentionSections(many)[0].content,
      let grid = charts.first as? MapGridChart
    else {
      Issue.record("no grid")
      return
    }
    #expect(grid.rows.flatMap(\.maps).filter(\.isMarked).allSatisfy { $0.words == ["sharpest"] })
  }

  @Test("scores before the softmax, and rows that are masked as a whole, are told")
  func unusable() throws {
    let scores = try #require(
      AttentionLayer("a", heads: 1, queries: 2, keys: 2, weights: [5, -3, 2, 8]))
    let masked = try #require(
      AttentionLayer("b", heads: 1, queries: 2, keys: 2, weights: [.nan, .nan, 0.5, 0.5]))
    let report = AttentionReport([scores, masked])
    #expect(
      attentionFindings(report).map(\.text) == [
        "a: weights do not sum to 1; were they recorded before the softmax?",
        "b: the weights of 1 of 2 queries do not sum to 1; no figure counts them",
      ])
    #expect(attentionFindings(report).allSatisfy { $0.level == .warning })
    #expect(Self.faults(attentionSections(report)).isEmpty)
  }

  @Test("heads that are asked for, in their order; those that are not there are left out")
  func chosen() throws {
    var options = AttentionPageOptions()
    options.heads = [
      .init(layer: 1, head: 2), .init(layer: 0, head: 1), .init(layer: 7, head: 0), .init(layer: 0, head: -1),
    ]
    let report = AttentionReport(try Self.layers(2, heads: 3, queries: 6, keys: 6))
    let outline = Self.outline(attentionSections(report, options))
    #expect(
      outline.filter { $0.hasPrefix("heat-map layers") }.map { $0.prefix(26) } == [
        "heat-map layers.1 · head 2", "heat-map layers.0 · head 1",
      ])
    #expect(outline.contains("# Heads"))
  }

  @Test("tokens stand on both axes, an encoder's on one; padding has none")
  func tokens() throws {
    var options = AttentionPageOptions()
    options.tokens = ["the", "cat", "sat"]
    options.keyTokens = ["die", "Katze"]
    func labels(_ queries: Int, _ keys: Int) throws -> (rows: [String], columns: HeatChart.Labels)? {
      let report = AttentionReport(try Self.layers(1, heads: 1, queries: queries, keys: keys))
      guard case .charts(let charts) = attentionSections(report, options)[1].content,
        let heat = charts.first as? HeatChart
      else { return nil }
      return (heat.rowLabels, heat.columnLabels)
    }
    let own = try #require(try labels(4, 4))
    #expect(own.rows == ["the", "cat", "sat", ""] && own.columns == .names(["the", "cat", "sat", ""]))
    let cross = try #require(try labels(3, 2))
    #expect(cross.rows == ["the", "cat", "sat"] && cross.columns == .names(["die", "Katze"]))
    // More tokens than places: they are not those of this layer.
    #expect(try #require(try labels(2, 2)).rows == ["0", "1"])
    #expect(
      try #require(try labels(60, 60)).columns == .names(options.tokens + Array(repeating: "", count: 57)))
    options.tokens = []
    #expect(try #require(try labels(60, 60)).columns == .range(0...60))
  }

  @Test("many layers and heads, and long sequences, have a bound and say so")
  func bounds() throws {
    let report = AttentionReport(try Self.layers(30, heads: 40, queries: 5, keys: 5))
    let section = attentionSections(report)[0]
    #expect(section.lines.contains("24 of 30 layers are shown, at even steps."))
    #expect(section.lines.contains("32 of 40 heads are shown, at even steps."))
    guard case .charts(let charts) = section.content, let grid = charts.first as? MapGridChart else {
      Issue.record("no grid")
      return
    }
    #expect(grid.rows.count == 24 && grid.rows.allSatisfy { $0.maps.count == 32 })
    #expect(grid.rows.first?.label == "layers.0" && grid.rows.last?.label == "layers.29")
    #expect(grid.naturalSize.width < 1000)

    let long = AttentionReport(try Self.layers(1, heads: 1, queries: 700, keys: 700))
    guard case .charts(let large) = attentionSections(long)[1].content, let heat = large.first as? HeatChart
    else {
      Issue.record("no map")
      return
    }
    #expect(heat.grid.columns == 260 && heat.grid.rows == 260)
    #expect(heat.grid.extremes?.high == 0.9)
  }

  @Test("even steps have both ends", arguments: [(0, 4), (1, 4), (4, 4), (5, 4), (100, 4)])
  func steps(count: Int, most: Int) {
    let steps = evenSteps(count, most: most)
    #expect(steps.count == min(count, most))
    #expect(steps == steps.sorted() && Set(steps).count == steps.count)
    if count > 0 { #expect(steps.first == 0 && steps.last == count - 1) }
  }

  @Test("patches of an image, with and without a class token")
  func patches() {
    let patches = (0...26).compactMap { count in
      ImageMaps.Patches(tokens: count).map { "\(count): \($0.side) after \($0.before)" }
    }
    #expect(
      patches == [
        "4: 2 after 0", "5: 2 after 1", "9: 3 after 0", "10: 3 after 1", "16: 4 after 0", "17: 4 after 1",
        "25: 5 after 0", "26: 5 after 1",
      ])
  }

  @Test("an image shows what the class token looks at, or a token, or all")
  func images() throws {
    var options = AttentionPageOptions()
    options.isImage = true
    func titles(_ count: Int) throws -> [String] {
      let report = AttentionReport(try Self.layers(2, heads: 2, queries: count, keys: count))
      let sections = attentionSections(report, options)
      #expect(Self.faults(sections).isEmpty)
      return sections.map(\.title)
    }
    #expect(
      try titles(10) == [
        "Attention", "What the class token looks at in the image",
        "What the class token looks at in the image, rollout",
      ])
    #expect(try titles(9)[1] == "What patches look at in the image")
    #expect(try titles(11) == ["Attention"])
    options.query = 3
    options.heads = [.init(layer: 1, head: 1)]
    #expect(
      try titles(10) == [
        "Attention", "Heads", "What token 3 looks at in the image",
        "What token 3 looks at in the image, head by head", "What token 3 looks at in the image, rollout",
      ])
    options.query = 99
    #expect(try titles(10) == ["Attention", "Heads"])
  }

  @Test("the class token's weights are in their places")
  func places() throws {
    // The class token looks at patch 2 of 4 alone; patches at the class token.
    let weights: [Float] = [0, 0, 0, 1, 0] + (0..<4).flatMap { _ in [1, 0, 0, 0, 0] as [Float] }
    let layer = try #require(AttentionLayer("a", heads: 1, queries: 5, keys: 5, weights: weights))
    var options = AttentionPageOptions()
    options.isImage = true
    guard case .charts(let charts) = attentionSections(AttentionReport([layer]), options)[1].content,
      let tiles = charts.first as? TileChart, case .numbers(let grid) = tiles.tiles.first?.pixels
    else {
      Issue.record("no tiles")
      return
    }
    #expect(grid == NumberGrid(columns: 2, rows: 2, values: [0, 0, 1, 0]))
  }

  @Test("hostile names and numbers make no unsound file")
  func hostile() throws {
    var options = AttentionPageOptions()
    options.tokens = [HostileText.name, "", "\u{202E}a", String(repeating: "x", count: 10_000)]
    options.isImage = true
    for values: [Float] in [
      [.nan], [.infinity, -.infinity], [0], [-1, 1], [3e38, 3e38], [.leastNonzeroMagnitude],
    ] {
      let layers = try [(1, 1), (4, 4), (4, 5), (1, 4)].map { queries, keys in
        let count = 2 * queries * keys
        let weights = (0..<count).map { values[$0 % values.count] }
        return try #require(
          AttentionLayer(HostileText.name, heads: 2, queries: queries, keys: keys, weights: weights))
      }
      let report = AttentionReport(layers)
      #expect(Self.faults(attentionSections(report, options), attentionFindings(report)).isEmpty)
    }
    #expect(attentionSections(AttentionReport([])).isEmpty && attentionFindings(AttentionReport([])).isEmpty)
  }
}
