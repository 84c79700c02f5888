import Composing
import GraphvizLayout
import ModelGraph
import TestSupport
import Testing

@testable import Folding
@testable import FoldoutKit

/// Folding decides what is open by a guess at the picture's height. It knows neither cards nor layout, so the guess is
/// held against real pictures here.
@Suite struct EstimateTests {
  @Test(arguments: [
    "resnet50-ts.onnx", "bert-ort_fused.onnx", "k3_multi_io.json", "k3_bilstm.json", "k2_app_ResNet50.json",
  ])
  func theGuessIsNearTheHeight(name: String) throws {
    let model = try Foldout.read(path: modelPath(name)).model
    for depth in [0, 1, 3] {
      let outline = try fold(model, FoldOptions(depth: depth))
      let guess = OpeningPolicy.extent(of: outline).height
      let placement = try layOut(compose(outline, ComposeOptions()))
      let height = placement.panels[0].size.height
      #expect(guess > 0.6 * height && guess < 1.6 * height, "depth \(depth): \(guess) for \(height)")
    }
  }
}
