import ArgumentParser
import FoldoutKit

/// The themes of a report's page, each of which is a file.
struct PageThemes {
  let themes: [ThemeChoice]

  /// The themes that were asked for; without any, the usual one of the format.
  ///
  /// - Parameters:
  ///   - format: what is written, in the word of its option; forms that are no pictures have no themes.
  ///   - path: the file; nil for standard output.
  /// - Throws: `ValidationError` where there are several, but no files, or none that have themes.
  init(_ colours: ThemeArguments, format: String, path: String?) throws {
    let picture = OutputFormat(rawValue: format)
    themes = try colours.themes().map { $0 ?? picture?.usualTheme ?? .light }
    guard colours.variants != nil else { return }
    guard picture?.hasThemes == true else {
      throw ValidationError("--variants goes with svg, png and pdf; \(format) has no themes")
    }
    if path == nil { throw ValidationError("--variants needs files to write: name one with -o") }
  }

  /// Makes the report in each theme. What is to be told is the same of all.
  func documents(
    _ drawing: DrawOptions, _ make: (DrawOptions) throws(FoldoutError) -> Document
  ) throws(FoldoutError) -> ThemedDocuments {
    var made = ThemedDocuments(files: [], diagnostics: [])
    for theme in themes {
      var drawing = drawing
      drawing.theme = theme
      let document = try make(drawing)
      made.files.append(document.bytes)
      made.diagnostics = document.diagnostics
    }
    return made
  }

  /// Writes what ``documents(_:_:)`` made.
  ///
  /// - Parameter path: the file; nil for standard output.
  func write(_ documents: ThemedDocuments, to path: String?) throws(FoldoutError) {
    let paths = path.map { Job.outputs(at: $0, in: themes).map(\.path) } ?? [nil]
    for (bytes, path) in zip(documents.files, paths) { try OutputFile.write(bytes, to: path) }
  }
}
