import Diagnostics
import Ensembles
import Explaining
import ModelGraph
import ModelRunning

/// What is explained, and how.
public struct ExplainOptions: Sendable {
  /// How.
  public var method = Explanation.Method.shap
  /// Arguments that name rows that stand for absent features.
  public var background: [String] = []
  /// The number of the class; nil for that of the first row.
  public var target: Int?
  /// Two features of a boundary, by name or number.
  public var features: (String, String)?
  /// Names of the features.
  public var names: [String] = []
  /// By row: its class, for importance over a data set.
  public var labels: [String] = []
  /// Pixels a side of a window, and from one window to the next.
  public var window = (size: 2, stride: 1)
  /// What covers pixels and stands for absent ones.
  public var baseline = 0.0
  /// Segments a side, for LIME on images.
  public var segments = 4
  /// Cells a side of a boundary.
  public var cells = 120
  /// Limits and the library of runs.
  public var run = RunOptions()

  /// Makes the default options.
  public init() {}
}

extension ModelRunner {
  /// Explains what the model says of some rows.
  ///
  /// - Parameters:
  ///   - rows: the rows: a table, or images.
  ///   - options: what is explained, and how.
  /// - Throws: ``FoldoutError`` of kind `usage` where what is asked for does not fit the model or the data, else as
  ///   ``run(_:only:_:)``.
  ///
  /// Cost: as many passes as the explanation says.
  public func explain(_ rows: RunInputs, _ options: ExplainOptions) throws(FoldoutError) -> Explanation {
    guard let tensor = rows.tensors.first else {
      throw FoldoutError(.usage, "explain-rows", "there are no rows to explain")
    }
    do {
      if options.method == .tree { return try explainTrees(tensor, options) }
      let scorer = try ModelScorer(self, rows: tensor, options.run)
      var work = try ExplainWork(self, scorer, tensor, options)
      return try work.explanation()
    } catch let fault as ExplainingFault {
      throw FoldoutError(.usage, fault.code, fault.text)
    } catch let error as FoldoutError {
      throw error
    } catch {
      throw FoldoutError(.internal, "explain", "the explanation failed")
    }
  }
}

extension ModelRunner {
  /// Explains the one ensemble of trees that a model has, from the file: nothing is run.
  private func explainTrees(_ tensor: RunTensor, _ options: ExplainOptions) throws -> Explanation {
    let ensembles = classicModels.ensembles
    guard ensembles.count == 1, let ensemble = ensembles.first?.content else {
      throw FoldoutError(
        .usage, "explain-trees", "the model has \(ensembles.count) ensembles of trees, and one is explained",
        hint: "--method shap explains any model.")
    }
    let background = try ExplainWork.background(options, self)
    let trees = try TreeScores(ensemble)
    let work = try TreeShapley(trees, background: background)
    var made = Explanation(
      .tree, "exact, interventional, from the trees, \(background.count) background rows")
    made.isMargin = trees.isMargin
    for row in ModelScorer.rows(of: tensor) {
      let values = try work.values(of: row)
      let target = try made.target ?? ExplainWork.target(values.prediction, options)
      (made.target, made.expected) = (target, values.expected[target])
      made.rows.append((values.prediction[target], values.values.map { $0[target] }))
      made.rest = max(made.rest ?? 0, abs(values.rest[target]))
    }
    made.features = ExplainWork.names(made.rows.first?.values.count ?? 0, options)
    return made
  }
}

/// One explanation in the making.
private struct ExplainWork {
  let runner: ModelRunner
  let scorer: ModelScorer
  let options: ExplainOptions
  let rows: [[Double]]
  let dims: [Int64]

  init(
    _ runner: ModelRunner, _ scorer: ModelScorer, _ tensor: RunTensor, _ options: ExplainOptions
  ) throws {
    (self.runner, self.scorer, self.options) = (runner, scorer, options)
    rows = ModelScorer.rows(of: tensor)
    dims = scorer.rowDims
  }

