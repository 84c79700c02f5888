import ArgumentParser
import FoldoutKit

/// Where a report goes, and in which form.
struct ReportArguments: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: "Write to this file, by its extension txt, json, csv, svg, png, pdf or html; - for standard output."
  )
  var output: String?

  @Option(name: .shortAndLong, help: "Write this format, whatever the file is called.")
  var format: String?

  /// The file; nil for standard output.
  var path: String? { output == "-" ? nil : output }

  /// The form: JSON where that was asked for, else by the format or the file's extension, else text.
  func form(isJSON: Bool) throws -> ReportFormat {
    if isJSON {
      if output != nil || format != nil { throw ValidationError("--json prints; leave out -o and -f") }
      return .json
    }
    let words = ReportFormat.allCases.map(\.rawValue)
    return try Job.format(of: output, asked: format, among: words).flatMap { ReportFormat(rawValue: $0) }
      ?? .text
  }

  /// Makes a report of a model and writes it, in each theme, or says why it can't.
  ///
  /// - Parameters:
  ///   - read: reads what the report is about.
  ///   - make: makes a document of that.
  /// - Throws: the exit code of a failure, once that is reported.
  func write<Subject>(
    _ model: String, _ bar: ProgressBar, _ themes: PageThemes, _ drawing: DrawOptions,
    of read: () throws(FoldoutError) -> Subject,
    by make: (Subject, DrawOptions) throws(FoldoutError) -> Document
  ) throws {
    do throws(FoldoutError) {
      Watchdog.working(on: model)
      let subject = try read()
      let documents = try themes.documents(drawing) { drawing throws(FoldoutError) in
        try make(subject, drawing)
      }
      bar.clear()
      Console.report(documents.diagnostics, file: model, asWarnings: true)
      try themes.write(documents, to: path)
    } catch {
      bar.clear()
      Console.report(error, file: model)
      throw Console.exitCode(error.kind)
    }
  }
}
