import ModelGraph
import PipelineSupport
import TestSupport
import Testing

@testable import Ensembles

/// Coefficients by class and feature, and names of features.
@Suite struct LinearModelTests {
  private func model(_ type: String, _ attributes: [(String, AttributeValue)]) throws -> LinearModel {
    try LinearModel(classicNode(type, attributes))
  }

  @Test func rowsAreClassesOrTargets() throws {
    let binary = try model(
      "LinearClassifier",
      [
        ("coefficients", .floats([1, -2, 3])), ("intercepts", .floats([0.5])),
        ("classlabels_strings", .strings(["no", "yes"])),
      ])
    #expect(binary.coefficients == [[1, -2, 3]] && binary.rowName(0) == "yes")
    #expect(EnsembleText.text(binary) == "3 features × 2 classes")
    let plain = try model("LinearRegressor", [("coefficients", .floats([1, 2]))])
    #expect(
      plain.coefficients == [[1, 2]] && plain.rowName(0) == "coefficient"
        && EnsembleText.text(plain) == "2 features")
    let double = try model(
      "LinearRegressor", [("coefficients", .floats([1, 2, 3, 4])), ("targets", .int(2))])
    #expect(
      double.coefficients == [[1, 2], [3, 4]] && EnsembleText.text(double) == "2 features × 2 targets")
  }

  @Test(
    arguments: [
      ("LinearClassifier", [("coefficients", .floats([1, 2, 3])), ("classlabels_ints", .ints([0, 1]))]),
      ("LinearClassifier", [("coefficients", .floats([1, 2, 3]))]), ("LinearClassifier", []),
      ("LinearRegressor", [("coefficients", .floats([1, 2, 3])), ("targets", .int(2))]),
      ("LinearRegressor", [("coefficients", .floats([1])), ("intercepts", .floats([1, 2]))]),
      ("LinearRegressor", [("coefficients", .floats([1])), ("targets", .int(.max))]),
    ] as [(String, [(String, AttributeValue)])])
  func contradictionsAreTold(_ type: String, _ attributes: [(String, AttributeValue)]) {
    #expect(throws: EnsembleFault.self) { try model(type, attributes) }
  }

  /// Columns that come one by one have the names of the graph's inputs.
  @Test func featuresHaveTheNamesOfColumns() throws {
    var model = makeModel(
      """
      in age 1×1
      in:int64 pets 1×2
      Cast pets -> p to=1
      ai.onnx.ml::Scaler age -> a
      Concat a p -> all axis=1
      ai.onnx.ml::Imputer all -> whole
      ai.onnx.ml::LinearRegressor whole -> y
      out y
      """)
    let last = model.graphs[0].nodes.count - 1
    model.graphs[0].nodes[last].attributes = [Attribute("coefficients", .floats([1, 2, 3]))]
    let place = try #require(ClassicModels(of: model).linear.first)
    // The types of values between are left open here, so that their widths are not known.
    #expect(place.featureNames == nil && place.feature(1) == "x1")
    for value in model.graphs[0].values.indices where model.graphs[0].values[value].type == nil {
      model.graphs[0].values[value].type = .tensor(
        .float32, Shape([1, model.graphs[0].values[value].name == "p" ? 2 : 1]))
    }
    let typed = try #require(ClassicModels(of: model).linear.first)
    #expect(typed.featureNames == ["age", "pets[0]", "pets[1]"] && !typed.isScaled)
  }

  @Test func whatCannotBeReadIsListed() throws {
    var model = makeModel("in x 1×4\nai.onnx.ml::TreeEnsembleRegressor x -> y\nout y")
    model.graphs[0].nodes[0].attributes = [Attribute("nodes_treeids", .ints([0]))]
    let found = ClassicModels(of: model)
    #expect(found.ensembles.isEmpty && !found.isEmpty)
    #expect(
      found.unread == [.init(name: "TreeEnsembleRegressor", fault: try #require(found.unread.first).fault)])
    #expect(found.unread.first?.fault.code == "tree-lengths")
  }
}
