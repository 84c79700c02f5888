import Foundation
import TestSupport
import Testing

/// `foldout weights` on models whose numbers are trees and coefficients.
@Suite struct EnsembleRunTests {
  private let bench: Bench

  init() throws { bench = try Bench(models: "iris_forest", "iris_logreg_zipmap") }

  @Test func textHasTreesAndCoefficients() throws {
    let trees = String(decoding: try bench.run("weights", "a.onnx").output, as: UTF8.self)
    #expect(trees.contains("\nTreeEnsembleClassifier: 20 trees · depth ≤ 4 · 144 leaves\nclasses: 0, 1, 2\n"))
    #expect(trees.contains("\nx3           43  34.7 %\nx2           41  33.1 %\n"))
    let linear = String(decoding: try bench.run("weights", "b.onnx").output, as: UTF8.self)
    #expect(
      linear.contains(
        "\nLinearClassifier: 4 features × 3 classes\nclasses: setosa, versicolor, virginica; sums pass softmax\n"
      ))
    #expect(linear.contains("\nx3          −1.64      −0.734       2.37\n"))
    let first = String(decoding: try bench.run("weights", "b.onnx", "--top", "1").output, as: UTF8.self)
    #expect(first.contains("\nand 3 more features\n"))
  }

  @Test func jsonHasThemBesideTensors() throws {
    func json(_ file: String) throws -> [String: Any] {
      let run = try bench.run("weights", file, "--json")
      return try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    }
    let forest = try #require((try json("a.onnx")["ensembles"] as? [[String: Any]])?.first)
    #expect(
      forest["trees"] as? Int == 20 && forest["leaves"] as? Int == 144 && forest["targets"] as? Int == 3)
    #expect((forest["splits"] as? [[String: Any]])?.map { $0["count"] as? Int } == [43, 41, 25, 15])
    let linear = try #require((try json("b.onnx")["linear"] as? [[String: Any]])?.first)
    #expect((linear["coefficients"] as? [[Double]])?.count == 3 && linear["areScaled"] as? Bool == true)
    #expect(linear["features"] as? [String] == ["x0", "x1", "x2", "x3"])
  }

  @Test func pagesDrawThem() throws {
    #expect(try bench.run("weights", "a.onnx", "-o", "a.svg").code == 0)
    let page = String(decoding: try #require(bench.bytes("a.svg")), as: UTF8.self)
    #expect(
      page.contains("foldout-chart-tree") && page.contains("Tree 1 of 20")
        && page.contains("foldout-chart-bars"))
    #expect(try bench.run("a.onnx", "-o", "card.svg").code == 0)
    #expect(
      String(decoding: bench.bytes("card.svg") ?? [], as: UTF8.self).contains(
        ">20 trees · depth ≤ 4 · 144 leaves<"))
  }
}
