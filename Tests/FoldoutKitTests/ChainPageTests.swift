import Composing
import DiagramModel
import Folding
import FoldoutKit
import PictureFaults
import PipelineSupport
import Rendering
import TestSupport
import Testing

/// Pages of models that are chains, from the file to the picture.
@Suite struct ChainPageTests {
  private func page(
    _ file: String, _ change: (inout DrawOptions) -> Void = { _ in }
  ) throws -> (diagram: Diagram, placement: Placement) {
    var options = DrawOptions()
    options.page = .portrait
    change(&options)
    let model = try Foldout.read(path: modelPath(file)).model
    return try Foldout.page(of: Foldout.outline(of: model, options.fold), options)
  }

  @Test func aChainInAFrame() throws {
    let (diagram, placement) = try page("lstm_classifier-ts.onnx")
    let panel = placement.panels[0]
    #expect(panel.seams.count == 1 && panel.size.height < 1.5 * panel.size.width)
    #expect(diagramFaults(diagram).isEmpty && placementFaults(diagram, placement).isEmpty)
    #expect(sceneFaults(paint(diagram, placement)).isEmpty)
    #expect(svgFaults(renderSVG(diagram, placement), of: diagram).isEmpty)
    // The frame is gone, no operator is.
    #expect(diagram.panels.count == 1 && diagram.panels[0].boxes.count == 11)
  }

  @Test func cutsWhereStagesEnd() throws {
    let (diagram, placement) = try page("k3_app_VGG16.json") { $0.fold.flat = true }
    let panel = diagram.panels[0]
    #expect(placementFaults(diagram, placement).isEmpty && !placement.panels[0].seams.isEmpty)
    for seam in placement.panels[0].seams {
      #expect(panel.seams[seam.link].grade == .stage)
      #expect(panel.seams[seam.link].label?.text.hasPrefix("None×") ?? false)
    }
    let pools = panel.links.indices.filter { link in
      guard case .box(let box, _) = panel.links[link].source else { return false }
      return panel.boxes[box].tooltip.contains("MaxPooling2D")
    }
    #expect(pools.count == 5 && pools.allSatisfy { panel.seams[$0].grade == .stage })
  }

  @Test func whereItIsNotCut() throws {
    for change: @Sendable (inout DrawOptions) -> Void in [
      { $0.page = .column }, { $0.compose.direction = .right }, { $0.fold.depth = 9 },
    ] {
      let (diagram, placement) = try page("lstm_classifier-ts.onnx", change)
      #expect(placement.panels[0].seams.isEmpty && diagram.panels.count > 1)
    }
  }

  @Test func withoutShapesThereIsNoLabel() throws {
    let (diagram, placement) = try page("k3_app_VGG16.json") {
      $0.fold.flat = true
      $0.compose.shapes = .none
    }
    let panel = placement.panels[0]
    #expect(panel.seams.isEmpty && panel.size.height < 1.5 * panel.size.width)
    #expect(placementFaults(diagram, placement).isEmpty)
  }
}
