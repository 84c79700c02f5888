import DiagramModel

/// Distances and thresholds of charts, in CSS pixels unless said otherwise.
enum ChartTuning {
  // MARK: Pens

  /// Axes, ticks and the lines behind a chart.
  static let axisWidth = 0.8
  static let gridWidth = 0.6
  /// Lines of data, and those that stand behind stronger ones.
  static let lineWidth = 1.5
  static let faintWidth = 0.8

  /// The radius of a point on a line, and of one in a cloud.
  static let dotSize = 2.0
  static let pointSize = 2.4
  /// Of more points in a class each is smaller.
  static let manyPoints = 600
  /// Lines of no more points have them marked: each is a measurement that readers may look for.
  static let mostDots = 25

  // MARK: Axes

  static let tickLength = 3.0
  static let minorTickLength = 1.8
  /// Between a tick and its number.
  static let tickGap = 3.0
  /// The least distance between numbers at a level axis, and from number to number at an upright one: over twice the
  /// height of a line, as eyes find ticks best that are not crowded.
  static let levelTickGap = 14.0
  static let uprightTickStep = 22.0
  /// From the plot to the right end of a frame, so that a number at the end of the axis has room.
  static let rightMargin = 10.0
  /// Numbers at axes have no more digits than these; ranges that need more are drawn as one value.
  static let mostDigits = 9
  /// The least share of a value that a range around it must have: with 9 digits, ticks are told apart.
  static let leastSpan = 1e-8
  /// Values are held within these bounds, so that differences and products stay finite.
  static let largest = 1e300
  static let smallest = 1e-300
  /// Most ticks at one axis.
  static let mostTicks = 24

  // MARK: Texts

  /// The height of the line for a chart's title, and for the titles of axes.
  static let titleHeight = 19.0
  static let axisTitleHeight = 17.0
  /// Beside lines, names may take this share of a chart's width; else there is a legend.
  static let endLabelShare = 0.3
  /// A name may stand this far from the end of its line.
  static let endLabelShift = 16.0
  /// The most entries of a legend: more would take the chart's place.
  static let mostEntries = 24
  /// From name to name there.
  static let endLabelStep = 12.0
  static let endLabelGap = 7.0
  /// Row labels take at most this share of a chart's width.
  static let rowLabelShare = 0.4
  /// The least height of a row with a label.
  static let labelledRow = 10.0

  // MARK: Data

  /// Points a line keeps in each column of pixels: first, lowest, highest, last.
  static let mostPointsPerColumn = 4
  /// A line whose points are not in the order of x may jump back and forth; then it keeps so many points a pixel.
  static let mostPointsPerPixel = 8
  /// Points of one class in a scatter plot that are told apart: those that fall on the same half pixel are one.
  static let scatterGrid = 0.5
  /// The most points of a class; more would make a file of megabytes, and an area is seen all the same.
  static let mostPoints = 6_000
  /// The most that a name beside a point takes, in CSS pixels.
  static let pointLabelWidth = 120.0
  /// Thumbnails and names as points: more could not be told apart, and each thumbnail is an image.
  static let mostThumbnails = 400
}
