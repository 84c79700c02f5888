import Composing
import DiagramModel
import Folding
import FoldoutKit
import GraphvizLayout
import ModelGraph
import PictureFaults
import PipelineSupport
import Rendering
import TestSupport
import Testing

/// What holds of the drawing of any model.
@Suite struct RandomModelTests {
  private static let options: [FoldOptions] = [
    FoldOptions(), FoldOptions(flat: true), FoldOptions(depth: 100),
    FoldOptions(showsPlumbing: true, showsConstants: true),
  ]

  @Test(arguments: options.indices) func picturesAreSound(_ index: Int) throws {
    for seed in UInt64(1)...80 {
      let random = RandomModel(seed: seed)
      let diagram = compose(try fold(random.model, Self.options[index]))
      let placement = try layOut(diagram)
      let faults = placementFaults(diagram, placement)
      #expect(faults.isEmpty, "seed \(seed):\n\(random.main)\(faults.prefix(5))")
      let picture = svgFaults(renderSVG(diagram, placement), of: diagram)
      #expect(picture.isEmpty, "seed \(seed): \(picture)")
    }
  }

  @Test func rightwardPicturesAreSound() throws {
    for seed in UInt64(81)...140 {
      var options = ComposeOptions()
      options.direction = .right
      let diagram = compose(try fold(RandomModel(seed: seed).model), options)
      let faults = placementFaults(diagram, try layOut(diagram))
      #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(5))")
    }
  }

  @Test func theSameBytesAgain() throws {
    var first: [[UInt8]] = []
    for seed in UInt64(1)...40 { first.append(try draw(RandomModel(seed: seed).model)) }
    // Other work in between, so that memory is laid out otherwise.
    var waste: [[Int]] = []
    for size in 1...400 { waste.append([Int](repeating: size, count: size * 7)) }
    for seed in (1...40).reversed() {
      let isSame = try draw(RandomModel(seed: UInt64(seed)).model) == first[seed - 1]
      #expect(isSame, "seed \(seed)")
      waste.removeFirst(3)
    }
  }

  @Test func otherFormatsParse() throws {
    for seed in UInt64(1)...100 {
      let model = RandomModel(seed: seed).model
      let graph = try jsonObject(draw(model, as: .json))
      #expect(graph["version"] as? Int == 1)
      let blocks = try #require(graph["blocks"] as? [[String: Any]])
      let outline = try fold(model)
      #expect(blocks.count == outline.blocks.count)
      #expect(blocks.compactMap { $0["operators"] as? Int } == outline.blocks.map(\.operatorCount))
      let dot = try String(draw(model, as: .dot))
      #expect(dot.hasPrefix("digraph") && dot.hasSuffix("}\n"))
      #expect(dot.filter { $0 == "{" }.count == dot.filter { $0 == "}" }.count)
      let chart = try String(draw(model, as: .mermaid))
      #expect(chart.contains("\nflowchart TB\n") && chart.utf16.count <= 50_000)
      #expect(try Foldout.summaryText(model).bytes.isEmpty == false)
      _ = try jsonObject(Foldout.summaryJSON(model).bytes)
    }
  }

  @Test(arguments: [
    "resnet50-ts", "mobilenet_v2-names_numeric", "bert-ort_fused", "unet_handwritten-ts",
    "lstm_classifier-ts",
    "tf2onnx_k2_MobileNetV2", "script_loop_if-ts", "functions_nested", "skl_columntransformer",
    "resnet18-qdq_static", "names_odd", "cond_dynamo-dynamo", "all_dtypes_all_attributes",
    "external_data_small",
  ])
  func realModelsAreSound(_ name: String) throws {
    let model = try model(name)
    for direction in Diagram.Direction.allCases {
      var options = ComposeOptions()
      options.direction = direction
      let diagram = compose(try fold(model), options)
      let placement = try layOut(diagram)
      let faults = placementFaults(diagram, placement)
      #expect(faults.isEmpty, "\(faults.prefix(5))")
      #expect(svgFaults(renderSVG(diagram, placement), of: diagram).isEmpty)
    }
  }
}
