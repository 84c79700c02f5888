import ArgumentParser
import FoldoutKit
import TextOutput

/// What is explained, and how, as `foldout explain` takes it.
struct ExplainArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "How: shap, tree, lime, occlusion, permutation or boundary; may be repeated. By default shap, permutation and boundary of a table, occlusion and lime of an image, occlusion of a sequence, shap of tokens.",
      valueName: "name"))
  var method: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Rows that stand for what is absent, named as inputs are; by default some of a table's data set, of all else --baseline.",
      valueName: "source"))
  var background: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The data set of a table, named as inputs are; by default all rows of the input's file.",
      valueName: "source"))
  var data: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Explain this class, by name or number from 0; by default the one with the largest score: of a table for the first row, else for each.",
      valueName: "class"))
  var target: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Explain the rows of this input, while all others stay as they are; by default the first of real numbers, else of whole ones.",
      valueName: "name"))
  var input: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Take each row as a table (a feature a number), image, sequence or tokens; by default as its axes say.",
      valueName: "form"))
  var form: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Take scores from this value of the model; by default from its first output that has some.",
      valueName: "name"))
  var scores: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Where the model has scores for each step, explain those of this one: from 0, or from the end where below 0.",
      valueName: "n"))
  var position = -1

  @Flag(
    name: .long,
    help: "Explain scores as the model gives them; else a softmax makes shares of those below 0 or above 1.")
  var raw = false

  @Option(
    name: .long,
    help: ArgumentHelp("Draw a boundary over these two features, by name or number from 0.", valueName: "a,b")
  )
  var features: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Draw a boundary on this plane: pca, of the data's first two principal components.", valueName: "name"))
  var plane: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Name the features by this list: a text with a line each, JSON, .npy or .npz.", valueName: "file"))
  var names: String?

  @Option(
    name: .long, help: ArgumentHelp("Name the classes by such a list, class 0 first.", valueName: "file"))
  var classes: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Such a list with the class of each row of the data set, by name or number, or its value.",
      valueName: "file"))
  var labels: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Pixels a side of a window, or steps; by default what suits the image, and one step.", valueName: "n"))
  var window: Int?

  @Option(
    name: .long, help: ArgumentHelp("With --window, pixels or steps from one to the next.", valueName: "n"))
  var stride: Int?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "The number that covers pixels and steps, and stands for absent ones; of tokens the id.",
      valueName: "number"))
  var baseline = 0.0

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Divide an image in a grid of so many segments a side; by default 4 if it has at most 15 pixels a side, else 7.",
      valueName: "n"))
  var segments: Int?

  @Option(
    name: .long,
    help: ArgumentHelp("Divide an image along its edges instead, in about so many parts.", valueName: "n"))
  var superpixels: Int?

  @Option(name: .long, help: ArgumentHelp("Cells a side of a boundary.", valueName: "n"))
  var cells = 120

  @Flag(name: .long, help: "Try all coalitions, or masks, of up to 16 features, and not of up to 12 only.")
  var exact = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Masks of LIME (1000 unless said), or coalitions of KernelSHAP (2048 and two a feature).",
      valueName: "n"))
  var samples: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Take LIME's masks from this array of 0 and 1, a row for each, instead of drawing them.",
      valueName: "source"))
  var masks: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Do not start what would take longer than this time, and give up after it, as in 10s or 5m (default: 10m).",
      valueName: "time"))
  var timeout: String?

  func validate() throws {
    let methods = Explanation.Method.allCases.map(\.rawValue)
    guard method.allSatisfy(methods.contains) else {
      throw ValidationError("--method takes \(listed(methods, "or"))")
    }
    let forms = ExplainOptions.Form.allCases.map(\.rawValue)
    if let form, !forms.contains(form) { throw ValidationError("--as takes \(listed(forms, "or"))") }
    if features != nil, pair == nil { throw ValidationError("--features takes two, as in A,B") }
    if let plane, plane != "pca" { throw ValidationError("--plane takes pca, for --method boundary") }
    if plane != nil, features != nil { throw ValidationError("--plane and --features exclude each other") }
    if segments != nil, superpixels != nil {
      throw ValidationError("--segments and --superpixels exclude each other")
    }
    if stride != nil, window == nil { throw ValidationError("--stride goes with --window") }
    guard window ?? 1 > 0, stride ?? 1 > 0, cells > 1, segments ?? 1 > 0, superpixels ?? 1 > 0,
      samples ?? 1 > 0
    else {
      throw ValidationError(
        "--window, --stride, --segments, --superpixels and --samples must be 1 or more, --cells 2 or more")
    }
    guard baseline.isFinite else { throw ValidationError("--baseline takes a finite number") }
    if let timeout, Duration(timeout) == nil {
      throw ValidationError("--timeout takes a time: 10s, 500ms or 2m")
    }
  }

  /// The time that it may take.
  ///
  /// Zero is no limit.
  var limit: Duration { timeout.flatMap { Duration($0) } ?? .seconds(600) }

  private var pair: (String, String)? {
    guard let features else { return nil }
    let parts = features.split(separator: ",").map(String.init)
    return parts.count == 2 ? (parts[0], parts[1]) : nil
  }

  private var settings: MethodSettings {
    var settings = MethodSettings()
    settings.window = window.map { ($0, stride ?? 1) }
    settings.division = segments.map { .grid($0) } ?? superpixels.map { .superpixels($0) }
    settings.isPrincipal = plane != nil
    (settings.baseline, settings.cells) = (baseline, cells)
    (settings.isExact, settings.samples) = (exact, samples)
    return settings
  }

  /// The options, with lists that were read from their files.
  ///
  /// - Parameters:
  ///   - source: the library, and which rows.
  ///   - texts: the texts of tokens.
  /// - Throws: the exit code of a list that can't be read.
  func options(_ source: RunArguments, tokens texts: Labels?) throws -> ExplainOptions {
    var options = ExplainOptions()
    options.methods = method.compactMap { Explanation.Method(rawValue: $0) }
    (options.input, options.output, options.target) = (input, scores, target)
    options.form = form.flatMap { ExplainOptions.Form(rawValue: $0) }
    (options.position, options.isRaw, options.features) = (position, raw, pair)
    options.settings = settings
    options.names = try Labels.read(argument: names)?.texts ?? []
    options.labels = try Labels.read(argument: labels)?.texts ?? []
    options.classes = try Labels.read(argument: classes)?.listed ?? []
    options.tokens = texts
    options.masks = masks
    options.run.runtime = source.runtime
    options.run.seconds = limit.runSeconds
    return options
  }
}

extension Labels {
  /// The texts in order: those of a list, else those of a vocabulary whose ids go from 0 on without a gap.
  fileprivate var listed: [String] {
    guard texts.isEmpty else { return texts }
    return (0..<vocabulary.count).compactMap { vocabulary[Int64($0)] }
  }
}
