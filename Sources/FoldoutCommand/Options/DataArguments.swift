import ArgumentParser
import FoldoutKit

/// What was recorded while the model ran.
struct DataArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Show what is in this recording of the model's values (.npz, .npy, a folder of tensors) or log of its training; may be given again.",
      valueName: "recording"))
  var with: [String] = []

  @Flag(name: .long, help: "In an HTML page, show what is in the weights, too, which are read then.")
  var weights = false

  @Option(
    name: .long,
    help: ArgumentHelp("Colour by how far the recording is from this one.", valueName: "recording"))
  var against: String?

  @Option(name: .long, help: ArgumentHelp("Show pictures of this sample; the first is 0.", valueName: "n"))
  var sample = 0

  /// Refuses recordings that no model has.
  func check(models: Int) throws {
    if !with.isEmpty, models > 1 { throw ValidationError("--with goes with one model") }
    if with.isEmpty, against != nil {
      throw ValidationError("--against needs a recording: name one with --with")
    }
  }

  /// Sets what follows from a recording that nothing else was said of: pictures of it, or errors in colour.
  ///
  /// - Throws: `ValidationError` where the options need a recording and there is none.
  func apply(to options: inout DrawOptions) throws {
    guard !with.isEmpty else {
      guard !options.needsValues else {
        let word = options.compose.showsMaps ? "--show maps" : "--color-by " + options.compose.colors.rawValue
        throw ValidationError("\(word) needs a recording: name one with --with")
      }
      return
    }
    if against != nil, options.compose.colors == .kind { options.compose.colors = .error }
    if !options.needsValues { options.compose.showsMaps = true }
  }

  /// The recordings to read.
  var request: DataRequest { DataRequest(with: with, against: against, sample: sample, weights: weights) }
}

/// Recordings to read with a model.
struct DataRequest: Equatable {
  var with: [String] = []
  var against: String?
  var sample = 0
  /// Whether a page shows what is in the weights.
  var weights = false

  /// All files that are read.
  var files: [String] { (with + [against].compactMap { $0 }).flatMap { ModelData.files(at: $0) } }
}
