import FoldoutKit
import Foundation
import ModelGraph
import PictureFaults
import PipelineSupport
import TestSupport
import Testing

/// Totals agree with what the `onnx` Python package counts in the same files (`Tests/Fixtures/oracle.json`).
@Suite struct TotalsOracleTests {
  struct Expected: Decodable, Sendable {
    var file: String
    var operators: [String: Int]
    var bodyOperators: [String: Int]
    var functionOperators: [String: Int]
    var inputs: Int
    var outputs: Int
    var parameters: Int
  }

  static let expected: [Expected] = {
    let data = (try? Data(contentsOf: URL(fileURLWithPath: fixturePath("oracle.json")))) ?? Data()
    return (try? JSONDecoder().decode([Expected].self, from: data)) ?? []
  }()

  @Test func theTableIsThere() { #expect(Self.expected.count == 14) }

  @Test(arguments: expected.map(\.file)) func summaryAgrees(_ file: String) throws {
    let expected = try #require(Self.expected.first { $0.file == file })
    let summary = try jsonObject(Foldout.summaryJSON(Foldout.read(path: modelPath(file)).model).bytes)
    #expect(summary["operators"] as? [String: Int] == expected.operators)
    #expect(summary["bodyOperators"] as? [String: Int] == expected.bodyOperators)
    #expect(summary["functionOperators"] as? [String: Int] == expected.functionOperators)
    #expect((summary["inputs"] as? [Any])?.count == expected.inputs)
    #expect((summary["outputs"] as? [Any])?.count == expected.outputs)
    #expect(summary["parameters"] as? Int == expected.parameters)
  }

  /// With everything shown and no folding, the picture's graph holds just the operators of the file.
  @Test(arguments: expected.filter { $0.functionOperators.isEmpty }.map(\.file))
  func flatGraphAgrees(_ file: String) throws {
    let expected = try #require(Self.expected.first { $0.file == file })
    var options = DrawOptions()
    options.fold = FoldOptions(flat: true, showsPlumbing: true, showsConstants: true)
    let graph = try jsonObject(draw(Foldout.read(path: modelPath(file)).model, as: .json, options))
    let blocks = try #require(graph["blocks"] as? [[String: Any]])
    #expect(blocks.count == 1)
    var counts: [String: Int] = [:]
    for item in try #require(blocks.first?["items"] as? [[String: Any]])
    where item["kind"] as? String == "operator" {
      counts[try #require(item["op"] as? String), default: 0] += 1
    }
    let hidden = blocks.first?["hidden"] as? Int ?? 0
    let all = expected.operators.merging(expected.bodyOperators, uniquingKeysWith: +)
    #expect(counts.values.reduce(0, +) + hidden == all.values.reduce(0, +))
    for (type, count) in counts { #expect(count <= all[type] ?? 0, "\(type)") }
  }
}
