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

  /// What the rows of the data really are.
  struct Known {
    /// By row: the number of its class, or its value; empty where nothing is said, or not all of it can be told.
    var numbers: [Double] = []
    /// A label of the data's own that is no class of the model.
    var unnamed: String?
  }

  /// What the rows of the data really are, by the labels given, else by those of the data. Cost: linear in them and in the classes.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where labels were given, and are none of the classes.
  func known(rows count: Int, scores: Int) throws(FoldoutError) -> Known {
    let isGiven = !options.labels.isEmpty
    let labels = isGiven ? options.labels : data.labels
    guard labels.isEmpty || labels.count == count || !isGiven else {
      throw FoldoutError(
        .usage, "explain-labels", "there are \(labels.count) labels for \(count) rows of the data")
    }
    let classes = classes(scores)
    let numbers = numbers(of: labels, classes, scores)
    if let place = numbers.firstIndex(where: { $0 == nil }) {
      guard isGiven else { return Known(unnamed: scores > 1 ? labels[place] : nil) }
      throw FoldoutError(
        .usage, "explain-labels", "label \(quoted(labels[place])) is no class of the model",
        hint: Self.listed(classes)
          ?? "The number of a class is its place among the scores, from 0; --classes names them.")
    }
    return Known(numbers: labels.count == count ? numbers.compactMap(\.self) : [])
  }

  /// Labels as the numbers of classes, or of one score as values; nil for those that are none.
  private func numbers(of labels: [String], _ classes: [String], _ scores: Int) -> [Double?] {
    var places: [String: Int] = [:]
    let own = scores > 1 && modelClasses.count == scores ? modelClasses : []
    // Names that were given, or that the data has, count before the model's own.
    for names in scores > 1 || classes.count == 2 ? [classes, own] : [] {
      for (place, name) in names.enumerated() where places[name] == nil { places[name] = place }
    }
    return labels.map { label in
      if let place = places[label] { return Double(place) }
      guard let number = Double(label) else { return nil }
      return scores > 1 ? Int(exactly: number).flatMap { (0..<scores).contains($0) ? number : nil } : number
    }
  }

  /// The first classes, for a hint; nil where they have no names.
  private static func listed(_ classes: [String]) -> String? {
    classes.isEmpty ? nil : "Classes are \(classes.prefix(8).map { quoted($0) }.joined(separator: ", "))."
  }

  /// The class that was asked for; nil where none was.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where there is none of that name or number.
  func target(_ count: Int, _ classes: [String]) throws(FoldoutError) -> Int? {
    guard let word = options.target else { return nil }
    if let place = classes.firstIndex(of: word) ?? Int(word), (0..<count).contains(place) { return place }
    throw FoldoutError(
      .usage, "explain-target", "there is no class \(quoted(word)): the model has \(count) scores",
      hint: Self.listed(classes) ?? "Classes are numbered from 0.")
  }
}
