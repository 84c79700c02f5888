import Diagnostics
import Ensembles
import Explaining
import ModelGraph
import ModelRunning

/// An explainer in the making.
struct ExplainerWork {
  let runner: ModelRunner
  let rows: ExplainRows
  let options: ExplainOptions
  let explained: RowInputs
  let names: ExplainNames
  var task: ExplainingTask
  var report: ExplanationReport
  var diagnostics: [Diagnostic] = []

  init(_ runner: ModelRunner, _ rows: ExplainRows, _ options: ExplainOptions) throws {
    (self.runner, self.rows, self.options) = (runner, rows, options)
    explained = try runner.rowInputs(named: options.input)
    guard let (dims, numbers) = explained.rows(in: rows.rows) else {
      throw FoldoutError(
        .usage, "explain-rows", "there are no rows of \(quoted(explained.first.name)) to explain")
    }
    let form =
      explained.areColumns ? .table : try runner.form(of: explained.first, dims, options.form)
    names = ExplainNames(runner, rows, options)
    task = ExplainingTask(form, rows: numbers)
    report = ExplanationReport(form)
  }

  /// Makes the methods ready, and a session where one of them scores rows.
  mutating func plans() throws -> (plans: [any ExplanationPlan], scorer: ModelScorer?) {
    task.numbers = task.rows.indices.map { rows.first + $0 }
    if task.form == .table {
      task.data = try helpers(rows.data ?? rows.rows)
      if let background = rows.background { task.background = try helpers(background) }
    } else if let background = rows.background {
      task.background = try helpers(background)
    }
    let isFromFile = options.methods == [.tree]
    let trees = options.methods.contains(.tree) ? try plainTrees() : nil
    let scorer = isFromFile ? nil : try ModelScorer(runner, rows.rows, explained, options)
    report.score = scorer?.score ?? treeScore(trees)
    try nameAll(scorer)
    let methods = try chosenMethods()
    try setUp()
    try keepPictures()
    var plans: [any ExplanationPlan] = []
    for method in methods { plans.append(try task.plan(method, trees: trees)) }
    return (plans, scorer)
  }

  /// Rows of the same shape as those that are explained.
  private func helpers(_ inputs: RunInputs) throws -> [[Double]] {
    let found = explained.rows(in: inputs)?.rows ?? []
    guard found.allSatisfy({ $0.count == task.rows.first?.count }) else {
      throw FoldoutError(
        .usage, "explain-widths", "rows of the data have other sizes than those that are explained")
    }
    return found
  }

  // MARK: Trees

  /// The one ensemble that scores rows as they come in.
  private func plainTrees() throws -> TreeScores {
    let found = runner.classicModels
    guard found.ensembles.count == 1, found.linear.isEmpty, let place = found.ensembles.first else {
      throw ExplainingFault(
        "explain-trees",
        "the model has \(found.ensembles.count) ensembles of trees, and one alone is explained")
    }
    guard place.readsInput else {
      throw ExplainingFault(
        "explain-trees", "what the trees get is computed from the features, and not the features")
    }
    return try TreeScores(place.content)
  }

  private func treeScore(_ trees: TreeScores?) -> ExplanationReport.Score {
    var score = ExplanationReport.Score()
    score.output = (try? ScoreOutput(runner.model, named: options.output))?.name ?? ""
    score.count = trees?.scoreCount ?? 1
    return score
  }

  // MARK: Names

