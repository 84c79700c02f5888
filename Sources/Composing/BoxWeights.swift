import DiagramModel
import Folding
import Weights

/// The weights of layers behind each box: those of all that a stack stands for together.
public struct BoxWeights {
  private let outline: Outline
  private let marks: WeightMarks
  /// By block: the tensors in it, as places of the report, each once.
  private var ofBlock: [[Int]]

  /// Gathers tensors from the innermost blocks outward. Cost: linear in items and copies, times the depth.
  public init(_ outline: Outline, _ marks: WeightMarks) {
    (self.outline, self.marks) = (outline, marks)
    ofBlock = [[Int]](repeating: [], count: outline.blocks.count)
    // A parent's number is lower than its children's.
    for block in outline.blocks.indices.reversed() {
      var seen: Set<Int> = []
      for item in outline.blocks[block].items {
        for place in places(of: item) where seen.insert(place).inserted { ofBlock[block].append(place) }
      }
    }
  }

  /// What the weights behind an item hold together; nil where it has none. Cost: linear in their sketches.
  public func whole(of item: Int) -> WeightGroup.Whole? { marks.whole(of: places(of: item)) }

  /// Puts what is in the weights behind some items on the card that stands for them: a histogram, a colour.
  func mark(_ card: inout Card, for items: [Int], _ options: ComposeOptions) {
    var seen: Set<Int> = []
    guard let whole = marks.whole(of: items.flatMap(places).filter { seen.insert($0).inserted }) else {
      return
    }
    if options.showsHistograms { card.spark = CardSparks.spark(whole) }
    if options.colors.needWeights {
      card.heat = WeightHeat.level(of: whole, options.colors, largestDeviation: marks.largestDeviation)
    }
  }

  private func places(of item: Int) -> [Int] {
    switch outline.items[item].content {
    case .block(let block): return ofBlock[block]
    case .input, .output: return []
    case .operation(let operation):
      let names =
        outline.copies.operators[item]?.flatMap(\.weights) ?? operation.constants.compactMap { $0?.name }
      return names.compactMap(marks.place)
    }
  }
}
