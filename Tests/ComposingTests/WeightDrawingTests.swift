import Composing
import DiagramModel
import Folding
import FoldoutKit
import ModelGraph
import TestSupport
import Testing

@testable import Weights

/// What cards show of the weights behind them.
@Suite("Weights on cards")
struct WeightDrawingTests {
  private let model = makeModel(
    """
    in x 1×4
    weight a 4×4
    weight b 4×4
    MatMul x a -> h
    Relu h -> r
    MatMul r b -> y
    out y
    """)

  /// Marks of two tensors: `a` is spread ten times as far as `b`, which is half near zero.
  private var marks: WeightMarks {
    var report = WeightReport()
    for (name, numbers) in [("a", [-3.0, -1, 1, 3]), ("b", [-0.3, 0, 0, 0.3])] {
      var stored = StoredTensor(
        graph: 0, value: 0, tensor: TensorRef(name: name, dataType: .float32, dims: [4]), name: name)
      stored.use = WeightUse(graph: 0, node: 0, slot: 1, role: .matrix)
      var tensor = TensorReport(stored: stored)
      var statistics = TensorStatistics()
      statistics.count = 4
      let sorted = numbers.sorted()
      statistics.describe(
        Distribution(sorted: sorted), Moments(numbers), min: sorted[0], max: sorted[3])
      statistics.nearZero = name == "b" ? 2 : 0
      tensor.statistics = statistics
      report.tensors.append(tensor)
    }
    return WeightMarks(report)
  }

  /// The cards by what they show as identity: the operator's type.
  private func cards(_ change: (inout ComposeOptions) -> Void) throws -> [(type: String, card: Card)] {
    var fold = FoldOptions(showsIdioms: false)
    fold.listsCopies = true
    let outline = try Foldout.outline(of: model, fold)
    var options = ComposeOptions()
    options.weights = marks
    change(&options)
    return compose(outline, options).panels[0].boxes.compactMap { box in
      guard case .card(let card) = box.content else { return nil }
      return (card.identity, card)
    }
  }

  @Test("a histogram stands on cards with weights alone, and makes them higher")
  func histograms() throws {
    let plain = try cards { _ in }
    let shown = try cards { $0.showsHistograms = true }
    #expect(plain.allSatisfy { $0.card.spark == nil })
    #expect(shown.map { $0.card.spark != nil } == [true, false, true])
    let heights = try #require(shown[0].card.spark).heights
    // Four numbers at four places, alike often; the outer ones are the ends.
    #expect(heights.count == Metrics.sparkBars && heights.filter { $0 > 0 }.count >= 2)
    #expect(heights.max() == Int(Metrics.spark.height * 10))
  }

  @Test("colours say how far weights are spread, and how many are near zero")
  func colors() throws {
    let spread = try cards { $0.colors = .spread }
    // 9.5 % of it.
    #expect(spread.map(\.card.heat) == [.highest, nil, .raised])
    let near = try cards { $0.colors = .nearZero }
    #expect(near.map(\.card.heat) == [.lowest, nil, .highest])
    let outliers = try cards { $0.colors = .outliers }
    #expect(outliers.map(\.card.heat) == [.lowest, nil, .lowest])
  }
}