  private mutating func nameAll(_ scorer: ModelScorer?) throws {
    let count = report.score.count
    report.classes = names.classes(count)
    task.names = try names.features(task.rows.first?.count ?? 0)
    if explained.areColumns, options.names.isEmpty { task.names = explained.all.map(\.name) }
    let known = try names.known(rows: task.data.count, scores: count)
    task.known = known.numbers
    if task.form == .table, let label = known.unnamed {
      diagnostics.append(
        Diagnostic(
          .warning, "explain-unnamed",
          "the data's classes have names, as \(quoted(label)), and the model's have \(report.classes.isEmpty ? "none" : "others")",
          hint: "--classes names them in the order of scores."))
    }
    let areBinary = !task.known.isEmpty && task.known.allSatisfy { $0 == 0 || $0 == 1 }
    task.hasClasses = count > 1 || report.classes.count == 2 || areBinary || scorer?.endsInSigmoid == true
    task.target = try names.target(count, report.classes)
    if task.form == .tokens, let tokens = options.tokens {
      task.baselineToken = Int64(exactly: options.settings.baseline).flatMap { tokens.vocabulary[$0] } ?? ""
      task.tokens = task.rows.enumerated().map { place, row in
        tokens.row(rows.first + place, ids: row.map { Int64(exactly: $0) ?? -1 })
      }
    }
  }

  private mutating func setUp() throws {
    task.settings = options.settings
    if let masks = options.masks { task.masks = try Self.masks(masks) }
    if let (x, y) = options.features { task.pair = (try feature(x), try feature(y)) }
  }

  /// Masks from an array of 0 and 1, a row for each.
  private static func masks(_ path: String) throws(FoldoutError) -> [[Bool]] {
    let open = ModelInput(
      name: "masks", dataType: .float64, shape: Shape([.unknown, .unknown]), isOptional: false)
    let rows = try RunInputs(["masks=" + path], for: [open]).tensors.first?.realRows ?? []
    guard !rows.isEmpty, rows.allSatisfy({ $0.allSatisfy { $0 == 0 || $0 == 1 } }) else {
      throw FoldoutError(
        .usage, "explain-masks", "\(quoted(path)) has no masks",
        hint:
          "Masks are an array with a row for each, and 1 for each feature or segment that is there, else 0.")
    }
    return rows.map { $0.map { $0 == 1 } }
  }

  private func feature(_ word: String) throws -> Int {
    let count = task.rows.first?.count ?? 0
    let all = task.names.count == count ? task.names : (0..<count).map { "x\($0)" }
    if let place = all.firstIndex(of: word) ?? Int(word), (0..<count).contains(place) { return place }
    throw FoldoutError(
      .usage, "explain-features", "there is no feature \(quoted(word))",
      hint: "Features are \(all.prefix(8).map { quoted($0) }.joined(separator: ", ")).")
  }

  // MARK: Methods

  /// What was asked for, else what says most: then of many rows some, and of images one.
  private mutating func chosenMethods() throws -> [Explanation.Method] {
    guard options.methods.isEmpty else { return options.methods }
    let isWide = task.rows.first.map { $0.count > ExplainingTuning.usualExactPlayers } ?? false
    let most = task.form == .table ? (isWide ? ExplainingTuning.wideRows : ExplainingTuning.usualRows) : 1
    if task.rows.count > most {
      let picked = ExplainingTask.spaced(most, of: task.rows.count)
      let what = most == 1 ? "only row \(task.numbers[0]) is" : "\(most) of \(task.rows.count) rows are"
      diagnostics.append(
        Diagnostic(
          .warning, "explain-some-rows", "\(what) explained; --rows A:B says others, --method NAME takes all")
      )
      (task.rows, task.numbers) = (picked.map { task.rows[$0] }, picked.map { task.numbers[$0] })
    }
    return task.usualMethods
  }

  // MARK: Pictures

  /// Keeps how explained rows look.
  private mutating func keepPictures() throws {
    let shown = ExplainingTask.spaced(ExplainingTuning.shownRows, of: task.rows.count)
    switch task.form {
    case .image(let grid):
      for place in shown {
        let (row, number) = (task.rows[place], task.numbers[place])
        let own = rows.rows.pictures.first { $0.name == explained.first.name && $0.row == number }
        report.pictures[number] =
          own.map { .init(columns: $0.width, rows: $0.height, channels: $0.channels, pixels: $0.pixels) }
          ?? .init(row, grid)
      }
    case .sequence:
      for place in shown { report.sequences[task.numbers[place]] = task.rows[place] }
    case .table, .tokens: break
    }
  }
}
