import ArgumentParser
import FoldoutKit
import Glibc

extension OutputFormat: ExpressibleByArgument {}

/// `foldout render`, the default verb: draws models.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Draw models (the default).",
    usage: "foldout [render] <models> ... [-o <path>] [-f <format>] [<options>]",
    discussion: """
      Words for --show and --hide: plumbing (shape arithmetic), constants, shapes (beside lines; shapes=all for \
      every known one), attributes, weights, names, costs (of blocks), repeats (gathered as ×N), \
      idioms (as one card each), curves (of activations), histograms (of weights, which are read then), maps (of a recording), legend.

      Patterns name blocks by title, full name or class, or by path where they hold a slash: 'layer1', \
      'Bottleneck', 'encoder/layer.*', '**/mlp'. One that names none is an error.

      @FILE means the words in that file: options apart by blanks or lines, # before a comment.
      """)

  @Argument(help: "Model files; - for standard input.")
  var models: [String]

  @Option(
    name: .shortAndLong,
    help: "Write to this file or folder (ending in /, or there already), or - for standard output.")
  var output: String?

  @Option(
    name: .shortAndLong,
    help: "Write svg, png, pdf, html, dot, mermaid or json; by default the format of the output's extension.")
  var format: OutputFormat?

  @OptionGroup(title: "Folding") var folding: FoldingArguments

  @OptionGroup(title: "Looks") var looks: LooksArguments

  @OptionGroup(title: "Recordings") var data: DataArguments

  @OptionGroup(title: "Sizes") var dims: DimArguments

  @OptionGroup(title: "The picture") var picture: PictureArguments

  @OptionGroup(title: "Builds") var build: BuildArguments

  @Option(name: .long, help: .hidden)
  var dump: DumpRequest?

  func validate() throws {
    if models.isEmpty { throw ValidationError("Name a model file.") }
    _ = try looks.visibility()
    try data.check(models: models.count)
  }

  func run() throws {
    if let timeout = try build.limit() { Watchdog.start(timeout) }
    let themes = try picture.colours.themes()
    let jobs = try models.map { model in
      try Job(model: model, output: output, format: format, themes: themes, count: models.count)
    }
    try Job.checkDistinct(jobs)
    warn(jobs)
    if build.depfile != nil || build.check || build.watch, let job = jobs.first(where: \.paths.isEmpty) {
      let flag = build.depfile != nil ? "--depfile" : build.check ? "--check" : "--watch"
      throw ValidationError("\(flag) needs a file to write: name one for \(Console.shown(job.model)) with -o")
    }
    let drawer = Drawer(
      reading: try dims.reading(), options: try drawOptions(), data: data.request, dump: dump,
      isCheck: build.check, printsKey: build.printKey)
    let failure = run(jobs, drawer)
    if failure == nil, let depfile = build.depfile {
      try write(depfile, jobs, readsWeights: drawer.options.needsWeights || data.weights)
    }
    if build.watch {
      try Watcher(jobs: jobs, files: data.request.files).run {
        Workers.run([$0], at: 1) { drawer.code($0) } == [0]
      }
    }
    if let failure { throw ExitCode(failure) }
  }

  /// Says which options have no effect, once for each format.
  private func warn(_ jobs: [Job]) {
    guard dump == nil, !build.printKey, !build.check else { return }
    let ignored = IgnoredOptions(looks: looks, picture: picture, folding: folding)
    var seen: Set<OutputFormat> = []
    for job in jobs where seen.insert(job.format).inserted {
      var warnings = [ignored.warning(for: job.format)].compactMap(\.self)
      if let other = ignored.warningForDetails { warnings.append(other) }
      Console.report(warnings, file: job.model, asWarnings: true)
    }
  }

  /// Draws all models.
  ///
  /// - Returns: the code of the first that failed.
  private func run(_ jobs: [Job], _ drawer: Drawer) -> Int32? {
    let width = build.jobs == 0 ? Workers.processors : build.jobs
    // A watch must outlive a layout that crashes or takes too long.
    let codes =
      build.watch || (width > 1 && jobs.count > 1)
      ? Workers.run(jobs, at: width) { drawer.code($0) } : jobs.map { drawer.code($0) }
    return codes.first { $0 != 0 }
  }

  private func drawOptions() throws -> DrawOptions {
    var options = DrawOptions()
    try looks.apply(to: &options)
    try picture.apply(to: &options)
    try folding.apply(to: &options.fold)
    try data.apply(to: &options)
    // See https://reproducible-builds.org/specs/source-date-epoch/.
    options.creationTime = getenv("SOURCE_DATE_EPOCH").flatMap { Int(String(cString: $0)) }
      .flatMap { $0 >= 0 ? $0 : nil }
    return options
  }

  private func write(_ depfile: String, _ jobs: [Job], readsWeights: Bool) throws {
    do throws(FoldoutError) {
      var rules: [Depfile.Rule] = []
      for job in jobs {
        var inputs = (job.model == "-" ? [] : [job.model]) + (folding.idioms.map { [$0] } ?? [])
        inputs += data.request.files
        if job.model != "-", readsWeights { inputs += try Foldout.externalFiles(of: job.model) }
        rules.append(.init(outputs: job.paths, inputs: inputs))
      }
      try OutputFile.write(try Depfile.text(rules), to: depfile)
    } catch {
      Console.report(error, file: depfile)
      throw Console.exitCode(error.kind)
    }
  }
}
