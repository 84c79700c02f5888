import Ensembles
import Foundation
import InputFiles
import OnnxReader
import TestSupport
import Testing

@testable import Explaining

/// What ONNX Runtime, scikit-learn and definitions in numpy say of trained trees over the iris data.
struct TableOracle: Decodable {
  struct Shapley: Decodable {
    var base: [Double]
    var values: [[[Double]]]
    var score: [[Double]]?
  }
  struct Fit: Decodable {
    var coefficients: [Double]
    var intercept: Double
    var weighted_r2: Double
  }
  struct Lime: Decodable {
    var `class`: Int
    var binary: Fit
    var gaussian: Fit
  }
  struct Ablation: Decodable {
    var accuracy_drop: [Double]
    var mean_l1_change_of_probabilities: [Double]
  }
  struct Boundary: Decodable {
    var x: Int
    var y: Int
    var classes: [String]
    var xAxis: [Double]
    var yAxis: [Double]
  }
  struct Known: Decodable {
    var shap: Shapley
    var margin: Shapley?
    var lime: [Lime]
    var ablation: Ablation
    var probabilities: [[Double]]
    var boundary: Boundary
  }

  var rows: [[Double]]
  var known: [Double]
  var testRows: [[Double]]
  var testKnown: [Double]
  var background: [[Double]]
  var explained: [[Double]]
  var scale: [Double]
  var samples: [[Double]]
  var models: [String: Known]

  static func read() throws -> TableOracle {
    let data = try Data(contentsOf: URL(fileURLWithPath: fixturePath("explaining/tables.json")))
    return try JSONDecoder().decode(TableOracle.self, from: data)
  }

  static let names = ["iris_forest", "iris_boosting", "iris_lightgbm", "iris_xgboost"]
}

/// What ONNX Runtime makes of a tree's votes for two classes, for x = 0 and x = 1.
struct ClassCase: Decodable {
  var transform: String
  var ids: [Int64]
  var weights: [Float]
  var bases: [Float]
  var scores: [[Double]]

  static func read() throws -> [ClassCase] {
    let data = try Data(contentsOf: URL(fileURLWithPath: fixturePath("explaining/classes.json")))
    return try JSONDecoder().decode([ClassCase].self, from: data)
  }
}

/// The trees of a model in `Tests/Models`.
func trees(_ name: String) throws -> TreeScores {
  let model = try OnnxFile.read(InputFile(path: modelPath("\(name).onnx"))).model
  return try TreeScores(try #require(ClassicModels(of: model).ensembles.first).content)
}

/// The largest difference of numbers that should be the same; infinite where their counts differ.
func difference(_ some: [Double], _ others: [Double]) -> Double {
  some.count == others.count ? zip(some, others).map { abs($0 - $1) }.max() ?? 0 : .infinity
}

/// Whether work ends with a fault of this code.
func fault(_ code: String, _ work: () throws -> Void) -> Bool {
  do {
    try work()
    return false
  } catch let error as ExplainingFault {
    return error.code == code && !error.text.isEmpty
  } catch { return false }
}
