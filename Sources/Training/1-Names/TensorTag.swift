import TrainingLogs

/// What the tag of a tensor says: `grads/conv1.weight` is the gradient of `conv1.weight`.
struct TensorTag: Equatable {
  /// What the numbers are.
  enum Kind: Sendable {
    case gradient
    case weight
    case other
  }

  var kind: Kind
  /// The name of the parameter.
  var name: String

  private static let gradients: Set<String> = ["grads", "grad", "gradients", "gradient", "dw"]
  private static let weights: Set<String> = [
    "weights", "weight", "params", "param", "parameters", "parameter", "variables",
  ]
  private static let outputs: Set<String> = [
    "activations", "activation", "acts", "outputs", "output", "features", "inputs", "input",
  ]

  /// Reads the tag of a histogram.
  init(histogram tag: String) {
    var parts = tag.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count > 1, MetricName.parts(parts[0]) { parts.removeFirst() }
    // Keras ends its tags so.
    if parts.count > 1, parts.last == "histogram" { parts.removeLast() }
    kind = .weight
    if parts.count > 1, let first = Self.kind(parts[0]) {
      kind = first
      parts.removeFirst()
    } else if parts.count > 1, let last = parts.last, Self.gradients.contains(last.lowercased()) {
      kind = .gradient
      parts.removeLast()
    } else if let last = parts.last {
      for ending in [".grad", "_grad"] where last.hasSuffix(ending) && last.count > ending.count {
        kind = .gradient
        parts[parts.count - 1] = String(last.dropLast(ending.count))
      }
    }
    name = parts.joined(separator: "/")
  }

  /// Reads the tag of a number that is the norm of one parameter's gradient: `grad_norm/conv1.weight`; nil for others.
  init?(norm tag: String) {
    var parts = tag.split(separator: "/").map(String.init)
    if parts.count > 1, MetricName.parts(parts[0]) { parts.removeFirst() }
    guard parts.count > 1 else { return nil }
    let words = MetricName.words(parts[0])
    guard words.contains(where: { $0.hasPrefix("grad") }), words.contains(where: { $0.hasPrefix("norm") })
    else {
      return nil
    }
    name = parts.dropFirst().joined(separator: "/")
    guard !["total", "all", "global", "overall"].contains(name) else { return nil }
    kind = .gradient
  }

  private static func kind(_ word: String) -> Kind? {
    let word = word.lowercased()
    if gradients.contains(word) { return .gradient }
    if weights.contains(word) { return .weight }
    return outputs.contains(word) ? .other : nil
  }

  /// The layer that a parameter belongs to: its name without the last part.
  static func layer(of name: String) -> Substring {
    guard let end = name.lastIndex(where: { $0 == "." || $0 == "/" }), end > name.startIndex else {
      return name[...]
    }
    return name[..<end]
  }
}

extension HistogramSeries {
  /// What it shows, in words: `gradient of conv1.weight`.
  public var subject: String {
    let tag = TensorTag(histogram: self.tag)
    return switch tag.kind {
    case .gradient: "gradient of " + tag.name
    case .weight: tag.name
    case .other: self.tag
    }
  }

  /// Whether it shows a gradient.
  public var isGradient: Bool { TensorTag(histogram: tag).kind == .gradient }
}

extension MetricName {
  /// Whether a word names the data that numbers are about.
  static func parts(_ word: String) -> Bool { MetricName(word).part != .unsaid }
}
