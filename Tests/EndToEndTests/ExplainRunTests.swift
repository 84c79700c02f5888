import Foundation
import ModelRunning
import TestSupport
import Testing

/// What the trained models over the iris data say of its first rows, and exact values: `Tests/Oracles/explaining.py`.
private struct Tables: Decodable {
  struct Shapley: Decodable {
    var base: [Double]
    var values: [[[Double]]]
  }
  struct Fit: Decodable { var coefficients: [Double] }
  struct Lime: Decodable {
    var `class`: Int
    var binary: Fit
  }
  struct Boundary: Decodable {
    var x: Int
    var y: Int
    var classes: [String]
  }
  struct Known: Decodable {
    var shap: Shapley
    var lime: [Lime]
    var boundary: Boundary
  }
  var rows: [[Double]]
  var known: [Int]
  var explained: [[Double]]
  var background: [[Double]]
  var models: [String: Known]

  static func read() throws -> Tables {
    let path = modelPath("../Fixtures/explaining/tables.json")
    return try JSONDecoder().decode(Tables.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  static func csv(
    _ rows: [[Double]], labels: [String] = [], names: [String] = ["a", "b", "c", "d"]
  ) -> [UInt8] {
    let head = names + (labels.isEmpty ? [] : ["class"])
    let lines = rows.enumerated().map { number, row in
      row.map { "\($0)" } + (labels.isEmpty ? [] : [labels[number]])
    }
    return Array(([head] + lines).map { $0.joined(separator: ",") + "\n" }.joined().utf8)
  }

  /// Puts all of it into a folder.
  func put(in bench: Bench) throws {
    let names = ["setosa", "versicolor", "virginica"]
    try bench.put(Self.csv(explained), "rows.csv")
    try bench.put(Self.csv(background), "background.csv")
    try bench.put(Self.csv(rows, labels: known.map { names[$0] }), "all.csv")
    try bench.put(Array(names.joined(separator: "\n").utf8), "classes.txt")
  }
}

/// What ONNX Runtime says of a digit with parts covered: `Tests/Oracles/explaining.py`.
private struct Digit: Decodable {
  struct Window: Decodable {
    var window: Int
    var stride: Int
    var baseline_value: Double
    var probability_drop: [[Double]]
    var pixel_mean_probability_drop: [[Double]]
  }
  struct Fit: Decodable { var coefficients: [Double] }
  var image: [Double]
  var probability: Double
  var occlusion: [Window]
  var masks: [Int]
  var lime: Fit

  static func read() throws -> Digit {
    let path = modelPath("../Fixtures/explaining/images.json")
    return try JSONDecoder().decode(Digit.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

/// The JSON of an explanation.
private struct Explained: Decodable {
  struct Row: Decodable {
    var prediction: Double
    var values: [Double]
  }
  struct Feature: Decodable {
    var name: String
    var importance: Double
  }
  var method: String
  var definition: String
  var target: Int?
  var expected: Double?
  var passes: Int
  var rest: Double?
  var rows: [Row]?
  var prediction: Double?
  var map: [[Double]]?
  var pixels: [[Double]]?
  var classes: [[Int]]?
  var quality: Double?

  /// Runs the command, and reads what it prints.
  static func run(_ bench: Bench, _ arguments: String...) throws -> Explained { try run(bench, arguments) }

  static func run(_ bench: Bench, _ arguments: [String]) throws -> Explained {
    let run = try bench.run(["explain"] + arguments + ["--json"])
    #expect(run.code == 0, "\(run.errors)")
    return try JSONDecoder().decode(Explained.self, from: Data(run.output))
  }
}

/// What several explanations are in JSON.
private struct AllExplained: Decodable { var explanations: [Explained] }

private func far(_ some: [Double], _ others: [Double]) -> Double {
  some.count == others.count ? zip(some, others).map { abs($0 - $1) }.max() ?? 0 : .infinity
}

/// `foldout explain` without a library.
@Suite struct ExplainWithoutLibraryTests {
  @Test func treesNeedNone() throws {
    let bench = try Bench()
    let tables = try Tables.read()
    try bench.put(Tables.csv(tables.explained), "rows.csv")
    try bench.put(Tables.csv(tables.background), "background.csv")
    let run = try bench.run(
      "explain", modelPath("iris_forest.onnx"), "rows.csv", "--method", "tree", "--background",
      "background.csv",
      "--json", "--runtime", "/no/such/library.so")
    #expect(run.code == 0, "\(run.errors)")
    let found = try JSONDecoder().decode(Explained.self, from: Data(run.output))
    #expect(found.method == "tree" && found.passes == 0 && found.rows?.count == tables.explained.count)
    for row in found.rows ?? [] {
      // Values add up to what the row has beyond the mean.
      #expect(abs(row.values.reduce(0, +) + (found.expected ?? 0) - row.prediction) < 1e-6)
    }
  }

  @Test func usage() throws {
    let bench = try Bench()
    let model = modelPath("iris_forest.onnx")
    for arguments in [
      ["--method", "gradient"], ["--method", "boundary", "--features", "0"],
      ["--method", "shap", "--rows", "2:1"],
      ["--method", "occlusion", "--window", "0"], ["--method", "shap", "--json", "-o", "x.json"],
      ["--method", "shap", "--theme", "pink"], ["--plane", "tsne"],
    ] {
      #expect(try bench.run(["explain", model, "x.csv"] + arguments).code == 64, "\(arguments)")
    }
    let missing = try bench.run("explain", model, "nothing.csv", "--method", "tree")
    #expect(missing.code != 0 && missing.output.isEmpty && bench.files().isEmpty)
  }
}

/// The same, where there is one.
@Suite(
  .enabled(if: (try? RuntimeSearch(named: nil))?.found != nil, "ONNX Runtime is not installed"), .serialized)
struct ExplainRunTests {
  /// Exact Shapley values, LIME's weights and a boundary, of each kind of trees.
  @Test(arguments: ["iris_forest", "iris_boosting", "iris_lightgbm", "iris_xgboost"])
  func tablesEqualTheOracles(_ name: String) throws {
    let bench = try Bench()
    let tables = try Tables.read()
    try tables.put(in: bench)
    let (model, known) = (modelPath(name + ".onnx"), try #require(tables.models[name]))
    for target in 0..<3 {
      let shap = try Explained.run(
        bench, model, "rows.csv", "--method", "shap", "--background", "background.csv", "--target",
        "\(target)")
      #expect(abs((shap.expected ?? 0) - known.shap.base[target]) < 1e-6 && (shap.rest ?? 1) < 1e-6)
      for (row, exact) in zip(shap.rows ?? [], known.shap.values) {
        #expect(far(row.values, exact.map { $0[target] }) < 1e-6)
      }
    }
    for (number, lime) in known.lime.enumerated() {
      let found = try Explained.run(
        bench, model, "rows.csv", "--rows", "\(number):\(number + 1)", "--method", "lime", "--background",
        "all.csv",
        "--target", "\(lime.class)")
      #expect(far(found.rows?.first?.values ?? [], lime.binary.coefficients) < 1e-6)
    }
    let boundary = try Explained.run(
      bench, model, "all.csv", "--method", "boundary", "--features",
      "\(known.boundary.x),\(known.boundary.y)",
      "--cells", "60")
    #expect(boundary.classes?.map { $0.map(String.init).joined() } == known.boundary.classes)
  }

  /// Windows over an image; LIME with masks that were drawn before; a picture file, which has 256 levels and not 17.
  @Test func imagesEqualTheOracle() throws {
    let bench = try Bench()
    let digit = try Digit.read()
    let rows = (0..<8).map {
      "[" + digit.image[(8 * $0)..<(8 * $0 + 8)].map { "\($0)" }.joined(separator: ",") + "]"
    }
    try bench.put(Array("[[[\(rows.joined(separator: ","))]]]".utf8), "image.json")
    let model = modelPath("weights/digits_cnn-ts.onnx")
    for known in digit.occlusion {
      let windows = [
        "--method", "occlusion", "--window", "\(known.window)", "--stride", "\(known.stride)", "--baseline",
        "\(known.baseline_value)",
      ]
      let found = try Explained.run(bench, [model, "image.json"] + windows)
      #expect(abs((found.prediction ?? 0) - digit.probability) < 1e-6)
      #expect(far((found.map ?? []).flatMap { $0 }, known.probability_drop.flatMap { $0 }) < 1e-6)
      #expect(
        far((found.pixels ?? []).flatMap { $0 }, known.pixel_mean_probability_drop.flatMap { $0 }) < 1e-6)
      let picture = try Explained.run(
        bench, [model, modelPath("../Fixtures/images/digit_row3.png")] + windows)
      #expect(abs((picture.prediction ?? 0) - digit.probability) < 1e-4 && picture.passes == found.passes)
    }
    let masks = digit.masks.map { mask in
      "[" + (0..<16).map { "\(mask >> $0 & 1)" }.joined(separator: ",") + "]"
    }
    try bench.put(Array("[\(masks.joined(separator: ","))]".utf8), "masks.json")
    let lime = try Explained.run(
      bench, model, "image.json", "--method", "lime", "--segments", "4", "--masks", "masks.json")
    #expect(far(lime.rows?.first?.values ?? [], digit.lime.coefficients) < 1e-6)
    let wrong = try bench.run("explain", model, "image.json", "--method", "lime", "--masks", "image.json")
    #expect(wrong.code == 64 && !wrong.errors.contains("internal"))
  }

  /// A model whose columns are inputs of their own: the values that shap's exact explainer gives.
  @Test func columnsAreFeatures() throws {
    let bench = try Bench()
    try bench.put(Tables.csv(try Tables.read().rows, names: ["sl", "sw", "pl", "pw"]), "all.csv")
    let found = try Explained.run(
      bench, modelPath("run/columns.onnx"), "all.csv", "--rows", "0:2", "--method", "shap", "--background",
      "all.csv",
      "--target", "0")
    #expect(abs((found.expected ?? 0) - 0.33336514) < 1e-6)
    #expect(far(found.rows?.first?.values ?? [], [0.14122089, 0.16315844, 0.22353236, 0.12342634]) < 1e-6)
    #expect(far(found.rows?.last?.values ?? [], [0.19667537, 0.02640361, 0.24991926, 0.13718566]) < 1e-6)
  }

  /// Nothing but a model and data: what says most, with classes by name, and the same bytes again.
  @Test func usualMethods() throws {
    let bench = try Bench()
    try Tables.read().put(in: bench)
    let arguments = [
      "explain", modelPath("iris_forest.onnx"), "all.csv", "--classes", "classes.txt", "--cells", "20",
    ]
    let run = try bench.run(arguments + ["--json"])
    #expect(
      run.code == 0 && run.errors.contains(" passes, ") && run.errors.contains("[explain-some-rows]"))
    let found = try JSONDecoder().decode(AllExplained.self, from: Data(run.output)).explanations
    #expect(found.map(\.method) == ["shap", "permutation", "boundary"])
    #expect(found[0].rows?.count == 100 && (found[1].quality ?? 0) > 0.9)
    #expect(try bench.run(arguments + ["--json"]).output == run.output)
    for form in ["svg", "html"] {
      let page = try bench.run(arguments + ["-o", "page." + form])
      #expect(page.code == 0, "\(page.errors)")
    }
    let text = String(decoding: bench.bytes("page.svg") ?? [], as: UTF8.self)
    _ = try parseXML(bench.bytes("page.svg") ?? [])
    #expect(text.contains("setosa") && text.contains("first principal component") && text.contains("passes"))
    let one = try bench.run(arguments + ["--rows", "77:78", "--target", "virginica", "--method", "shap"])
    #expect(String(decoding: one.output, as: UTF8.self).contains("Explained: virginica"))
  }

  /// Tokens of a text at one step, steps of a sequence, segments of an image.
  @Test func otherForms() throws {
    let bench = try Bench()
    try bench.put(Array("[0, 5, 9, 11, 9, 10]".utf8), "ids.json")
    let vocabulary = (0..<15).map { "\"word\($0)\": \($0)" }.joined(separator: ", ")
    try bench.put(Array("{\(vocabulary)}".utf8), "vocab.json")
    let arguments = [modelPath("run/words.onnx"), "ids.json", "--position", "3", "--tokens", "vocab.json"]
    let shap = try Explained.run(bench, arguments[0], arguments[1], "--position", "3")
    let row = try #require(shap.rows?.first)
    #expect(shap.method == "shap" && row.values.count == 6)
    #expect(abs(row.values.reduce(0, +) + (shap.expected ?? 0) - row.prediction) < 1e-6)
    let covered = try Explained.run(
      bench, arguments[0], arguments[1], "--method", "occlusion", "--baseline", "9")
    // What covers the third token and the fifth is that token itself.
    #expect(covered.map?.first?[2] == 0 && covered.map?.first?[4] == 0 && covered.map?.first?[5] != 0)
    #expect(try bench.run(["explain"] + arguments + ["-o", "words.svg"]).code == 0)
    #expect(String(decoding: bench.bytes("words.svg") ?? [], as: UTF8.self).contains("word11"))
    let sine = modelPath("weights/sine_lstm-ts.onnx")
    let steps = try Explained.run(bench, sine, "random", "--dim", "batch=1", "--dim", "time=9")
    #expect(steps.method == "occlusion" && steps.map?.first?.count == 9)
    let digit = [modelPath("weights/digits_cnn-ts.onnx"), modelPath("../Fixtures/images/digit_row3.png")]
    for division in [["--segments", "4"], ["--superpixels", "9"]] {
      let run = try bench.run(["explain"] + digit + ["--method", "lime", "-o", "digit.svg"] + division)
      #expect(run.code == 0, "\(run.errors)")
      _ = try parseXML(bench.bytes("digit.svg") ?? [])
    }
  }

  /// What takes longer than it may is refused before it starts, and what does not end is ended.
  @Test func limits() throws {
    let bench = try Bench()
    try bench.put([1, 2, 3], "old.svg")
    try Tables.read().put(in: bench)
    let long = try bench.run(
      "explain", modelPath("iris_forest.onnx"), "all.csv", "--method", "boundary", "--cells", "2000",
      "--timeout", "1s",
      "-o", "old.svg")
    #expect(long.code == 64 && long.errors.contains("[explain-time]"), "\(long.errors)")
    let endless = try bench.run(
      "explain", modelPath("run/endless.onnx"), "random", "--as", "table", "--timeout", "2s", "-o", "old.svg")
    #expect(endless.code != 0 && !endless.errors.contains("internal"), "\(endless.errors)")
    #expect(bench.bytes("old.svg") == [1, 2, 3])
    for (arguments, code) in [
      (["--target", "rose"], "explain-target"), (["--scores", "nope"], "explain-output"),
      (["--input", "nope"], "explain-inputs"), (["--method", "permutation"], "explain-labels"),
      (["--features", "a,z", "--method", "boundary"], "explain-features"),
      (["--as", "image"], "explain-form"),
    ] {
      let run = try bench.run(["explain", modelPath("iris_forest.onnx"), "rows.csv"] + arguments)
      #expect(run.code == 64 && run.errors.contains("[\(code)]"), "\(arguments) \(run.errors)")
    }
  }

  @Test func exactValuesAreThoseOfTheTrees() throws {
    let bench = try Bench()
    let tables = try Tables.read()
    try bench.put(Tables.csv(tables.explained), "rows.csv")
    try bench.put(Tables.csv(tables.background), "background.csv")
    func explained(_ method: String) throws -> Explained {
      let run = try bench.run(
        "explain", modelPath("iris_forest.onnx"), "rows.csv", "--method", method, "--background",
        "background.csv",
        "--target", "1", "--json")
      #expect(run.code == 0, "\(run.errors)")
      return try JSONDecoder().decode(Explained.self, from: Data(run.output))
    }
    let (shap, tree) = try (explained("shap"), explained("tree"))
    #expect(shap.target == 1 && shap.passes > 0)
    for (a, b) in zip(shap.rows ?? [], tree.rows ?? []) {
      for (x, y) in zip(a.values, b.values) { #expect(abs(x - y) < 1e-6) }
    }
  }

  @Test func pictures() throws {
    let bench = try Bench()
    try bench.put(Tables.csv(try Tables.read().rows), "rows.csv")
    let model = modelPath("iris_forest.onnx")
    let boundary = try bench.run(
      "explain", model, "rows.csv", "--method", "boundary", "--features", "3,2", "--cells", "20", "-o",
      "a.svg")
    #expect(boundary.code == 0, "\(boundary.errors)")
    _ = try parseXML(bench.bytes("a.svg") ?? [])
  }
}
