import Activity
import ActivityPages
import Composing
import Diagnostics
import Exporting
import ModelGraph
import ModelRunning
import Recordings

/// What a report of recordings shows, and how.
public struct ActivityOptions: Sendable {
  /// Patterns of arrays' names, values or modules, of which one must match; empty for all.
  public var only: [String] = []
  /// Whether shapes and single numbers have rows, too.
  public var showsAll = false
  /// Columns and colours of a text.
  public var style = SummaryStyle()
  /// Colours, size and title of a page.
  public var drawing = DrawOptions()
  /// What a page shows.
  public var page = ActivityPageOptions()
  /// How samples become points; nil for no map of them.
  public var projection: ValueProjection.Method?
  /// The value that is projected, by a pattern; nil for the last vector before the outputs.
  public var projectedValue: String?
  /// By sample the name of its class.
  public var labels: [String] = []
  /// Is told how many bytes are read, now and then, by any thread.
  public var progress: (@Sendable (_ done: Int64, _ all: Int64) -> Void)?

  /// Makes the default options.
  public init() {}
}

/// A model and what was recorded while it ran.
public struct ModelActivity: Sendable {
  /// The model, with types.
  public let model: Model
  private let recordings: [(recording: Recording, areGradients: Bool)]
  private let reference: Recording?

  /// Takes recordings with the paths they were read from, of which the first that has an array of a name counts.
  public init(
    _ model: Model, _ recordings: [(path: String, recording: Recording)], against reference: Recording? = nil
  ) {
    self.model = model
    self.recordings = recordings.map { ($0.recording, Self.areGradients($0.path)) }
    self.reference = reference
  }

  /// Reads recordings at paths.
  ///
  /// - Throws: ``FoldoutError`` where one can't be read, with its path before the message.
  public init(
    _ model: Model, paths: [String], against other: String? = nil
  ) throws(FoldoutError) {
    var read: [(path: String, recording: Recording)] = []
    for path in paths { read.append((path, try Self.recording(path))) }
    let reference: Recording? = if let other { try Self.recording(other) } else { nil }
    self.init(model, read, against: reference)
  }

  /// Problems met in reading.
  public var diagnostics: [Diagnostic] {
    recordings.flatMap(\.recording.diagnostics) + (reference?.diagnostics ?? [])
  }

  /// The ids of the tokens of a sample, where the model's input of ids was recorded; else none.
  ///
  /// - Parameter sample: its number, from 0.
  public func tokenIDs(_ sample: Int) -> [Int64] {
    let inputs = ModelInput.all(of: model)
    for (recording, areGradients) in recordings where !areGradients {
      let ids = RunInputs(tokensOf: recording, for: inputs).tokenIDs(sample, of: inputs)
      if !ids.isEmpty { return ids }
    }
    return []
  }

  static func recording(_ path: String) throws(FoldoutError) -> Recording {
    do throws(FoldoutError) {
      return try Recording.read(path)
    } catch {
      throw at(path, error)
    }
  }

  /// An error with the path of its file before the message.
  static func at(_ path: String, _ error: FoldoutError) -> FoldoutError {
    let own = error.diagnostic
    return FoldoutError(error.kind, own.code, "\(quoted(path)): \(own.message)", hint: own.hint)
  }

  /// Whether a file is called so that all in it are gradients: hooks name those as they name activations.
  private static func areGradients(_ path: String) -> Bool {
    let name = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[$0...] } ?? path[...]
    return name.lowercased().contains("grad")
  }

  /// Looks at all arrays. Cost: linear in their bytes, in constant memory.
  public func report(_ options: ActivityOptions = ActivityOptions()) throws(FoldoutError) -> ActivityReport {
    var names: [Set<String>] = [[], []]
    var kept: [(Recording, Bool)] = []
    for (recording, areGradients) in recordings {
      var recording = recording
      recording.arrays.removeAll { !names[areGradients ? 1 : 0].insert($0.name).inserted }
      kept.append((recording, areGradients))
    }
    return scanActivity(kept, of: model, progress: options.progress)
  }

  /// How a report differs from the recording that it is held against; nil where there is none.
  func errors(of report: ActivityReport) -> ActivityErrors? {
    reference.map { compareActivity(report, with: scanActivity([($0, false)], of: model)) }
  }

  /// Looks at all arrays, and writes what is in them.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where a pattern names nothing, `unavailable` where a library is missing that
  ///   the format needs.
  public func document(
    as format: ReportFormat, _ options: ActivityOptions = ActivityOptions()
  ) throws(FoldoutError) -> Document {
    var report = try report(options)
    try report.keep(options.only)
    let errors = errors(of: report)
    let projected = try report.projection(options)
    switch format {
    case .json:
      if let projected { return Document(bytes: projectionJSON(projected.points, labels: options.labels)) }
      return Document(bytes: activityJSON(report, against: errors))
    case .csv: return Document(bytes: activityCSV(report))
    case .text:
      return Document(
        bytes: Array(
          activityText(
            report, against: errors, showsAll: options.showsAll || !options.only.isEmpty, options.style
          ).utf8))
    case .svg, .png, .pdf, .html:
      var page = options.page
      page.title = page.title ?? options.drawing.heading
      (page.showsAll, page.isChosen) = (options.showsAll, !options.only.isEmpty)
      try report.check(sample: page.sample)
      let further = projected.map {
        [projectionSection($0.points, labels: options.labels, images: $0.images)]
      }
      return try Foldout.write(
        activityPage(report, against: errors, page, further: further ?? []), as: format, options.drawing)
    }
  }
}

