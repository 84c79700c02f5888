import JSONInput

/// A layer's settings. Names changed between the versions of Keras, so a look-up takes all names that a
/// setting ever had; the first that is there counts, and null counts as missing.
struct Config {
  let json: JSON?

  /// The work of looking settings up, compared with making a node.
  var work: Int { (json?.size ?? 0) / 16 }

  func value(_ names: String...) -> JSON? { value(names) }

  func int(_ names: String...) -> Int64? { value(names)?.int }

  func double(_ names: String...) -> Double? { value(names)?.double }

  func string(_ names: String...) -> String? { value(names)?.string }

  func bool(_ name: String, _ other: Bool) -> Bool { json?[name]?.bool ?? other }

  /// A list of whole numbers; one number where it is not a list.
  func ints(_ names: String...) -> [Int64]? { Self.ints(value(names)) }

  /// As many whole numbers as there are axes; one number stands for all of them.
  func ints(_ names: String..., count: Int) -> [Int64]? {
    guard let found = Self.ints(value(names)) else { return nil }
    if found.count == count { return found }
    return found.count == 1 ? [Int64](repeating: found[0], count: count) : nil
  }

  /// Whether the channels are the first axis after the batch.
  var isChannelsFirst: Bool {
    let format = string("data_format", "dim_ordering")
    return format == "channels_first" || format == "th"
  }

  static func ints(_ json: JSON?) -> [Int64]? {
    guard let json else { return nil }
    if let one = json.int { return [one] }
    guard json.isArray, json.count <= KerasLimits.listLength else { return nil }
    var found: [Int64] = []
    for element in json.elements {
      guard let number = element.int else { return nil }
      found.append(number)
    }
    return found
  }

  private func value(_ names: [String]) -> JSON? {
    for name in names { if let found = json?[name] { return found } }
    return nil
  }
}
