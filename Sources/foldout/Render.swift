import ArgumentParser
import Diagnostics
import FoldoutKit

/// `foldout render`, the default verb.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw models (the default).",
    discussion: """
      What can be shown or hidden: plumbing (shape arithmetic), constants, shapes (beside lines; shapes=all for \
      every known one), attributes, weights, names, repeats (gathered as ×N), legend.

      Patterns name blocks by title, full name or class, or by path where they hold a slash: 'layer1', \
      'Bottleneck', 'encoder/layer.*', '**/mlp'.
      """)

  @Argument(help: "Model files; - for standard input.")
  var models: [String]

  @Option(
    name: .shortAndLong, help: "Where to write: a file, a folder ending in /, or - for standard output.")
  var output: String?

  @Option(name: .shortAndLong, help: "svg, dot or json; by default what the output's extension says.")
  var format: OutputFormat?

  @OptionGroup(title: "Folding") var folding: FoldingArguments

  @OptionGroup(title: "Looks") var looks: LooksArguments

  @OptionGroup(title: "Sizes") var dims: DimArguments

  @Option(name: .long, help: .hidden)
  var dump: Stage?

  func validate() throws {
    if models.isEmpty { throw ValidationError("Name a model file.") }
    _ = try looks.visibility()
  }

  func run() throws {
    let options = try drawOptions()
    let sizes = try dims.sizes()
    var jobs: [Job] = []
    for model in models {
      jobs.append(try Job(model: model, output: output, format: format, count: models.count))
    }
    try Job.checkDistinct(jobs)
    var failure: ExitCode?
    for job in jobs {
      do throws(FoldoutError) {
        try render(job, options, sizes)
      } catch {
        Console.report(error, file: job.model)
        failure = failure ?? Console.exitCode(error.kind)
      }
    }
    if let failure { throw failure }
  }

  private func drawOptions() throws -> DrawOptions {
    var options = DrawOptions()
    try looks.apply(to: &options)
    folding.apply(to: &options.fold)
    return options
  }

  private func render(
    _ job: Job, _ options: DrawOptions, _ sizes: [String: Int64]
  ) throws(FoldoutError) {
    Watchdog.working(on: job.model)
    let read = try Foldout.read(path: job.model, dims: sizes)
    Console.report(read.diagnostics, file: job.model, asWarnings: true)
    if let dump {
      return try OutputFile.writeToStandardOutput(Array(try Foldout.dump(dump, of: read.model, options).utf8))
    }
    let drawn = try Foldout.draw(read.model, as: job.format, options)
    Console.report(drawn.diagnostics, file: job.model, asWarnings: true)
    if let path = job.path {
      try OutputFile.write(drawn.bytes, to: path)
    } else {
      try OutputFile.writeToStandardOutput(drawn.bytes)
    }
  }
}
