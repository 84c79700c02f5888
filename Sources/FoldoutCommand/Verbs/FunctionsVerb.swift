import ArgumentParser
import Diagnostics
import FoldoutKit
import Glibc
import TextOutput

/// `foldout functions`: the activation functions of a model, or some by name.
struct FunctionsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions",
    abstract: "Show the activation functions of a model, or some by name.",
    usage: """
      foldout functions <model> [-o <path>] [<options>]
      foldout functions <name> ... [-o <path>] [<options>]
      """,
    discussion: """
      Without -o it prints a table: how often each function occurs, its range, where it saturates, and where it stands. \
      A name is one such as gelu, silu or leaky_relu; a word that is a file is a model.
      """)

  @Argument(help: "A model file, - for standard input, or names of functions.")
  var words: [String]

  @Flag(name: .long, help: "Print JSON: every function with its curve and places.")
  var json = false

  @Option(
    name: .shortAndLong,
    help: "Write to this file, by its extension txt, json, svg, png, pdf or html; - for standard output.")
  var output: String?

  @Option(name: .shortAndLong, help: "Write this format, whatever the file is called.")
  var format: String?

  @OptionGroup var dims: DimArguments

  @OptionGroup(title: "The picture") var picture: PictureArguments

  func validate() throws {
    if json, output != nil || format != nil { throw ValidationError("--json prints; leave out -o and -f") }
    _ = try chosenFormat()
  }

  func run() throws {
    let format = try chosenFormat()
    let reading = try dims.reading()
    let model = try chosenModel()
    var options = DrawOptions()
    try picture.apply(to: &options)
    options.fileName = model.flatMap { $0 == "-" ? nil : Job.stem(of: Job.lastPart(of: $0)) }
    let subject = model ?? "functions"
    let path = output == "-" ? nil : output
    let themes = try PageThemes(picture.colours, format: format.rawValue, path: path)
    do throws(FoldoutError) {
      let list =
        if let model { try Self.functions(of: model, reading) } else { try FunctionList(named: words) }
      let documents = try themes.documents(options) { options throws(FoldoutError) in
        try list.document(as: format, TerminalStyle.style(.text, output: output), options)
      }
      Console.report(documents.diagnostics, file: subject, asWarnings: true)
      try themes.write(documents, to: path)
    } catch {
      Console.report(error, file: subject)
      throw Console.exitCode(error.kind)
    }
  }

  private func chosenFormat() throws -> FunctionFormat {
    if json { return .json }
    let words = FunctionFormat.allCases.map(\.rawValue)
    return try Job.format(of: output, asked: format, among: words).flatMap { FunctionFormat(rawValue: $0) }
      ?? .text
  }

  /// The model that the words name; nil where they are names of functions.
  private func chosenModel() throws -> String? {
    let isFile = { (word: String) in
      word == "-" || access(word, F_OK) == 0
        || !FunctionList.knows(word) && (word.contains("/") || word.contains("."))
    }
    if let model = words.first(where: isFile) {
      guard words.count == 1 else {
        throw ValidationError("This takes one model, or names of functions")
      }
      return model
    }
    if let unknown = words.first(where: { !FunctionList.knows($0) }) {
      throw ValidationError(
        "there is no file or function \(quoted(unknown)); \(FunctionList.help(for: unknown))")
    }
    return nil
  }

  private static func functions(of model: String, _ reading: ReadOptions) throws(FoldoutError) -> FunctionList
  {
    Watchdog.working(on: model)
    let loaded = try Foldout.read(argument: model, reading)
    Console.report(loaded.diagnostics, file: model, asWarnings: true)
    return FunctionList(of: loaded.model)
  }
}
