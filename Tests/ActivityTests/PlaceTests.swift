import ModelGraph
import Recordings
import Testing

@testable import Activity

/// Which values of a model arrays stand for, by the names that other programs give them.
@Suite struct PlaceTests {
  private static let model = typed(
    """
    in x 2×3×8×8
    weight features.0.weight 4×3×3×3
    Conv x features.0.weight -> conv @features/0:Conv2d pads=1,1,1,1
    Relu conv -> relu @features/1:ReLU
    GlobalAveragePool relu -> pooled
    Flatten pooled -> flat
    weight head.weight 4×5
    MatMul flat head.weight -> y @head:Linear
    out y
    """)

  private func place(_ name: String, _ dims: [Int64] = [2, 4, 8, 8]) -> Result<ValuePlace, NoPlace> {
    FindPlaces(Self.model).place(of: counted(name, dims))
  }

  private func name(_ array: String, _ dims: [Int64] = [2, 4, 8, 8]) -> String? {
    try? place(array, dims).get().name
  }

  @Test func namesOfValues() throws {
    let conv = try place("conv").get()
    #expect(conv.name == "conv" && conv.operatorType == "Conv" && conv.path == "features.0")
    #expect(!conv.isOfModule && !conv.isInput && !conv.isOutput)
    #expect(try place("x").get().isInput && place("x").get().node == nil)
    #expect(try place("y").get().isOutput)
  }

  @Test func namesOfModules() throws {
    let conv = try place("features.0").get()
    #expect(conv.name == "conv" && conv.isOfModule)
    for name in [
      "features/1", "features.1", "module.features.1", "_orig_mod.features.1", "net/features/1", "1:0",
    ] {
      #expect(self.name(name) == "relu", "\(name)")
    }
    // What leaves the module is that of its last part.
    #expect(name("features") == "relu" && name("head", [2, 5]) == "y")
  }

  /// ONNX's test data know inputs by their number.
  @Test func numbersOfInputs() {
    #expect(name("input_0", [2, 3, 8, 8]) == "x" && name("input_1") == nil && name("input_x") == nil)
    // Weights are listed among the inputs of old files.
    #expect(place("input_-1") == .failure(.unknownName))
  }

  @Test func anotherNumberOfSamples() {
    #expect(name("features.0", [7, 4, 8, 8]) == "conv")
    #expect(
      place("features.0", [2, 4, 8, 7])
        == .failure(.otherShape(recorded: "2×4×8×7", expected: "2×4×8×8")))
    #expect(
      place("head", [2, 5, 1]) == .failure(.otherShape(recorded: "2×5×1", expected: "2×5")))
  }

  @Test(arguments: ["features.2", "decoder.head", "", "/", "features.0.weight.x", "none"])
  func unknownNames(name: String) {
    #expect(place(name) == .failure(.unknownName))
  }

  @Test func gradients() {
    for name in [
      "grad/features.1", "grads/relu", "features.1.grad", "gradient/features/1", "grad.relu", "relu:grad",
    ] {
      #expect(FindPlaces.isGradient(name) && self.name(name) == "relu", "\(name)")
    }
    for name in ["gradual", "grad", "features.1", "upgrade/x"] { #expect(!FindPlaces.isGradient(name)) }
  }

  /// Only gradients are of parameters.
  @Test func parameters() {
    for name in ["features.0.weight", "grad/features.0.weight", "module.features.0.weight"] {
      #expect(self.name(name, [4, 3, 3, 3]) == "features.0.weight", "\(name)")
    }
    #expect(place("weight", [4, 5]) == .failure(.unknownName))
  }

  @Test func severalModulesOfOneName() throws {
    let model = typed(
      """
      in x 2×4
      Relu x -> a @one/act:ReLU
      Tanh a -> b @two/act:Tanh
      Relu b -> c @three:Both
      Tanh b -> d @three:Both
      out c
      out d
      """)
    let places = FindPlaces(model)
    #expect(places.place(of: counted("act", [2, 4])) == .failure(.ambiguous))
    #expect(try places.place(of: counted("two.act", [2, 4])).get().name == "b")
    // A module that gives two values of the same dims.
    #expect(places.place(of: counted("three", [2, 4])) == .failure(.ambiguous))
  }

  @Test func ofSeveralOutputsTheOneOfTheDims() throws {
    let model = typed(
      """
      in x 2×4
      ints axes 0
      Relu x -> same @m:Both
      Unsqueeze same axes -> other @m:Both
      out same
      out other
      """)
    #expect(try FindPlaces(model).place(of: counted("m", [2, 4])).get().name == "same")
  }

  @Test func layersOfKeras() throws {
    let report = try report("weights/digits_keras_cnn.keras", "layers.npz")
    #expect(
      report.values.map(\.array.name) == [
        "conv_a", "conv_b", "pool", "flatten", "dropout", "hidden", "digit",
      ])
    for value in report.values { #expect(value.value?.path == value.array.name) }
  }

  @Test func hooksOfPyTorch() throws {
    let report = try report("weights/digits_cnn-ts.onnx", "hooks.npz", "gradients.npz")
    #expect(report.unmatched.isEmpty && report.samples == 2)
    #expect(
      report.values.map(\.array.name) == [
        "conv3", "conv3", "relu3", "relu3", "pool3", "pool3", "relu4", "relu4",
      ])
    #expect(report.values.map(\.isGradient) == Array([[Bool]](repeating: [false, true], count: 4).joined()))
  }

  @Test func whatFindsNoPlaceStaysBehind() {
    let report = scan(
      Self.model, counted("zebra", [2, 4]), counted("ant", [2]), counted("relu", [2, 4, 8, 8]))
    #expect(report.values.map(\.array.name) == ["relu", "zebra", "ant"])
    #expect(report.unmatched.map(\.array.name) == ["zebra", "ant"])
  }
}
