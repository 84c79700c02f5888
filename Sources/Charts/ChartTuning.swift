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

  // MARK: Explanations

  /// The share of all contributions that a waterfall may miss its end by without a bar for it: less than a tenth of a pixel, and as
  /// much as sums in single precision are off.
  static let waterfallRounding = 1e-4
  /// The most points of a swarm: more could not be told apart, and would make a file of over half a megabyte.
  static let mostSwarmPoints = 40_000
  /// How many points may stand above each other before they share places: a swarm keeps the shape of its density so far.
  static let mostLanes = 64
  /// Steps of colour in a swarm and below texts: each is a path of its own, and neighbours are just told apart.
  static let colorSteps = 15
  /// Features' values beyond these shares have the end colours: outliers would leave all others one colour.
  static let colorQuantiles = (low: 0.05, high: 0.95)
  /// The share of values that an overlay's colours reach: single outliers would leave all others white.
  static let overlayQuantile = 0.999
  /// Colours that end below the largest number by less than this factor need no word about it.
  static let overlayRest = 1.05
  /// The longer side of an image in CSS pixels, and the most that its pixels fill of one.
  static let overlaySide = 224.0
  static let largestPixel = 40.0
  /// No image of an overlay has more pixels along a side: two a CSS pixel on fine screens.
  static let mostOverlayPixels = 448
  /// Outlines of segments have no more lines; of noise they would hide the image.
  static let mostSegmentLines = 20_000
  /// Scores that add up to 1 within this are shares: as much as those in half precision are off.
  static let shareRounding = 1e-2
  /// A plane of classes has no more cells along a side; further ones are skipped evenly.
  static let mostRegionCells = 400
  /// Classes of a plane that have an area.
  static let mostRegionClasses = 64
  /// Tokens that are drawn: more are a book's chapter, which nobody reads in a picture.
  static let mostTokens = 4_000
  /// Texts of more tokens have numbers below the strongest only, as many as this.
  static let mostTokenNumbers = 400
  /// The least share of the strongest value that has a number below its token: smaller ones would crowd the lines.
  static let leastTokenShare = 0.05
}