  mutating func explanation() throws -> Explanation {
    var made =
      switch options.method {
      case .shap, .tree: try shap()
      case .lime: try lime()
      case .occlusion: try occlusion()
      case .permutation: try permutation()
      case .boundary: try boundary()
      }
    made.isSoftmax = scorer.appliesSoftmax
    if made.features.isEmpty { made.features = names(rows.first?.count ?? 0) }
    return made
  }

  private func names(_ count: Int) -> [String] { Self.names(count, options) }

  static func names(_ count: Int, _ options: ExplainOptions) -> [String] {
    options.names.count == count ? options.names : (0..<count).map { "x\($0)" }
  }

  private var model: ScoredModel { scorer.model }

  private func scores(_ row: [Double]) throws -> [Double] {
    guard let found = try scorer.scores(of: [row]).first, !found.isEmpty else {
      throw FoldoutError(.unavailable, "explain-answers", "the model gave no scores")
    }
    return found
  }

  /// The class that is explained: the one asked for, else that of the first row.
  private func target(_ scores: [Double]) throws -> Int { try Self.target(scores, options) }

  static func target(_ scores: [Double], _ options: ExplainOptions) throws -> Int {
    if let target = options.target {
      guard scores.indices.contains(target) else {
        throw FoldoutError(
          .usage, "explain-target", "there is no class \(target)",
          hint: "The model has \(scores.count) scores.")
      }
      return target
    }
    return scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
  }

  private func background() throws -> [[Double]] { try Self.background(options, runner) }

  static func background(_ options: ExplainOptions, _ runner: ModelRunner) throws -> [[Double]] {
    guard !options.background.isEmpty else {
      throw FoldoutError(
        .usage, "explain-background", "what stands for absent features is not said",
        hint: "Name rows of the data with --background.")
    }
    let read = try RunInputs(options.background, for: runner.inputs)
    return ModelScorer.rows(
      of: read.tensors.first ?? RunTensor(name: "", dataType: .float32, dims: [0], bytes: []))
  }

  // MARK: Shapley values

  private func shap() throws -> Explanation {
    let background = try background()
    var made = Explanation(.shap)
    for row in rows {
      let game = try CoalitionGame(row: row, background: background)
      let values: ShapleyValues
      if game.groups.count <= ExplainingTuning.usualExactPlayers {
        made.definition = "exact, interventional, all coalitions of \(game.groups.count) features"
        values = try ExactShapley(game).values(of: model)
      } else if game.groups.count <= ExplainingTuning.mostKernelPlayers {
        let kernel = try KernelShapley(game)
        made.definition = "KernelSHAP, interventional, \(kernel.passes) passes a row"
        values = try kernel.values(of: model)
      } else {
        let orders = try PermutationShapley(game)
        made.definition = "permutation SHAP, interventional, \(orders.orders) orders"
        values = try orders.values(of: model)
      }
      let target = try made.target ?? target(values.prediction)
      (made.target, made.expected) = (target, values.expected[target])
      made.passes += values.passes
      made.rows.append((values.prediction[target], values.values.map { $0[target] }))
      made.rest = max(made.rest ?? 0, abs(values.rest[target]))
    }
    made.definition += ", \(background.count) background rows"
    return made
  }

  // MARK: LIME

  private func lime() throws -> Explanation {
    var made = Explanation(.lime)
    let image = try imageGrid()
    let groups = try image?.segments(options.segments, options.segments)
    let absent: [Double]
    if image != nil {
      absent = [Double](repeating: options.baseline, count: rows[0].count)
      made.definition =
        "\(options.segments)×\(options.segments) segments, absent \(options.baseline), "
      made.features = (groups ?? []).indices.map { "segment \($0)" }
    } else {
      absent = try DataColumns.medians(of: background())
      made.definition = "features, absent ones at the median, "
    }
    for row in rows {
      let game = try CoalitionGame(row: row, background: [absent], groups: groups)
      let players = game.groups.count
      let masks =
        players <= ExplainingTuning.usualExactPlayers ? try MaskLime.all(players) : MaskLime.random(players)
      if made.rows.isEmpty {
        made.definition += "\(masks.count) masks, kernel width 0.25, ridge penalty 1"
        made.target = try target(scores(row))
      }
      let surrogate = try MaskLime(game, masks: masks).surrogate(of: model)
      let target = made.target ?? 0
      made.passes += surrogate.passes
      made.rows.append(
        (try scores(row)[target], surrogate.coefficients.map { $0[target] }))
    }
    return made
  }

