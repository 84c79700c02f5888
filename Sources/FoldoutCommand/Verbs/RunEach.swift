import Diagnostics
import FoldoutKit
import ModelRunning

extension RunVerb {
  /// Runs the model on inputs one by one, in one session, and writes a file for each; or says on standard output what came of them.
  ///
  /// An input that can't be read or does not fit is told of, and the others run; what ends the session ends the work.
  ///
  /// - Parameters:
  ///   - runner: the model.
  ///   - limits: limits of each run.
  ///   - themes: those of each page.
  ///   - write: makes a document of what came out, in each theme.
  /// - Returns: the kind of the first error, once all have been tried; nil where all went well.
  /// - Throws: ``FoldoutError`` where there is nothing to run on, or no session.
  func runEach(
    _ runner: ModelRunner, _ limits: RunOptions, extension ending: String, _ themes: PageThemes,
    _ write: (RunInputs, ModelRun) throws(FoldoutError) -> ThemedDocuments
  ) throws(FoldoutError) -> FoldoutError.Kind? {
    let sources = many.sources(for: runner.inputs.map(\.name))
    guard !sources.isEmpty else {
      throw FoldoutError(
        .noInput, "no-input", "there is nothing in \(many.each.map { quoted($0) }.joined(separator: ", "))")
    }
    let session = try runner.session(only: only, limits)
    let bar = CountBar("running", sources.count)
    var first: FoldoutError.Kind?
    var told: Set<String> = []
    for (number, each) in sources.enumerated() {
      bar.show(number)
      Watchdog.working(on: each.argument, doing: "running")
      do throws(FoldoutError) {
        let read = try RunInputs(
          inputs + [each.argument], for: runner.inputs, rows: source.range, scale: source.scale)
        let run = try session.run(read)
        let documents = try write(read, run)
        // Of each kind of warning the first is said: files of one folder are alike.
        let news = (run.diagnostics + documents.diagnostics).filter {
          told.insert($0.code).inserted
        }
        if !news.isEmpty { bar.clear() }
        Console.report(news, file: model, asWarnings: true)
        try put(documents, themes, each.stem, ending)
      } catch {
        bar.clear()
        Console.report(error, file: each.argument)
        first = first ?? error.kind
        guard session.hasEnded else { continue }
        let left = sources.count - number - 1
        if left > 0 {
          Console.report(
            [Diagnostic(.warning, "not-run", "\(left) more inputs are not run")], file: model,
            asWarnings: true)
        }
        break
      }
    }
    bar.clear()
    Watchdog.done()
    bar.finish()
    return first
  }

  private func put(_ documents: ThemedDocuments, _ themes: PageThemes, _ stem: String, _ ending: String)
    throws(FoldoutError)
  {
    guard let output, output != "-" else {
      let text = documents.files.first ?? []
      return try OutputFile.writeToStandardOutput(Array("\(Console.shown(stem))\n".utf8) + text)
    }
    let folder = output.hasSuffix("/") ? output : output + "/"
    try themes.write(documents, to: folder + stem + "." + ending)
  }
}
