import Activity
import ActivityPages
import Composing
import Diagnostics
import ModelGraph
import Recordings
import Training
import TrainingLogs
import WebPage
import Weights

/// What a drawing shows beside a model's structure.
public struct ModelData: Sendable {
  /// The model's file, kept open for what is in its weights.
  public var weights: WeightFile?
  /// What was recorded while the model ran, with the paths it was read from.
  var recordings: [(path: String, recording: Recording)] = []
  /// Logs of how it was trained, with their paths.
  var logs: [(path: String, set: LogSet)] = []
  /// A recording that errors are counted from.
  var reference: Recording?
  /// The sample that pictures are of.
  public var sample = 0
  /// Whether an HTML page has parts for the weights, the functions and what was recorded.
  public var hasTabs = false

  /// Makes nothing beside the structure.
  public init() {}

  /// Reads what paths hold, each a recording of values or logs of training.
  ///
  /// - Parameters:
  ///   - paths: the files and folders.
  ///   - other: the recording that errors are counted from.
  /// - Throws: ``FoldoutError`` where one is neither, with its path before the message.
  public mutating func add(_ paths: [String], against other: String? = nil) throws(FoldoutError) {
    for path in paths { try add(path) }
    if let other { reference = try ModelActivity.recording(other) }
  }

  private mutating func add(_ path: String) throws(FoldoutError) {
    do throws(FoldoutError) {
      recordings.append((path, try Recording.read(path)))
      return
    } catch {
      guard ["not-recording", "no-arrays"].contains(error.diagnostic.code) else {
        throw ModelActivity.at(path, error)
      }
    }
    do throws(FoldoutError) {
      logs.append((path, try readLogs(path)))
    } catch {
      throw FoldoutError(
        error.kind, error.diagnostic.code,
        "\(quoted(path)) is no recording and no log: \(error.diagnostic.message)", hint: error.diagnostic.hint
      )
    }
  }

  /// The problems met in reading.
  public var diagnostics: [Diagnostic] {
    recordings.flatMap(\.recording.diagnostics) + (reference?.diagnostics ?? [])
      + logs.flatMap { $0.set.notes.flatMap(\.diagnostics) }
  }

  /// The files that are read at a path.
  public static func files(at path: String) -> [String] {
    let arrays = Recording.files(at: path)
    return arrays.isEmpty ? logSizes([path]).map(\.path) : arrays
  }

  /// Reads what the options of a drawing ask for, and makes the parts of a page.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where there is no such sample, or nothing that colours ask for.
  func prepare(
    _ options: DrawOptions, for format: OutputFormat, _ model: Model
  ) throws(FoldoutError) -> (options: DrawOptions, tabs: [PageTab]) {
    var options = options
    var tabs: [PageTab] = []
    let isPage = hasTabs && format == .html
    if let weights {
      if isPage, let (tab, marks) = weights.tab() {
        tabs.append(tab)
        options.compose.weights = marks
      } else if options.needsWeights {
        options.compose.weights = weights.marks
      }
    }
    if isPage, let tab = FunctionList(of: model).tab { tabs.append(tab) }
    var marks: ValueMarks?
    if !recordings.isEmpty {
      let (found, tab) = try activity(model, options, isPage: isPage)
      marks = found
      if let tab { tabs.append(tab) }
    }
    // Of logs alone a picture can show nothing else.
    if recordings.isEmpty, !logs.isEmpty, !isPage, options.compose.colors == .kind {
      options.compose.colors = .gradients
    }
    if !logs.isEmpty {
      let training = ModelTraining(model, LogSet(joining: logs))
      if options.compose.colors == .gradients { marks = try training.marks(marks) }
      if isPage { tabs.append(training.tab) }
    }
    options.compose.values = marks
    if options.compose.colors.needValues, marks?.hasColors != true {
      let needed = options.compose.colors == .gradients ? "logs of gradients" : "a recording"
      throw FoldoutError(
        .usage, "no-colours", "colours by \(options.compose.colors.rawValue) need \(needed)",
        hint: "Name \(needed) with --with.")
    }
    return (options, tabs)
  }

  private func activity(
    _ model: Model, _ options: DrawOptions, isPage: Bool
  ) throws(FoldoutError) -> (ValueMarks, PageTab?) {
    let activity = ModelActivity(model, recordings, against: reference)
    let report = try activity.report()
    try report.check(sample: sample)
    let errors = activity.errors(of: report)
    if options.compose.colors == .error, errors == nil {
      throw FoldoutError(
        .usage, "no-reference", "there is nothing that errors are counted from",
        hint: "Name a second recording with --against.")
    }
    let marks = valueMarks(
      report, against: errors, colors: options.compose.colors, showsMaps: options.compose.showsMaps,
      sample: sample)
    var page = ActivityPageOptions()
    page.sample = sample
    return (marks, isPage ? activity.tab(report, errors, page) : nil)
  }
}
