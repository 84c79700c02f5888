/// How much a finding matters.
public enum FlagLevel: Int, Sendable, Hashable, CaseIterable, Comparable {
  /// Worth knowing.
  case note
  /// Perhaps a fault.
  case warning
  /// Surely a fault.
  case problem

  /// The stable name, for classes in style sheets.
  public var name: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .problem: "problem"
    }
  }

  /// Whether a level matters less than another.
  public static func < (a: FlagLevel, b: FlagLevel) -> Bool { a.rawValue < b.rawValue }
}
