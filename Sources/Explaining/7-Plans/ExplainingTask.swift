/// What is explained: rows of numbers, what is known of them, and what was asked for.
public struct ExplainingTask: Sendable {
  /// What the numbers of a row are.
  public enum RowForm: Sendable, Equatable {
    /// A feature each.
    case table
    /// Pixels.
    case image(ImageGrid)
    /// Steps in time, each of some channels; whether the channels of a step stand beside each other.
    case sequence(steps: Int, channels: Int, isStepwise: Bool)
    /// Numbers of tokens.
    case tokens
  }

  /// What the numbers of a row are.
  public var form: RowForm
  /// The rows that are explained.
  public var rows: [[Double]]
  /// Their numbers among those that came in; empty where they are the first ones.
  public var numbers: [Int] = []
  /// Rows that were named to stand for absent features. Where there are none, rows of the data set do for a table, and
  /// ``MethodSettings/baseline`` for all else.
  public var background: [[Double]] = []
  /// The data set, for methods that are about one.
  public var data: [[Double]] = []
  /// By row of the data: the number of its class, or its value; empty where that is not known.
  public var known: [Double] = []
  /// Whether scores are of classes; else a lone score is a number of its own.
  public var hasClasses = true
  /// Names of features of a table, or by row: texts of tokens.
  public var names: [String] = []
  /// By explained row: the texts of its tokens.
  public var tokens: [[String]] = []
  /// The number of the explained class; nil for the largest score: of a table's first row, else of
  /// each row.
  public var target: Int?
  /// How the methods go about it.
  public var settings = MethodSettings()
  /// The text of the token that stands for absent ones; empty where that is not known.
  public var baselineToken = ""
  /// Two features of a boundary; nil for the principal plane, or all pairs.
  public var pair: (x: Int, y: Int)?
  /// Masks of LIME that were given: by sample, whether each feature or segment is there; empty to draw them.
  public var masks: [[Bool]] = []

  /// Makes a task.
  public init(_ form: RowForm, rows: [[Double]]) { (self.form, self.rows) = (form, rows) }

  /// The rows that stand for absent features of Shapley values, and what they are: some of the data set, evenly spaced, where
  /// none are named. Cost: linear in them.
  var backgroundRows: (rows: [[Double]], words: String) {
    guard background.isEmpty, form == .table else {
      return (background, background.count == 1 ? "1 background row" : "\(background.count) background rows")
    }
    // One row alone would stand for itself.
    guard data.count > 1 else { return ([], "") }
    let isFew = (data.first?.count ?? 0) <= ExplainingTuning.usualExactPlayers
    let most = isFew ? ExplainingTuning.usualBackground : ExplainingTuning.fewBackground
    let picked = Self.spaced(most, of: data.count).map { data[$0] }
    return (
      picked,
      picked.count == data.count
        ? "the data set's \(data.count) rows" : "\(picked.count) of the data set's \(data.count) rows"
    )
  }

  /// At most so many numbers of rows, from the first on at even distances. Cost: linear in them.
  public static func spaced(_ most: Int, of count: Int) -> [Int] {
    let picked = min(most, count)
    return (0..<max(0, picked)).map { $0 * count / picked }
  }

  /// The number of an explained row among those that came in.
  func number(_ place: Int) -> Int { numbers.indices.contains(place) ? numbers[place] : place }

  /// The token that stands for absent ones, as a definition names it.
  var absentToken: String {
    let number = "token " + TaskPlayers.text(settings.baseline)
    return baselineToken.isEmpty ? number : number + " (\(baselineToken))"
  }

  /// The names of features of a table.
  func featureNames(_ count: Int) -> [String] {
    names.count == count ? names : (0..<count).map { "x\($0)" }
  }

  /// The class that a row's values are about: of a table one for all rows, so that they can be compared; else each row's own.
  ///
  /// - Parameters:
  ///   - scores: the scores of the row.
  ///   - first: the class of the first row; nil where this is the first.
  /// - Throws: as ``target(_:)``.
  func target(_ scores: [Double], after first: Int?) throws(ExplainingFault) -> Int {
    if let first, form == .table { return first }
    return try target(scores)
  }

  /// The class that is explained, once the scores of the first row are known.
  ///
  /// - Throws: ``ExplainingFault`` where there is none of the number asked for.
  func target(_ scores: [Double]) throws(ExplainingFault) -> Int {
    if let target {
      guard scores.indices.contains(target) else {
        throw ExplainingFault(
          "explain-target", "there is no class \(target): the model has \(scores.count) scores")
      }
      return target
    }
    return scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
  }
}
