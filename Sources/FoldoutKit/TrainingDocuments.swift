import Diagnostics
import Exporting
import ModelGraph
import Rendering
import TextOutput
import Training
import TrainingLogs
import TrainingPages
import Weights

/// What a report of training shows, and how.
public struct TrainingOptions: Sendable {
  /// Patterns of tags, of which one must match; empty for all.
  public var only: [String] = []
  /// The weight by which curves are smoothed, from 0 up to 1; nil for what suits each form.
  public var smoothing: Double?
  /// What curves are drawn over.
  public var axis = LevelAxis.step
  /// The model that was trained, in whose order its parameters are shown; nil for the order of the log.
  public var model: Model?
  /// Columns and colours of a text.
  public var style = SummaryStyle()
  /// Colours, size and title of a page.
  public var drawing = DrawOptions()

  /// Makes the default options.
  public init() {}
}

extension Foldout {
  /// Writes what training logs say: curves, sizes of gradients and weights, and what is worth knowing.
  ///
  /// - Parameters:
  ///   - logs: the runs, as ``readLogs(_:)`` gives them.
  ///   - format: the form.
  ///   - options: what is shown, and how.
  /// - Throws: ``FoldoutError`` of kind `usage` where a pattern matches no tag, `unavailable` where a library is missing that the
  ///   format needs.
  ///
  /// Cost: linear in the points that are kept.
  public static func document(
    of logs: LogSet, as format: ReportFormat, _ options: TrainingOptions = TrainingOptions()
  ) throws(FoldoutError) -> Document {
    let runs = try options.chosen(logs.runs)
    if format == .csv { return Document(bytes: trainingCSV(runs)) }
    let report = TrainingReport(runs, order: options.model.map { ParameterOrder(tensorsByUse($0)) })
    switch format {
    case .json: return Document(bytes: trainingJSON(report, smoothing: options.smoothing))
    case .text:
      return Document(bytes: Array(trainingText(report, smoothing: options.smoothing, options.style).utf8))
    case .csv, .svg, .png, .pdf, .html: break
    }
    var page = TrainingPageOptions()
    page.title = options.drawing.compose.title
    (page.smoothing, page.axis, page.hasChosenTensors) = (
      options.smoothing, options.axis, !options.only.isEmpty
    )
    return try write(trainingPage(report, page), as: format, options.drawing)
  }
}

/// The stored tensors of a model in the order in which its operators read them; exporters store them in any. Cost: n log n.
func tensorsByUse(_ model: Model) -> [StoredTensor] {
  let tensors = storedTensors(of: model)
  func rank(_ place: Int) -> (Int, Int, Int) {
    guard let use = tensors[place].use else { return (.max, 0, place) }
    return (use.graph, use.node, place)
  }
  return tensors.indices.sorted { rank($0) < rank($1) }.map { tensors[$0] }
}

extension TrainingOptions {
  /// The runs with the tags that are asked for.
  fileprivate func chosen(_ runs: [TrainingRun]) throws(FoldoutError) -> [TrainingRun] {
    guard !only.isEmpty else { return runs }
    let filter = NameFilter(only)
    let tags = runs.flatMap { $0.series.map(\.tag) + $0.histograms.map(\.tag) }
    if let pattern = filter.unmatched(tags.map { [$0] }) {
      let question = NearestNames.question(pattern, among: tags.prefix(2000))
      throw FoldoutError(
        .usage, "no-tag", "no tag is called \(quoted(pattern))" + (question.map { "; " + $0 } ?? ""),
        hint: "`foldout training LOG -o x.csv` lists them; * stands for any text.")
    }
    return runs.map { run in
      var run = run
      run.series.removeAll { !filter.includes([$0.tag]) }
      run.histograms.removeAll { !filter.includes([$0.tag]) }
      return run
    }
  }
}

extension ParameterOrder {
  /// The order of stored tensors.
  init(_ tensors: [StoredTensor]) { self.init(tensors.map { (name: $0.name, path: $0.path) }) }
}
