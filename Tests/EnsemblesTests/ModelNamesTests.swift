import ModelGraph
import PipelineSupport
import TestSupport
import Testing

@testable import Ensembles

/// What models call their classes and features.
@Suite struct ModelNamesTests {
  private func names(_ metadata: [(String, String)]) -> ModelNames {
    var model = makeModel("in x 1×4\nRelu x -> y\nout y")
    model.header.metadata = metadata.map { MetadataEntry(key: $0.0, value: $0.1) }
    return ModelNames(of: model)
  }

  @Test func classesOfClassifiers() throws {
    let iris = ["setosa", "versicolor", "virginica"]
    #expect(ModelNames(of: try model("iris_logreg_zipmap")).classes == iris)
    // Numbers from 0 say nothing.
    #expect(ModelNames(of: try model("iris_forest")).classes.isEmpty)
    let odd = classicNode("SVMClassifier", [("classlabels_ints", .ints([3, 5]))])
    var made = makeModel("in x 1×4\nRelu x -> y\nout y")
    made.graphs[0].nodes = [odd]
    #expect(ModelNames(of: made).classes == ["3", "5"])
    // What names the columns of the scores goes first.
    made.graphs[0].nodes = [odd, classicNode("ZipMap", [("classlabels_strings", .strings(["a", "b"]))])]
    #expect(ModelNames(of: made).classes == ["a", "b"])
  }

  /// By skl2onnx, from a ColumnTransformer over inputs of one column each.
  @Test func featuresOfColumns() throws {
    let made = makeModel(
      """
      in age 1×1
      in income 1×1
      in flags 1×2
      Concat age income flags -> all
      ai.onnx.ml::Scaler all -> scaled
      ai.onnx.ml::LinearRegressor scaled -> y
      out y
      """)
    #expect(ModelNames(of: made).features == ["age", "income", "flags[0]", "flags[1]"])
    #expect(names([("feature_names", #"["a", "b"]"#)]).features == ["a", "b"])
  }

  @Test func metadata() {
    func classes(_ text: String) -> [String] { names([("names", text)]).classes }
    #expect(classes("{0: 'cat', 1: \"dog's\", 2: 'a, b'}") == ["cat", "dog's", "a, b"])
    #expect(classes(#"{"1": "dog", "0": "cat"}"#) == ["cat", "dog"])
    #expect(classes(#"['it\'s', 'caf\xe9', "\u00e9t\u00e9"]"#) == ["it's", "café", "été"])
    for text in [
      "", "{", "{}", "[]", "cat, dog", "{0: 'cat', 2: 'dog'}", "{0: 'cat', 0: 'dog'}", "['a'", "['a' 'b']",
      "{0 'a'}",
      "[1, 2]", #"["\ud800"]"#, #"["a\"#, "{-1: 'a'}", "{99999999999999999999: 'a'}",
    ] { #expect(classes(text).isEmpty, "\(text)") }
  }
}
