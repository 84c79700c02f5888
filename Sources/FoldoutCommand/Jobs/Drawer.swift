import ArgumentParser
import FoldoutKit

/// Does one job: draws a model, then writes, compares or prints the result.
struct Drawer {
  let reading: ReadOptions
  let options: DrawOptions
  /// Recordings that the picture shows.
  var data = DataRequest()
  /// A stage to print instead of drawing.
  let dump: DumpRequest?
  /// Whether to compare with what is on disk and write nothing.
  let isCheck: Bool
  /// Whether to print the key and draw nothing.
  let printsKey: Bool

  /// Does a job and reports failures.
  ///
  /// - Returns: the exit code.
  func code(_ job: Job) -> Int32 {
    defer { Watchdog.done() }
    do throws(FoldoutError) {
      return try run(job)
    } catch {
      Console.report(error, file: job.model)
      return Console.exitCode(error.kind).rawValue
    }
  }

  private func run(_ job: Job) throws(FoldoutError) -> Int32 {
    Watchdog.working(on: job.model, less: advice(job))
    var options = options
    options.fileName = job.model == "-" ? nil : Job.lastPart(of: job.model)
    options.compose.fallbackTitle = job.modelName
    if printsKey {
      let key = DrawingKey(
        dims: reading.dims, options: options, data: data, format: job.format, themes: job.outputs.map(\.theme)
      )
      try OutputFile.writeToStandardOutput(Array((try key.text(ofFile: job.model) + "\n").utf8))
      return 0
    }
    var shown = ModelData()
    (shown.sample, shown.hasTabs) = (data.sample, data.weights || !data.with.isEmpty)
    let loaded: ReadResult
    if options.needsWeights || data.weights {
      let file = try weights(job.model)
      shown.weights = file
      loaded = ReadResult(model: file.model, diagnostics: file.diagnostics)
    } else {
      loaded = try Foldout.read(argument: job.model, reading)
    }
    if !isCheck { Console.report(loaded.diagnostics, file: job.model, asWarnings: true) }
    if let dump {
      try OutputFile.writeToStandardOutput(Array(try dump.text(of: loaded.model, options).utf8))
      return 0
    }
    if !data.with.isEmpty {
      try shown.add(data.with, against: data.against)
      if !isCheck { Console.report(shown.diagnostics, file: data.with[0], asWarnings: true) }
    }
    let drawn = try Foldout.draw(
      loaded.model, as: job.format, themes: job.outputs.map(\.theme), options, data: shown)
    if isCheck { return compare(job, drawn.files) }
    Console.report(drawn.diagnostics, file: job.model, asWarnings: true)
    for (output, bytes) in zip(job.outputs, drawn.files) { try OutputFile.write(bytes, to: output.path) }
    return 0
  }

  /// The model's file kept open, for pictures of what is in its weights.
  private func weights(_ model: String) throws(FoldoutError) -> WeightFile {
    guard model != "-" else {
      throw FoldoutError(
        .usage, "weights-of-stream", "histograms and colours of weights need a file, not standard input")
    }
    return try WeightFile(path: model, reading)
  }

  /// A hint at less work, where these options ask for much.
  private func advice(_ job: Job) -> String? {
    let fold = options.fold
    var words: [String] = []
    if fold.flat { words.append("--flat") }
    if fold.maxBoxes != nil { words.append("--max-boxes") }
    if fold.depth != nil { words.append("--depth") }
    if !words.isEmpty { return "leave out \(words.joined(separator: " and ")), then a page holds what fits" }
    return job.format == .html ? "draw an SVG, which has no picture of every block" : nil
  }

  /// Compares drawn files with those on disk.
  ///
  /// - Returns: the exit code: 1 where they differ. A stale picture is an answer, not a failure.
  private func compare(_ job: Job, _ files: [[UInt8]]) -> Int32 {
    var code: Int32 = 0
    for (output, bytes) in zip(job.outputs, files) {
      guard let path = output.path, let difference = OutputFile.difference(bytes, at: path) else { continue }
      let state = difference == .missing ? "is missing" : "is not what \(Console.shown(job.model)) gives now"
      let stale = Diagnostic(
        .error, "stale", "the picture \(state)",
        hint: "draw it again with: " + Console.command(without: "--check"))
      Console.report([stale], file: path, asWarnings: false)
      code = 1
    }
    return code
  }
}
