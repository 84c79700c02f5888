import ModelGraph
import TestSupport
import Testing

@testable import Weights

/// What a tensor is called in sentences.
@Suite struct LabelTests {
  private func tensor(_ name: String, in module: [String] = []) -> StoredTensor {
    StoredTensor(
      graph: 0, value: 0, tensor: TensorRef(dataType: .float32, dims: [2]), name: name, module: module)
  }

  @Test func namesOfTheFile() {
    #expect(tensor("conv1.weight").label == "conv1.weight")
    #expect(tensor("conv1.weight").layerLabel == "conv1")
    #expect(tensor("dense/kernel").layerLabel == "dense")
    #expect(tensor("layer.gamma").layerLabel == "layer.gamma")
    #expect(tensor(".weight").layerLabel == ".weight" && tensor("").label == "")
  }

  @Test func namesThatAnExporterMadeUp() {
    for name in ["onnx::MatMul_123", "val_45", "1024"] {
      #expect(tensor(name, in: ["encoder", "q"]).label == "encoder.q (\(name))")
      #expect(tensor(name, in: ["encoder", "q"]).layerLabel == "encoder.q")
      #expect(tensor(name).label == name)
    }
    for name in ["w1", "v", "layer.1.weight"] { #expect(!tensor(name).isNameMadeUp) }
  }

  @Test func paths() {
    #expect(tensor("w", in: ["a", "b"]).path == "a.b/w")
    #expect(tensor("a.b.w", in: ["a", "b"]).path == "a.b.w")
    #expect(tensor("a.bw", in: ["a", "b"]).path == "a.b/a.bw")
    #expect(tensor("w").path == "w")
  }

  @Test func hostileNames() {
    #expect(
      tensor(HostileText.name).label.unsafe.isEmpty
        && tensor(HostileText.name + ".weight").layerLabel.unsafe.isEmpty)
    let long = tensor("7", in: [String](repeating: HostileText.name, count: 50))
    #expect(long.label.unsafe.isEmpty && long.label.count < 200)
  }
}
