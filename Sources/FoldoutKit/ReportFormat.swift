/// The forms of a report, of weights or of a training.
public enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  /// A table for a terminal.
  case text = "txt"
  /// As a schema in `Schemas` describes it.
  case json
  /// One line a tensor, or a point.
  case csv
  /// A page of figures.
  case svg
  case png
  case pdf
  /// The same in a file that a browser opens.
  case html

  /// Whether it is a page of figures.
  public var isPage: Bool { self == .svg || self == .png || self == .pdf || self == .html }
}
