import DiagramModel
import TextMetrics
import TextOutput
import Weights

/// Colours by what is in a layer's weights.
enum WeightHeat {
  /// Outliers are rare: their steps are a hundredth of those of other shares.
  private static let outlierScale = 0.01

  /// The level of some weights.
  static func level(
    of whole: WeightGroup.Whole, _ colors: ComposeOptions.Colors, largestDeviation: Double
  ) -> HeatLevel? {
    let count = Double(max(whole.count - whole.nonFinite, 1))
    switch colors {
    case .nearZero: return HeatLevel(share: Double(whole.nearZero) / count)
    case .outliers: return HeatLevel(share: Double(whole.outliers) / count / outlierScale)
    case .spread: return largestDeviation > 0 ? HeatLevel(share: whole.deviation / largestDeviation) : nil
    case .kind, .params, .macs, .memory, .range, .zeros, .saturation, .error, .gradients: return nil
    }
  }

  /// The legend: from which share on a colour stands.
  static func legend(_ colors: ComposeOptions.Colors, largestDeviation: Double) -> [LegendEntry] {
    let (scale, noun) =
      switch colors {
      case .nearZero: (1.0, "of the weights near 0")
      case .outliers: (outlierScale, "of the weights beyond 6 σ")
      case .spread: (1.0, "of the largest σ, " + NumberText.significant(largestDeviation))
      case .kind, .params, .macs, .memory, .range, .zeros, .saturation, .error, .gradients: (1.0, "")
      }
    return HeatLevel.allCases.map { level in
      var text = level.leastShare.map { "≥ " + NumberText.significant($0 * scale * 100) + " %" } ?? "less"
      if level == .highest { text += " " + noun }
      return LegendEntry(.heat(level), text: measure(text, style: .legend))
    }
  }
}