  // MARK: Images

  /// How rows are images; nil where they are not.
  private func imageGrid() throws -> ImageGrid? {
    guard dims.count == 3 else { return nil }
    let sizes = dims.map { Int($0) }
    let isPlanar = sizes[0] <= 4 || sizes[2] > 4
    return isPlanar
      ? try ImageGrid(height: sizes[1], width: sizes[2], channels: sizes[0])
      : try ImageGrid(height: sizes[0], width: sizes[1], channels: sizes[2], isPlanar: false)
  }

  private func occlusion() throws -> Explanation {
    guard let grid = try imageGrid(), rows.count == 1 else {
      throw FoldoutError(
        .usage, "explain-image", "occlusion is for one image at a time",
        hint: "--rows A:B takes one row of a file.")
    }
    let windows = try Occlusion(grid, window: options.window.size, stride: options.window.stride)
    let cover = [Double](repeating: options.baseline, count: grid.count)
    let target = try target(scores(rows[0]))
    let map = try windows.map(of: model, image: rows[0], baseline: cover, target: target)
    var made = Explanation(
      .occlusion,
      "windows of \(windows.window)×\(windows.window), stride \(windows.stride), covered by \(options.baseline)"
    )
    (made.target, made.passes) = (target, map.passes)
    made.rows = [(map.prediction, [])]
    let plane = grid.height * grid.width
    let grey = (0..<plane).map { pixel in
      let parts = (0..<grid.channels).map { channel in
        rows[0][grid.isPlanar ? channel * plane + pixel : pixel * grid.channels + channel]
      }
      return parts.reduce(0, +) / Double(grid.channels)
    }
    made.image = (grid.width, grid.height, grey)
    made.occlusion = (windows.window, windows.stride, options.baseline, map.drops, map.pixels)
    return made
  }

  // MARK: Tables

  private func permutation() throws -> Explanation {
    guard !options.labels.isEmpty else {
      throw FoldoutError(
        .usage, "explain-labels", "what the rows really are is not said",
        hint: "Name their classes with --labels.")
    }
    let known = options.labels.map { Double($0) ?? .nan }
    guard known.allSatisfy(\.isFinite) else {
      throw FoldoutError(
        .usage, "explain-labels", "labels have to be numbers of classes, or values",
        hint: "The number of a class is its place among the scores, from 0.")
    }
    let isClassifier = try scores(rows[0]).count > 1
    let work = try PermutationImportance(
      KnownRows(rows, known: known), quality: isClassifier ? .accuracy : .meanSquaredError)
    let found = try work.importance(of: model)
    var made = Explanation(
      .permutation,
      "loss of \(isClassifier ? "accuracy" : "mean squared error"), \(work.repeats) shuffles a feature, \(rows.count) rows"
    )
    made.passes = found.passes
    made.importance = zip(found.means, found.deviations).map { ($0, $1) }
    return made
  }

  private func boundary() throws -> Explanation {
    let count = rows[0].count
    let names = names(count)
    guard let (first, second) = options.features else {
      throw FoldoutError(
        .usage, "explain-features", "the two features of a boundary are not said",
        hint: "--features A,B takes names or numbers: \(names.prefix(8).joined(separator: ", ")).")
    }
    func place(_ word: String) throws -> Int {
      if let place = names.firstIndex(of: word) ?? Int(word), (0..<count).contains(place) { return place }
      throw FoldoutError(
        .usage, "explain-features", "there is no feature \(quoted(word))",
        hint: "Features are \(names.prefix(8).joined(separator: ", ")).")
    }
    let features = (x: try place(first), y: try place(second))
    let work = try DecisionBoundary(over: rows, features: features, cells: options.cells)
    let found = try work.grid(of: model)
    var made = Explanation(
      .boundary, "\(options.cells)×\(options.cells) cells, other features at the median of \(rows.count) rows"
    )
    made.features = [names[features.x], names[features.y]]
    (made.passes, made.boundary) = (found.passes, found)
    return made
  }
}
