import Idioms
import ModelGraph
import PipelineSupport
import TestSupport
import Testing

@testable import Folding

/// The functions of a model with their places.
@Suite struct FunctionReportTests {
  private func report(_ text: String) throws -> [String: Int] {
    let model = makeModel(text)
    try #require(verify(model).isEmpty)
    return counts(model)
  }

  private func counts(_ model: Model) -> [String: Int] {
    let entries = FunctionReport(of: model).entries
    return Dictionary(
      uniqueKeysWithValues: entries.map { ($0.title + ($0.detail.map { " " + $0 } ?? ""), $0.places.count) })
  }

  @Test func spellingsOfOneFunctionAreOne() throws {
    let found = try report(
      """
      in x 1×8
      weight w 8×8
      scalar root 1.4142135
      scalar one 1
      scalar half 0.5
      MatMul x w -> a
      Div a root -> b
      Erf b -> c
      Add c one -> d
      Mul a d -> e
      Mul e half -> f
      MatMul f w -> g
      Gelu g -> h
      MatMul h w -> i
      Sigmoid i -> j
      Mul i j -> k
      out k
      """)
    #expect(found == ["GELU": 2, "SiLU": 1])
  }

  /// A function without a name is the largest closed region; scales behind an activation belong to what comes next.
  @Test func functionsWithoutNamesAreFound() throws {
    let found = try report(
      """
      in x 1×8
      weight w 8×8
      scalar cap 30
      scalar two 2
      MatMul x w -> a
      Div a cap -> b
      Tanh b -> c
      Mul c cap -> d
      MatMul d w -> e
      Relu e -> f
      Mul f two -> g
      MatMul g w -> h
      Sin h -> i
      Abs i -> j
      out j
      """)
    #expect(found == ["30 · tanh(x / 30)": 1, "ReLU": 1, "|sin(x)|": 1])
  }

  /// Arithmetic on masks, positions and variances is none.
  @Test func otherArithmeticIsNone() throws {
    let found = try report(
      """
      in x 1×8
      in:int64 mask 1×8
      weight w 8×8
      scalar one 1
      scalar low -10000
      scalar two 2
      Cast mask -> m to=1
      Sub one m -> n
      Mul n low -> bias
      MatMul x w -> a
      Add a bias -> b
      Pow b two -> c
      ReduceMean c -> v
      Sqrt v -> s
      Div b s -> y
      MatMul x w -> angle
      Mul angle two -> turned
      Cos turned -> p
      Sin turned -> q
      Mul p y -> r
      Mul q y -> t
      Concat r t -> z axis=1
      out z
      """)
    #expect(found == [:])
  }

  @Test func gatesAreListedByName() throws {
    let model = try model("lstm_classifier-ts")
    #expect(counts(model) == ["Sigmoid": 6, "Tanh": 4])
    let sigmoid = try #require(FunctionReport(of: model).entries.first { $0.title == "Sigmoid" })
    #expect(sigmoid.places.prefix(3).map(\.part) == ["input gate", "output gate", "forget gate"])
    #expect(sigmoid.places.allSatisfy { $0.operators == ["LSTM"] && $0.path == "rnn" })
  }

  /// By the ONNX specification each function takes the next of the parameters, if it has any.
  @Test func parametersOfGatesAreConsumedInOrder() throws {
    var node = makeModel("in x 1×1×1\nLSTM x -> y\nout y").main.nodes[0]
    node.attributes = [
      Attribute("direction", .string("bidirectional")),
      Attribute(
        "activations", .strings(["HardSigmoid", "Tanh", "LeakyRelu", "Sigmoid", "ScaledTanh", "Elu"])),
      Attribute("activation_alpha", .floats([0.25, 0.125, 3, 2])),
      Attribute("activation_beta", .floats([0.5, 0.75])),
    ]
    let parts = FusedFunctions.all(of: node)
    #expect(
      parts.count == 10 && parts[0].part == "input gate (forward)"
        && parts[9].part == "hidden state (backward)")
    func value(_ place: Int, _ x: Double) throws -> Double {
      guard case .numbers(let program)? = parts[place].function else { return .nan }
      return program(x)
    }
    #expect(try value(0, 1) == 0.75)
    #expect(try value(4, -8) == -1)
    #expect(abs(try value(8, 1) - 3 * 0.6351489523872873) < 1e-12)
    #expect(abs(try value(9, -1) - 2 * -0.6321205588285577) < 1e-12)
  }

  @Test(
    arguments: [
      ("resnet50-ts", ["ReLU": 49]), ("mobilenet_v2-names_numeric", ["ReLU6": 35]),
      ("mobilenet_v3_small-ts", ["HardSwish": 19, "ReLU": 14, "HardSigmoid 0.167": 9]),
      ("bert-ort_fused", ["Softmax": 12, "GELU": 12, "Tanh": 1]),
    ])
  func realModels(_ name: String, _ functions: [String: Int]) throws {
    #expect(counts(try model(name)) == functions)
  }
}