extension ActivityReport {
  /// The samples of a value as points, and the value that holds a picture of each; nil where none is asked for.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where no value is meant, or it has no samples.
  fileprivate func projection(
    _ options: ActivityOptions
  ) throws(FoldoutError) -> (points: ValueProjection, images: RecordedValue?)? {
    guard let method = options.projection else { return nil }
    let value = try projected(options.projectedValue)
    do throws(NoProjection) {
      let points = try value.projection(by: method)
      let images = values.first { other in
        guard case .maps = other.kind, !other.isGradient, other.sampleAxis == 0 else { return false }
        return other.value?.isInput == true && other.array.dims.first == value.array.dims.first
      }
      return (points, images)
    } catch {
      throw FoldoutError(
        .usage, "no-projection", "\(value.label) can't be projected: \(error.text)",
        hint: "Record many samples at once, and name a value of one vector each with --at.")
    }
  }

  private func projected(_ pattern: String?) throws(FoldoutError) -> RecordedValue {
    guard let pattern else {
      if let last = values.last(where: { value in
        value.kind == .vector && !value.isGradient && !value.isStep && value.value?.isOutput == false
          && (value.array.dims.first ?? 0) > 2
      }) {
        return last
      }
      throw FoldoutError(
        .usage, "no-projection", "the recording has no vector of many samples",
        hint: "Name the value to project with --at.")
    }
    if let exact = values.first(where: { $0.names.contains(pattern) && !$0.isStep })
      ?? values.first(where: { $0.names.contains(pattern) })
    {
      return exact
    }
    let glob = crossingGlob(pattern)
    if let found = values.first(where: { $0.names.contains(where: glob.matches) }) { return found }
    throw FoldoutError(
      .usage, "no-value", "no recorded value is called \(quoted(pattern))",
      hint: "`foldout activity MODEL RECORDING` lists them; * stands for any text.")
  }

  /// - Throws: ``FoldoutError`` of kind `usage` where there is no such sample.
  func check(sample: Int) throws(FoldoutError) {
    guard sample >= 0, Int64(sample) < max(samples, 1) else {
      throw FoldoutError(
        .usage, "no-sample", "there is no sample \(sample)",
        hint: "The recording has \(samples); the first is 0.")
    }
  }

  /// Keeps values that a pattern names.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where one names nothing.
  fileprivate mutating func keep(_ patterns: [String]) throws(FoldoutError) {
    guard !patterns.isEmpty else { return }
    var kept = [Bool](repeating: false, count: values.count)
    for pattern in patterns {
      let glob = crossingGlob(pattern)
      let found = values.indices.filter { values[$0].names.contains(where: glob.matches) }
      guard !found.isEmpty else {
        throw FoldoutError(
          .usage, "no-value", "no recorded value is called \(quoted(pattern))",
          hint: "`foldout activity MODEL RECORDING` lists them; * stands for any text.")
      }
      for number in found { kept[number] = true }
    }
    var places: [Int: Int] = [:]
    for number in values.indices where kept[number] { places[number] = places.count }
    values = values.indices.filter { kept[$0] }.map { values[$0] }
    findings = findings.compactMap { finding in
      var finding = finding
      finding.values = finding.values.compactMap { places[$0] }
      return finding.values.isEmpty ? nil : finding
    }
  }
}

extension RecordedValue {
  /// All names that it goes by.
  fileprivate var names: [String] { [array.name] + [value?.name, value?.path].compactMap { $0 } }
}
