/// Explanations of one model, with what it takes to say what they are about.
public struct ExplanationReport: Sendable {
  /// What is explained: one number of what the model gives for a row.
  public struct Score: Sendable, Equatable {
    /// The name of the value.
    public var output = ""
    /// Where the value has a row of scores for each step: which one.
    public var position: Int?
    /// How many scores there are.
    public var count = 1
    /// Whether they are turned into shares by a softmax here, since the model ends before one.
    public var isSoftmax = false

    /// Makes a score without a name.
    public init() {}
  }

  /// A picture that is explained, as it looks.
  public struct Picture: Sendable, Equatable {
    /// Pixels a row.
    public var columns: Int
    /// Rows of pixels.
    public var rows: Int
    /// 1 for grey, 3 for red, green and blue.
    public var channels: Int
    /// Shares of white from 0 to 1: the rows from the top, the colours of a pixel side by side.
    public var pixels: [Double]

    /// Makes a picture.
    public init(columns: Int, rows: Int, channels: Int, pixels: [Double]) {
      (self.columns, self.rows, self.channels, self.pixels) = (columns, rows, channels, pixels)
    }
  }

  /// The explanations, those of a data set and of many rows first.
  public var explanations: [Explanation] = []
  /// What the numbers of a row are.
  public var form: ExplainingTask.RowForm
  /// What is explained.
  public var score = Score()
  /// Names of the classes, in the order of scores.
  public var classes: [String] = []
  /// By number of a row: its picture.
  public var pictures: [Int: Picture] = [:]
  /// By number of a row: its numbers, of a sequence.
  public var sequences: [Int: [Double]] = [:]
  /// The version of the library that did the passes; empty where none did.
  public var runtime = ""

  /// Makes a report without explanations.
  public init(_ form: ExplainingTask.RowForm) { self.form = form }

  /// What a score is called: a class by its name, else its number; a lone score by its output's name. As in the file, so not
  /// yet safe to print.
  public func name(of target: Int) -> String {
    if classes.indices.contains(target), score.count > 1 { return classes[target] }
    return score.count > 1 ? "class \(target)" : score.output
  }
}

extension ExplanationReport.Picture {
  /// Makes a picture of an image's numbers, the lowest black and the highest white: in colour where it has three channels, else grey,
  /// the mean of all. Cost: linear.
  public init(_ image: [Double], _ grid: ImageGrid) {
    let plane = grid.height * grid.width
    let isColor = grid.channels == 3
    func number(_ pixel: Int, _ channel: Int) -> Double {
      image[grid.isPlanar ? channel * plane + pixel : pixel * grid.channels + channel]
    }
    var numbers: [Double] = []
    numbers.reserveCapacity(plane * (isColor ? 3 : 1))
    for pixel in 0..<plane {
      if isColor {
        for channel in 0..<3 { numbers.append(number(pixel, channel)) }
      } else {
        numbers.append((0..<grid.channels).reduce(0) { $0 + number(pixel, $1) } / Double(grid.channels))
      }
    }
    let finite = numbers.filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    let range = high > low ? high - low : 1
    self.init(
      columns: grid.width, rows: grid.height, channels: isColor ? 3 : 1,
      pixels: numbers.map { $0.isFinite ? ($0 - low) / range : 0 })
  }
}
