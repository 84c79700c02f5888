import ModelGraph
import TextOutput

/// What the rules of findings look at. Each rule is one function in a file of its own.
struct ActivityContext {
  let model: Model
  let report: ActivityReport

  /// All rules, in the order of their codes.
  private static let rules: [@Sendable (ActivityContext) -> [ActivityFinding]] = [
    findFirstNaN, findInfinities, findConstants, findDeadChannels, findSaturation, findDrift,
  ]

  /// What all rules say; the order is that of the rules, then that of the model.
  func findings() -> [ActivityFinding] { Self.rules.flatMap { $0(self) } }

  /// Values that a layer made, and whose elements are known: no gradients, shapes or inputs.
  var layers: [Int] {
    report.values.indices.filter { number in
      let value = report.values[number]
      return value.value?.node != nil && !value.isGradient && value.kind != .plumbing && value.kind != .tokens
        && (value.statistics?.count ?? 0) > 1
    }
  }

  /// A finding of one value.
  func finding(_ code: ActivityFinding.Code, _ number: Int, _ text: String, mark: String) -> ActivityFinding {
    ActivityFinding(
      code: code, place: report.values[number].array.name, text: text, mark: mark, values: [number])
  }
}

extension RecordedValue {
  /// What to call the value in a sentence. Safe for all outputs.
  public var label: String {
    guard let place = value, !place.path.isEmpty else { return sanitized(array.name, limit: 80) }
    let type = place.operatorType.isEmpty ? "" : " · " + place.operatorType
    return sanitized(place.path + type, limit: 80)
  }
}
