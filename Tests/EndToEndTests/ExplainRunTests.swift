import Foundation
import ModelRunning
import TestSupport
import Testing

/// What the trained models over the iris data say of its first rows, and exact values: `Tests/Oracles/explaining.py`.
private struct Tables: Decodable {
  var rows: [[Double]]
  var explained: [[Double]]
  var background: [[Double]]

  static func read() throws -> Tables {
    let path = modelPath("../Fixtures/explaining/tables.json")
    return try JSONDecoder().decode(Tables.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  static func csv(_ rows: [[Double]]) -> [UInt8] {
    let lines = [["a", "b", "c", "d"]] + rows.map { $0.map { "\($0)" } }
    return Array(lines.map { $0.joined(separator: ",") + "\n" }.joined().utf8)
  }
}

/// The JSON of an explanation.
private struct Explained: Decodable {
  struct Row: Decodable {
    var prediction: Double
    var values: [Double]
  }
  var method: String
  var target: Int?
  var expected: Double?
  var passes: Int
  var rows: [Row]?
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
      ["--method", "shap", "--theme", "pink"], [],
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
