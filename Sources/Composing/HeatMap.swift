import DiagramModel
import Folding
import TextMetrics
import TextOutput

/// How much of the whole each item takes: parameters, multiply-accumulates or bytes.
struct HeatMap {
  private let outline: Outline
  private let colors: ComposeOptions.Colors
  private let whole: Int64
  /// By block: how often all that it holds is there, the stacks around it counted.
  private let copies: [Double]

  /// Nil where colours stand for kinds, or where nothing is known about the shares.
  init?(_ outline: Outline, _ colors: ComposeOptions.Colors) {
    guard colors != .kind, !colors.needWeights, !colors.needValues, let root = outline.blocks.first else {
      return nil
    }
    self.outline = outline
    self.colors = colors
    whole =
      switch colors {
      case .kind: 0
      case .params: root.parameters
      case .macs: root.cost?.macs ?? 0
      case .memory: root.cost?.bytes ?? 0
      case .nearZero, .spread, .outliers, .range, .zeros, .saturation, .error, .gradients: 0
      }
    guard whole > 0 else { return nil }
    copies = Self.copies(outline, colors)
  }

  /// Of a stack one copy is drawn for all, so what stands in it counts as often as the stack has copies. Weights that
  /// all copies share count once.
  private static func copies(_ outline: Outline, _ colors: ComposeOptions.Colors) -> [Double] {
    var copies = [Double](repeating: 1, count: outline.blocks.count)
    let parents = outline.parents
    // A parent's number is lower than its children's.
    for (number, block) in outline.blocks.enumerated().dropFirst() {
      let own =
        colors == .params && block.parameters > 0
        ? Double(block.totalParameters) / Double(block.parameters) : Double(block.repeats)
      copies[number] = copies[parents[number]] * own
    }
    return copies
  }

  /// The level of an item of a block: all its repeats together, in all copies of the block.
  func level(of item: OutlineItem, in block: Int) -> HeatLevel {
    HeatLevel(share: weight(of: item) * copies[block] / Double(whole))
  }

  private func weight(of item: OutlineItem) -> Double {
    let one: Int64?
    switch (colors, item.content) {
    case (.params, .operation(let operation)): one = operation.parameters
    case (.params, .block(let block)): return Double(outline.blocks[block].totalParameters)
    case (.macs, _): one = item.cost?.macs
    case (.memory, _): one = item.cost?.bytes
    default: one = 0
    }
    return Double(one ?? 0) * Double(item.repeats)
  }

  /// The legend: from which share on a colour stands.
  var legend: [LegendEntry] {
    let noun =
      switch colors {
      case .kind: ""
      case .params: "of all parameters"
      case .macs: "of all MACs"
      case .memory: "of all output bytes"
      case .nearZero, .spread, .outliers, .range, .zeros, .saturation, .error, .gradients: ""
      }
    return HeatLevel.allCases.map { level in
      var text = level.leastShare.map { "≥ " + NumberText.percent($0, keepsZeros: false) } ?? "less"
      if level == .highest { text += " " + noun }
      return LegendEntry(.heat(level), text: measure(text, style: .legend))
    }
  }
}
