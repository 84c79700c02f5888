import DiagramModel
import Rendering

/// What is remarkable, in a few words, with a mark that says how much it matters.
public struct Finding: Sendable, Equatable {
  /// How much it matters.
  public var level: FlagLevel
  /// What it is.
  public var text: String

  /// Makes a finding.
  public init(_ level: FlagLevel, _ text: String) { (self.level, self.text) = (level, text) }
}

extension Canvas {
  /// The mark of a finding, around a point: its shape says the same as its colour.
  mutating func flag(_ level: FlagLevel, at point: Point) {
    let (marker, size): (Marker, Double) =
      switch level {
      case .note: (.ring, 2.8)
      case .warning: (.triangle, 3.2)
      case .problem: (.diamond, 3.6)
      }
    markers([point], marker, size: size, .flag(level))
  }

  /// The room of a mark beside its text.
  static let flagWidth = 11.0
}
