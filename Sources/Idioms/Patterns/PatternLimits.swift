/// Bounds on tables of idioms, which may come from a stranger.
public enum PatternLimits {
  /// How many operators and values a table may have with its helpers written out; the built-in one has some 2,000.
  static let patterns = 50_000
  /// How deep patterns may nest; attention, the deepest, needs about 20.
  static let depth = 64
  /// How many steps of looking one place of a model is worth; the largest idiom takes some 200.
  public static let steps = 2_000
  /// How many bytes a file of idioms may have.
  public static let bytes = 1_000_000
}
