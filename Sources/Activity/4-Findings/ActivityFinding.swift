/// Something worth knowing of what went on, in words.
public struct ActivityFinding: Sendable, Equatable {
  /// What kinds of things are found; the raw value is the stable code. The most serious first.
  public enum Code: String, Sendable, CaseIterable {
    /// Elements that are no numbers.
    case nan
    case infinite
    /// A layer that gives nothing but one number.
    case constant
    case deadChannels = "dead-channels"
    case saturated
    /// Sizes that grow or shrink along the depth.
    case drift
  }

  /// What it is.
  public var code: Code
  /// The name of the array that it is about, or of the first.
  public var place: String
  /// A sentence without its full stop.
  public var text: String
  /// The same in a word or two, for a row of a table: `3 dead`.
  public var mark: String
  /// The arrays, as places in ``ActivityReport/values``.
  public var values: [Int]
}
