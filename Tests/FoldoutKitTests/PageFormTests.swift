import DiagramModel
import FoldoutKit
import PictureFaults
import PipelineSupport
import Rendering
import TestSupport
import Testing

/// What callers may ask of a page.
@Suite struct PageFormTests {
  private func page(
    _ file: String, _ change: (inout DrawOptions) -> Void = { _ in }
  ) throws -> (diagram: Diagram, placement: Placement) {
    var options = DrawOptions()
    change(&options)
    let model = try Foldout.read(path: modelPath(file)).model
    return try Foldout.page(of: Foldout.outline(of: model, options.fold), options)
  }

  @Test func words() {
    #expect(PageForm("column") == .column && PageForm("portrait") == .portrait)
    #expect(PageForm("landscape") == .landscape && PageForm("210x297") != nil)
    #expect(PageForm("210x297") == PageForm("420x594") && PageForm("297x210") != PageForm("210x297"))
    for text in ["", "x", "0x1", "1x0", "-1x4", "9x9x9", "200000x1", "Portrait", "1.5x2"] {
      #expect(PageForm(text) == nil, "\(text)")
    }
  }

  @Test func proportions() throws {
    var ratios: [Double] = []
    for form in [PageForm.landscape, .portrait] {
      let (diagram, placement) = try page("resnet50-ts.onnx") { $0.page = form }
      let size = try #require(placement.page).size
      ratios.append(size.height / size.width)
      #expect(placementFaults(diagram, placement).isEmpty && sceneFaults(paint(diagram, placement)).isEmpty)
      #expect(diagram.details.map(\.letter.text) == ["A"] && diagram.panels.contains(where: \.isRegion))
    }
    #expect(ratios[0] < 0.72 && ratios[1] > 0.7 && ratios[1] < 1.42)
  }

  @Test func aColumnHasNoDetails() throws {
    let (diagram, placement) = try page("resnet50-ts.onnx") { $0.page = .column }
    #expect(diagram.details.isEmpty && placement.page == nil)
  }

  @Test func detailsThatWereAskedFor() throws {
    func titles(_ details: DetailRequest) throws -> [String] {
      try page("k3_transformer_encoder.json") { $0.details = details }.diagram.details.map(\.title.text)
    }
    #expect(try titles(.none).isEmpty)
    #expect(try titles(.automatic).count > 1 && titles(.atMost(1)).count == 1)
    #expect(try titles(.matching([Glob("MLP")])).count == 1)
    #expect(try titles(.matching([Glob("nothing of that name")])).isEmpty)
  }

  /// A colour that is one member's cost would be said of all.
  @Test func detailsHaveNoCosts() throws {
    let (diagram, _) = try page("resnet50-ts.onnx") { $0.compose.colors = .macs }
    func heats(_ panel: Panel) -> [HeatLevel] {
      panel.boxes.compactMap { box in
        guard case .card(let card) = box.content else { return nil }
        return card.heat
      }
    }
    #expect(!heats(diagram.panels[0]).isEmpty)
    #expect(diagram.details.allSatisfy { heats(diagram.panels[$0.panel]).isEmpty })
  }

  @Test func detailsOfASlideStandBelow() throws {
    let (diagram, placement) = try page("resnet50-ts.onnx") {
      $0.page = .landscape
      $0.compose.direction = .right
    }
    let page = try #require(placement.page)
    #expect(page.details.allSatisfy { $0.y > placement.panels[0].size.height })
    #expect(diagramFaults(diagram).isEmpty && placementFaults(diagram, placement).isEmpty)
  }

  @Test func aHighPictureHasItsNotesBeside() throws {
    let (diagram, placement) = try page("k3_mlp.h5")
    #expect(placement.page?.hasNotesBeside ?? false)
    let scene = paint(diagram, placement)
    #expect(sceneFaults(scene).isEmpty && scene.size.height < 1.5 * scene.size.width)
    let column = try page("k3_mlp.h5") { $0.page = .column }
    #expect(paint(column.diagram, column.placement).size.height > scene.size.height)
  }
}
