import Foundation

/// What another program made of a log, from a file in `Tests/Models/training`: `scalars`, `histograms`, `tables` and more, by the
/// definitions there.
public struct LogOracle {
  /// The object of the file.
  public let root: [String: Any]

  /// Reads a file.
  public init(_ name: String) throws {
    root =
      try JSONSerialization.jsonObject(with: Data(modelBytes("training/" + name))) as? [String: Any] ?? [:]
  }

  /// The objects of a part by tag, sorted.
  public func part(_ name: String, of object: [String: Any]? = nil) -> [(tag: String, [String: Any])] {
    ((object ?? root)[name] as? [String: [String: Any]] ?? [:]).sorted { $0.key < $1.key }.map {
      ($0.key, $0.value)
    }
  }

  /// The columns of a table.
  public func columns(_ table: String) -> [(tag: String, [String: Any])] {
    part("columns", of: (root["tables"] as? [String: [String: Any]])?[table] ?? [:])
  }

  /// The numbers of a list, in which words stand for those that are not finite.
  public static func numbers(_ list: Any?) -> [Double] {
    (list as? [Any] ?? []).map { number($0) }
  }

  /// A number, or a word for one.
  public static func number(_ value: Any?) -> Double {
    if let number = value as? NSNumber { return number.doubleValue }
    switch value as? String {
    case "inf": return .infinity
    case "-inf": return -.infinity
    default: return .nan
    }
  }

  /// Whether numbers agree in the digits of the file; those that are not finite have to be the same.
  public static func agree(_ a: Double, _ b: Double) -> Bool {
    a == b || a.isNaN && b.isNaN || abs(a - b) <= 5e-8 * max(abs(a), abs(b))
  }

  /// Whether lists agree.
  public static func agree(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { agree($0, $1) }
  }
}
