import Exporting
import FoldoutKit
import TestSupport
import Testing

/// What `foldout weights` prints for a terminal.
@Suite struct WeightTableTests {
  private func table(_ path: String, _ options: WeightOptions = WeightOptions()) throws -> String {
    try String(decoding: WeightFile(path: path).document(as: .text, options).bytes, as: UTF8.self)
  }

  /// Four equal layers of other weights, as a model of `layers.0` to `layers.3`.
  private func stack(named word: String = "layers") throws -> TestFolder {
    var nodes: [Wire] = []
    var tensors: [Wire] = []
    var random = SeededGenerator(seed: 4)
    for layer in 0..<4 {
      for (part, (type, name)) in [("MatMul", "up"), ("Tanh", "act"), ("MatMul", "down")].enumerated() {
        let module = "\(word).\(layer)"
        let weight = "\(module).\(name).weight"
        let value = 3 * layer + part
        nodes.append(
          .node(
            type, "/\(module)/\(name)/\(type)", inputs: ["v\(value)"] + (type == "MatMul" ? [weight] : []),
            outputs: ["v\(value + 1)"]))
        guard type == "MatMul" else { continue }
        let numbers = (0..<64).map { _ in Float.random(in: -1...1, using: &random) * Float(layer + 1) }
        tensors.append(.floats(weight, [8, 8], numbers))
      }
    }
    let folder = try TestFolder()
    try folder.put(
      Wire.model(.graph(nodes, inputs: ["v0"], outputs: ["v12"], initializers: tensors)), "m.onnx")
    return folder
  }

  private func stackTable(named word: String = "layers") throws -> String {
    let folder = try stack(named: word)
    defer { withExtendedLifetime(folder) {} }
    return try table(folder.path("m.onnx"))
  }

  @Test func theSickModel() throws {
    try expectGolden(
      "FoldoutKit/digits_cnn-sick.weights.txt", table(modelPath("weights/digits_cnn-sick.onnx")))
  }

  /// Equal blocks are one row, with the least and the greatest spread.
  @Test func aStack() throws {
    try expectGolden("FoldoutKit/stack.weights.txt", stackTable())
  }

  @Test func ordersAndRows() throws {
    let path = modelPath("weights/digits_cnn-sick.onnx")
    var options = WeightOptions()
    func first(_ order: WeightOrder) throws -> Substring {
      (options.order, options.top) = (order, 1)
      let lines = try table(path, options).split(separator: "\n")
      let head = try #require(lines.firstIndex { $0.hasPrefix("tensor") })
      return lines[head + 2].prefix { $0 != " " }
    }
    // Half of the largest is zeros; 80 is one number far away.
    #expect(try first(.size) == "conv3.weight" && first(.name) == "conv1.bias")
    #expect(try first(.zeros) == "conv3.weight" && first(.spread) == "conv2.bias")
    #expect(try first(.outliers) == "fc1.weight" || first(.outliers) == "conv2.bias")
  }

  @Test func onlySome() throws {
    var options = WeightOptions()
    options.only = ["conv2.*"]
    let text = try table(modelPath("weights/digits_cnn-sick.onnx"), options)
    #expect(text.contains("conv2") && !text.contains("conv1") && !text.contains("fc1"))
  }

  @Test func hostileNames() throws {
    let text = try stackTable(named: HostileText.name.replacing("/", with: ""))
    #expect(
      !text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0 == "\u{202E}" || $0 == "\u{200B}" })
  }
}
