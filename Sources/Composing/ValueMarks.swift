import DiagramModel

/// What a diagram shows of values that were recorded, or of stored tensors over time, by their names in the main graph.
///
/// A reference, so that options that hold it stay small; two are equal only if they are one.
public final class ValueMarks: Sendable, Equatable {
  /// By name of a value: a picture of it.
  public let pictures: [String: CardPicture]
  /// By name of a value: the share that its colour stands for, from 0 to 1.
  public let shares: [String: Double]
  /// By name of a stored tensor: the same.
  public let tensorShares: [String: Double]
  /// By name of a value: lines about it for those who ask, each a name and a text.
  public let facts: [String: [Fact]]
  /// Values that operators only move or scale: their cards need no picture.
  public let steps: Set<String>
  /// What pictures are of, for the line of small print.
  public let caption: String
  /// What colours stand for: `of the elements 0`.
  public let legend: Legend

  /// A line about a value.
  public struct Fact: Sendable, Equatable {
    /// What it says: `range`.
    public var name: String
    /// The text. Safe for all outputs.
    public var text: String

    /// Makes a line.
    public init(_ name: String, _ text: String) { (self.name, self.text) = (name, text) }
  }

  /// The words of a legend.
  public struct Legend: Sendable, Equatable {
    /// What the share of 1 is, in percent: 100, or less where colours tell smaller shares apart.
    public var percent: Double
    /// What stands behind the numbers.
    public var noun: String

    /// Makes the words.
    public init(percent: Double = 100, _ noun: String) { (self.percent, self.noun) = (percent, noun) }
  }

  /// Whether colours stand for something.
  public var hasColors: Bool { !shares.isEmpty || !tensorShares.isEmpty }

  /// Makes marks.
  public init(
    pictures: [String: CardPicture] = [:], shares: [String: Double] = [:],
    tensorShares: [String: Double] = [:],
    facts: [String: [Fact]] = [:], steps: Set<String> = [], caption: String = "", legend: Legend = Legend("")
  ) {
    (self.steps, self.caption) = (steps, caption)
    (self.pictures, self.shares, self.tensorShares) = (pictures, shares, tensorShares)
    (self.facts, self.legend) = (facts, legend)
  }

  /// Whether two are one.
  public static func == (a: ValueMarks, b: ValueMarks) -> Bool { a === b }
}
