/// The thresholds of pages, each with its reason; lengths are CSS pixels.
enum PageTuning {
  /// Between the overview and what stands beside it, and between columns.
  static let columnGap = 32.0
  /// Between what stands below each other.
  static let rowGap = 28.0
  /// The widest page: text of 9 pixels can still be read where it is scaled to a page of paper.
  static let mostWidth = 1250.0
  /// How many columns stand beside an overview at most.
  static let mostColumns = 3
  /// How much a column may pass an equal share before the next one begins.
  static let unevenness = 1.1
  /// Height over width of a page of a paper.
  static let portrait = 1.2
  /// What it costs to be that far from it, and the proportions that still fit a page, beyond which it costs more.
  static let ratioCost = 0.25
  static let accepted = 0.7...1.42
  static let outsideCost = 2.0
  /// What it costs that a part of the page is empty, and that there is one more column.
  static let emptyCost = 0.5
  static let columnCost = 0.1
}
