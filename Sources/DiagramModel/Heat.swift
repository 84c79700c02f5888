/// Levels of a heat colouring: how much of the whole a box takes.
public enum Heat {
  /// The highest level; the lowest is 0, next to nothing.
  public static let most = 5

  /// The least share of the whole that makes a level from 1 on.
  public static let shares = [0.001, 0.01, 0.03, 0.1, 0.25]

  /// The level of a share of the whole.
  public static func level(of share: Double) -> Int { shares.lastIndex { share >= $0 }.map { $0 + 1 } ?? 0 }

  /// What a level is called where kinds of operators have their names.
  public static func name(of level: Int) -> String { "heat-\(Array("abcdef")[min(max(level, 0), most)])" }

  /// The level of that name, if it is one.
  public static func level(named name: String) -> Int? { (0...most).first { Self.name(of: $0) == name } }
}
