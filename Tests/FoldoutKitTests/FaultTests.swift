import Composing
import DiagramModel
import Folding
import FoldoutKit
import GraphvizLayout
import PictureFaults
import PipelineSupport
import Rendering
import TestSupport
import Testing

/// The searches for faults find those that were planted.
@Suite struct FaultTests {
  private let outline: Outline
  private let diagram: Diagram
  private let placement: Placement

  init() throws {
    let options = DrawOptions()
    outline = try fold(try model("resnet50-ts"), options.fold)
    diagram = compose(outline, options.compose)
    placement = try layOut(diagram)
  }

  /// The faults found in a placement after a change.
  private func found(_ change: (inout PanelPlacement) -> Void) -> String {
    var placement = placement
    change(&placement.panels[0])
    return placementFaults(diagram, placement).joined(separator: "; ")
  }

  @Test func nothingWhereAllIsWell() throws {
    #expect(outlineFaults(outline).isEmpty && diagramFaults(diagram).isEmpty)
    #expect(placementFaults(diagram, placement).isEmpty && sceneFaults(paint(diagram, placement)).isEmpty)
    #expect(svgFaults(renderSVG(diagram, placement), of: diagram).isEmpty)
    #expect(htmlFaults(try draw(model("resnet50-ts"), as: .html)).isEmpty)
    #expect(dotFault(try draw(model("resnet50-ts"), as: .dot)) == nil)
  }

  @Test func boxesThatStandWrong() {
    #expect(found { $0.boxes[1].origin = $0.boxes[2].origin }.contains("boxes 1 and 2 touch"))
    #expect(found { $0.boxes[1].origin.y = -20 }.contains("box 1 sticks out"))
    #expect(found { $0.boxes[0].size.width += 1 }.contains("box 0 has another size"))
    #expect(found { $0.boxes.removeLast() }.contains("incomplete"))
  }

  @Test func linesThatRunWrong() {
    #expect(found { $0.routes[0].start.x += 500 }.contains("line 0 starts nowhere"))
    #expect(found { $0.routes[1].segments.removeAll() }.contains("line 1 ends nowhere"))
    #expect(
      found { placed in
        let box = placed.boxes[3]
        let middle = Point(box.minX + box.size.width / 2, box.minY + box.size.height / 2)
        placed.routes[0].segments.insert(.line(middle), at: 0)
      }.contains("line 0 runs through box 3"))
  }

  @Test func labelsThatAreCovered() throws {
    let label = try #require(placement.panels[0].labels.first)
    #expect(found { $0.labels[0].rect.origin = $0.boxes[0].origin }.contains("hits box 0"))
    #expect(found { $0.labels.append(label) }.contains("hits label"))
  }

  @Test func textsThatMeet() throws {
    var scene = paint(diagram, placement)
    let place = try #require(scene.items.firstIndex { if case .text = $0 { true } else { false } })
    scene.items.append(scene.items[place])
    #expect(sceneFaults(scene).contains { $0.hasSuffix("meet") })
    scene.size.width /= 2
    #expect(sceneFaults(scene).contains { $0.hasSuffix("leaves the page") })
  }

  @Test func textThatDoesNotFit() {
    var diagram = diagram
    diagram.panels[0].boxes[1].size.width = 20
    #expect(diagramFaults(diagram).contains { $0.contains("does not fit") })
    diagram.panels[0].links[0].target = .box(1, port: 99)
    #expect(diagramFaults(diagram).contains { $0.contains("line 0 to nowhere") })
  }

  @Test func outlinesThatAreWrong() {
    func found(_ change: (inout Outline) -> Void) -> String {
      var outline = outline
      change(&outline)
      return outlineFaults(outline).joined(separator: "; ")
    }
    #expect(found { $0.blocks[0].operatorCount += 1 }.contains("operators, has"))
    #expect(found { $0.blocks[0].items.removeLast() }.contains("stands in 0 blocks"))
    #expect(found { $0.blocks[1].links.removeAll() }.contains("ends at the border"))
    #expect(found { $0.blocks[0].links.append($0.blocks[0].links[0]) }.contains("has a link twice"))
  }

  @Test func documentsThatAreWrong() throws {
    let svg = String(renderSVG(diagram, placement))
    #expect(!svgFaults(Array(svg.replacing("</text>", with: "", maxReplacements: 1).utf8)).isEmpty)
    #expect(
      !svgFaults(Array(svg.replacing("<title>", with: "<script/><title>", maxReplacements: 1).utf8)).isEmpty)
    #expect(!svgFaults(Array(svg.utf8), of: Diagram(panels: [])).isEmpty)
    let page = String(try draw(model("resnet50-ts"), as: .html))
    for (part, change) in [("</h1>", ""), ("</ul>", ""), ("<main>", "<main><b>"), ("{\"values\":", "{")] {
      #expect(
        !htmlFaults(Array(page.replacing(part, with: change, maxReplacements: 1).utf8)).isEmpty, "\(part)")
    }
    #expect(dotFault(Array("digraph { \"a }".utf8)) != nil && dotFault(Array("}{".utf8)) != nil)
    #expect(!textFaults([0x61, 0x1B]).isEmpty && textFaults([0x61, 0x1B], isColored: true).isEmpty)
  }
}
