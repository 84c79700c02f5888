import DiagramModel
import Rendering
import TestSupport
import Testing
import TextMetrics

@Suite struct SVGTests {
  static let samples = [Sample.resnet, Sample.transformer]

  @Test(arguments: ThemeChoice.allCases) func wellFormedAndSelfContained(_ theme: ThemeChoice) throws {
    for sample in Self.samples {
      let svg = try parseXML(renderSVG(sample.diagram, sample.placement, theme: theme))
      #expect(svg.name == "svg" && svg["role"] == "img")
      #expect(svg.children.prefix(2).map(\.name) == ["title", "desc"])
      let ids = svg.children.prefix(2).compactMap { $0["id"] }
      #expect(ids.count == 2 && ids.joined(separator: " ") == svg["aria-labelledby"])
      #expect(svg.children[0].text == sample.diagram.title)
      let size = try #require(svg["viewBox"]).split(separator: " ").map(String.init)
      #expect(size.count == 4 && size[2] == svg["width"] && size[3] == svg["height"])
      let allowed: Set = ["svg", "title", "desc", "style", "g", "rect", "path", "text"]
      for element in svg.all {
        #expect(allowed.contains(element.name))
        #expect(!element.attributes.contains { $0.name.hasPrefix("on") || $0.name.contains("href") })
        #expect(element.classes.allSatisfy { $0.hasPrefix("foldout") })
      }
      #expect(svg.all.contains { $0.name == "style" } == (theme == .auto))
    }
  }

  @Test func firstRectIsTheCard() throws {
    let sample = Sample.transformer
    let svg = try parseXML(renderSVG(sample.diagram, sample.placement))
    let boxes = svg.all.filter {
      !Set($0.classes).isDisjoint(with: ["foldout-node", "foldout-terminal", "foldout-block"])
    }
    let drawn = sample.diagram.panels.reduce(0) { $0 + $1.boxes.count }
    #expect(boxes.count == drawn)
    let sizes = zip(sample.diagram.panels, sample.placement.panels).flatMap { panel, place in
      zip(panel.boxes, place.boxes).map { [$0.name, String(Int($1.size.width.rounded()))] }
    }
    let found = boxes.map { box -> [String] in
      let width = box.children.first { $0.name == "rect" }?["width"].flatMap(Double.init) ?? 0
      return [box["data-name"] ?? "", String(Int(width.rounded()))]
    }
    #expect(found.sorted { $0[0] + $0[1] < $1[0] + $1[1] } == sizes.sorted { $0[0] + $0[1] < $1[0] + $1[1] })
    for box in boxes where box.classes.contains("foldout-node") {
      #expect((box["data-op"] == nil) != (box["data-scope"] == nil))
    }
  }

  @Test func childrenNestInTheirBlock() throws {
    let svg = try parseXML(renderSVG(Sample.transformer.diagram, Sample.transformer.placement))
    let blocks = svg.all.filter { $0.classes.contains("foldout-block") }
    let outer = try #require(blocks.first)
    #expect(
      outer.all.filter { $0.classes.contains("foldout-block") }.compactMap { $0["data-name"] }
        == ["layers.0 … 31", "self_attn"])
    #expect(outer.all.contains { $0["data-op"] == "RotaryEmbedding" })
    #expect(!outer.all.contains { $0["data-op"] == "LSTM" })
  }

  @Test func linksEndAtTheirTargets() throws {
    let sample = Sample.resnet
    let svg = try parseXML(renderSVG(sample.diagram, sample.placement))
    let links = svg.all.filter { $0.classes.contains("foldout-link") }
    // Lines of one value that share a way are branches of one path.
    let branches = links.reduce(0) { $0 + ($1["d"] ?? "").count { $0 == "M" } }
    #expect(branches == sample.diagram.panels.reduce(0) { $0 + $1.links.count })
    #expect(links.allSatisfy { $0["fill"] == nil && $0["data-value"] != nil })
    let groups = svg.all.filter { $0.classes.contains("foldout-links") }
    #expect(groups.allSatisfy { $0["fill"] == "none" && $0["stroke"] != nil })
    // From the pill at the top to the card below it, less what the arrowhead covers.
    let (page, box) = (sample.placement.panels[0], sample.placement.panels[0].boxes)
    let offset = Point((Double(try #require(svg["width"])) ?? 0) / 2 - page.size.width / 2, 16)
    let way = try #require(links.first { $0["data-value"] == "input" }?["d"]).dropFirst().split(
      separator: "V")
    let ends = way.map { $0.split(separator: " ").compactMap { Double($0) } }
    #expect(ends.map(\.count) == [2, 1])
    #expect(abs(ends[0][0] - (offset.x + box[0].minX + box[0].size.width / 2)) < 0.06)
    #expect(abs(ends[0][1] - (offset.y + box[0].maxY)) < 0.06)
    #expect(abs(ends[1][0] - (offset.y + box[1].minY - 4)) < 0.06)
    let labels = svg.all.filter { $0.classes.contains("foldout-label") }
    #expect(labels.map(\.text).contains("1×64×112×112"))
  }

  @Test func sameBytes() {
    for sample in Self.samples {
      for theme in ThemeChoice.allCases {
        #expect(
          renderSVG(sample.diagram, sample.placement, theme: theme)
            == renderSVG(sample.diagram, sample.placement, theme: theme))
      }
    }
  }

  @Test func idsComeFromTheContent() throws {
    let ids = try Self.samples.map { sample in
      try parseXML(renderSVG(sample.diagram, sample.placement))["aria-labelledby"]
    }
    #expect(ids[0] != ids[1])
  }

  @Test func darkAndAutoColours() throws {
    let sample = Sample.resnet
    let light = try parseXML(renderSVG(sample.diagram, sample.placement))
    let dark = try parseXML(renderSVG(sample.diagram, sample.placement, theme: .dark))
    let auto = try parseXML(renderSVG(sample.diagram, sample.placement, theme: .auto))
    let fills = { (svg: XMLElement) in svg.all.compactMap { $0["fill"] } }
    #expect(fills(light) == fills(auto))
    #expect(fills(light) != fills(dark))
    let style = try #require(auto.children.first { $0.name == "style" }).text
    let classes = Set(auto.all.flatMap(\.classes).filter { $0.hasPrefix("foldout-f-") })
    #expect(classes.allSatisfy { style.contains("." + $0 + "{fill:#") })
    #expect(style.hasPrefix("@media (prefers-color-scheme:dark){"))
  }
}
