/// A line where the page may be cut: what is said there, and how good a place it is.
public struct Seam: Sendable, Hashable {
  /// How good a place is, best first.
  public enum Grade: Int, Sendable, Hashable, CaseIterable {
    /// The maps become smaller or larger here: a stage ends.
    case stage
    /// A block begins or ends here.
    case block
    /// Between two operators.
    case plain
    /// Between an operator and what readers take for a part of it, such as a convolution and its activation.
    case inner
  }

  /// How good a place it is.
  public var grade: Grade
  /// What stands beside the line where the page is cut: mostly a shape; nil for nothing.
  public var label: TextLine?

  /// Makes a seam.
  public init(_ grade: Grade, label: TextLine? = nil) {
    self.grade = grade
    self.label = label
  }
}

/// The label of a line at which the page is cut, with its place.
public struct PlacedSeam: Sendable, Equatable {
  /// The line, as a position in ``Panel/links``.
  public var link: Int
  /// The rectangle that the text fills.
  public var rect: Rect

  /// Makes a label.
  public init(link: Int, rect: Rect) {
    self.link = link
    self.rect = rect
  }
}
