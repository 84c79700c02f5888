import Diagnostics
import Explaining
import ModelGraph
import ModelRunning

/// Names of features and classes, from the words given, the data and the model.
struct ExplainNames {
  private let options: ExplainOptions
  private let rows: ExplainRows
  /// What the model itself says.
  private let modelClasses: [String]
  private let modelFeatures: [String]

  init(_ runner: ModelRunner, _ rows: ExplainRows, _ options: ExplainOptions) {
    (self.options, self.rows) = (options, rows)
    modelClasses = runner.classNames
    modelFeatures = runner.featureNames
  }

  private var data: RunInputs { rows.data ?? rows.rows }

  /// Names of so many classes: those given, else the model's where they are more than numbers, else those of the data; empty where
  /// there are none.
  func classes(_ count: Int) -> [String] {
    if !options.classes.isEmpty { return options.classes }
    let ofModel = modelClasses.count == count ? modelClasses : []
    if ofModel.contains(where: { Int($0) == nil }) { return ofModel }
    for names in [data.classNames, rows.rows.classNames] where names.count == count { return names }
    return ofModel
  }

  /// Names of so many features; empty where there are none.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where names were given, and not one a feature.
  func features(_ count: Int) throws(FoldoutError) -> [String] {
    if !options.names.isEmpty {
      guard options.names.count == count else {
        throw FoldoutError(
          .usage, "explain-names", "there are \(options.names.count) names for \(count) features")
      }
      return options.names
    }
    return [rows.rows.featureNames, data.featureNames, modelFeatures].first { $0.count == count } ?? []
  }

  /// Labels of the data that are words, where the classes have other names or none; nil where all can be told apart.
  func unnamed(_ scores: Int) -> String? {
    guard options.labels.isEmpty, scores > 1 else { return nil }
    let classes = classes(scores)
    return data.labels.first { number(of: $0, classes, scores) == nil }
  }

  /// What the rows of the data really are: numbers of classes, or values; empty where nothing is said.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where labels were given, and are none of the classes.
  func known(rows count: Int, scores: Int) throws(FoldoutError) -> [Double] {
    let isGiven = !options.labels.isEmpty
    let labels = isGiven ? options.labels : data.labels
    guard !labels.isEmpty else { return [] }
    guard labels.count == count else {
      guard isGiven else { return [] }
      throw FoldoutError(
        .usage, "explain-labels", "there are \(labels.count) labels for \(count) rows of the data")
    }
    let classes = classes(scores)
    let numbers = labels.map { number(of: $0, classes, scores) }
    if let place = numbers.firstIndex(where: { $0 == nil }) {
      guard isGiven else { return [] }
      throw FoldoutError(
        .usage, "explain-labels", "label \(quoted(labels[place])) is no class of the model",
        hint: classes.isEmpty
          ? "The number of a class is its place among the scores, from 0; --classes names them."
          : "Classes are \(classes.prefix(8).map { quoted($0) }.joined(separator: ", ")).")
    }
    return numbers.compactMap(\.self)
  }

  /// A label as the number of a class, or of one score as a value.
  private func number(of label: String, _ classes: [String], _ scores: Int) -> Double? {
    guard scores > 1 else {
      return classes.count == 2
        ? classes.firstIndex(of: label).map(Double.init) ?? Double(label) : Double(label)
    }
    let place =
      classes.firstIndex(of: label)
      ?? (modelClasses.count == scores ? modelClasses.firstIndex(of: label) : nil)
    if let place { return Double(place) }
    guard let number = Double(label), let whole = Int(exactly: number), (0..<scores).contains(whole) else {
      return nil
    }
    return number
  }

  /// The class that was asked for; nil where none was.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where there is none of that name or number.
  func target(_ count: Int, _ classes: [String]) throws(FoldoutError) -> Int? {
    guard let word = options.target else { return nil }
    if let place = classes.firstIndex(of: word) ?? Int(word), (0..<count).contains(place) { return place }
    throw FoldoutError(
      .usage, "explain-target", "there is no class \(quoted(word)): the model has \(count) scores",
      hint: classes.isEmpty
        ? "Classes are numbered from 0."
        : "Classes are \(classes.prefix(8).map { quoted($0) }.joined(separator: ", ")).")
  }
}
