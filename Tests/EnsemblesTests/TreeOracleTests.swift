import FoldoutKit
import Foundation
import ModelGraph
import TestSupport
import Testing

@testable import Ensembles

/// Trees and coefficients of trained models say what ONNX Runtime says (`Tests/Oracles/trees.py`).
@Suite struct TreeOracleTests {
  private struct Fixture: Decodable {
    var rows: [[Float]]
    var models: [String: Known]
  }
  private struct Known: Decodable {
    var trees: Int?
    var nodes: Int?
    var leaves: Int?
    var depths: [Int]?
    var splits: [String: Int]?
    var labels: [String]
    var scores: [[Double]]
    var scaled: [[Double]]?
  }

  private let fixture: Fixture

  init() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: fixturePath("trees.json")))
    fixture = try JSONDecoder().decode(Fixture.self, from: data)
  }

  private func models(_ name: String) throws -> ClassicModels {
    ClassicModels(of: try Foldout.read(path: modelPath("\(name).onnx")).model)
  }

  @Test(arguments: ["iris_forest", "iris_boosting", "iris_lightgbm", "iris_xgboost"]) func trees(
    _ name: String
  ) throws {
    let found = try models(name)
    let known = try #require(fixture.models[name])
    let place = try #require(found.ensembles.first)
    let ensemble = place.content
    #expect(found.unread.isEmpty && found.linear.isEmpty && found.ensembles.count == 1)
    #expect(ensemble.roots.count == known.trees && ensemble.nodes.count == known.nodes)
    #expect(ensemble.leafCount == known.leaves && ensemble.depths == known.depths)
    let splits = Dictionary(uniqueKeysWithValues: ensemble.splits.map { (String($0.feature), $0.count) })
    #expect(splits == known.splits)
    for (place, row) in fixture.rows.enumerated() {
      let sums = sums(ensemble, row)
      for (sum, score) in zip(sums, known.scores[place]) {
        #expect(abs(sum - score) < 2e-6, "\(name) row \(place)")
      }
      let best = try #require(sums.indices.max { sums[$0] < sums[$1] })
      #expect(ensemble.classes[best] == known.labels[place], "\(name) row \(place)")
    }
  }

  @Test func coefficients() throws {
    let known = try #require(fixture.models["iris_logreg_zipmap"])
    let place = try #require(try models("iris_logreg_zipmap").linear.first)
    let model = place.content
    #expect(place.isScaled && place.featureNames == nil && place.feature(3) == "x3")
    #expect(model.featureCount == 4 && model.postTransform == "SOFTMAX")
    #expect(model.classes == ["setosa", "versicolor", "virginica"])
    for (place, row) in try #require(known.scaled).enumerated() {
      for (number, score) in known.scores[place].enumerated() {
        let sum = zip(model.coefficients[number], row).reduce(model.intercepts[number]) { $0 + $1.0 * $1.1 }
        #expect(abs(sum - score) < 1e-5)
      }
    }
  }
}
