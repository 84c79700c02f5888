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
  /// What to call the value in a row: the name it was recorded by where that is a module's, else the module that makes it, else
  /// its own name. Safe for all outputs.
  public var title: String {
    guard let place = value, !place.path.isEmpty, !place.isOfModule else {
      return sanitized(FindPlaces.plain(array.name), limit: 80)
    }
    return sanitized(place.path, limit: 80)
  }

  /// What to call the value in a sentence: its title, and the operator where the title is a module's. Safe for all outputs.
  public var label: String {
    guard let place = value, !place.path.isEmpty, !place.isOfModule, !place.operatorType.isEmpty else {
      return title
    }
    return title + " · " + sanitized(place.operatorType, limit: 40)
  }

  /// The channels that are 0 in all samples, where that says something: many samples, or many places of each channel.
  public var remarkableSilence: [Int] {
    switch kind {
    case .maps, .signals, .states: silentChannels
    case .vector, .scores: (array.dims.first ?? 1) >= ActivityTuning.deadSamples ? silentChannels : []
    case .attention, .tokens, .plumbing, .other: []
    }
  }
}
