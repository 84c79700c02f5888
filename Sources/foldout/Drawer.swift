import ArgumentParser
import FoldoutKit

/// Does one job: draws a model and writes, compares or prints what it gives.
struct Drawer {
  let options: DrawOptions
  /// A stage to print instead of drawing.
  let dump: Stage?
  /// Whether to compare with what is on disk and write nothing.
  let isCheck: Bool
  /// Whether to print the key and draw nothing.
  let printsKey: Bool

  /// Does a job and reports what goes wrong; gives the exit code.
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
    if printsKey {
      let key = try Foldout.key(
        path: job.model, format: job.format, themes: job.outputs.map(\.theme), options)
      try OutputFile.writeToStandardOutput(Array("\(key)\n".utf8))
      return 0
    }
    let read = try Foldout.read(path: job.model, dims: options.dims)
    if !isCheck { Console.report(read.diagnostics, file: job.model, asWarnings: true) }
    if let dump {
      try OutputFile.writeToStandardOutput(Array(try Foldout.dump(dump, of: read.model, options).utf8))
      return 0
    }
    let drawn = try Foldout.draw(read.model, as: job.format, themes: job.outputs.map(\.theme), options)
    if isCheck { return compare(job, drawn.files) }
    Console.report(drawn.diagnostics, file: job.model, asWarnings: true)
    for (output, bytes) in zip(job.outputs, drawn.files) {
      if let path = output.path {
        try OutputFile.write(bytes, to: path)
      } else {
        try OutputFile.writeToStandardOutput(bytes)
      }
    }
    return 0
  }

  /// What would make the work less, where these options ask for much.
  private func advice(_ job: Job) -> String? {
    let fold = options.fold
    var words: [String] = []
    if fold.flat { words.append("--flat") }
    if fold.maxBoxes != nil { words.append("--max-boxes") }
    if fold.depth != nil { words.append("--depth") }
    if !words.isEmpty { return "leave out \(words.joined(separator: " and ")), then a page holds what fits" }
    return job.format == .html ? "draw an SVG, which has no picture of every block" : nil
  }

  /// Compares what was drawn with what is on disk; 1 where they differ.
  private func compare(_ job: Job, _ files: [[UInt8]]) -> Int32 {
    var code: Int32 = 0
    for (output, bytes) in zip(job.outputs, files) {
      guard let path = output.path, let difference = OutputFile.difference(bytes, at: path) else { continue }
      let state = difference == .missing ? "is missing" : "is not what \(Console.shown(job.model)) gives now"
      Console.report(
        FoldoutError(
          .usage, "stale", "the picture \(state)",
          hint: "draw it again with: " + Console.command(without: "--check")),
        file: path)
      code = 1
    }
    return code
  }
}
