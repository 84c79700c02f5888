import ArgumentParser
import FoldoutKit

/// The themes of a report's page, each of which is a file.
struct PageThemes {
  let themes: [ThemeChoice]

  /// The themes that were asked for; without any, HTML follows the reader's system.
  ///
  /// - Parameters:
  ///   - format: what is written, in the word of its option.
  ///   - path: the file; nil for standard output.
  /// - Throws: `ValidationError` where there are several, but no files, or none that have themes.
  init(_ colours: ThemeArguments, format: String, path: String?) throws {
    let asked = try colours.themes()
    themes = asked.map { $0 ?? (format == "html" ? .auto : .light) }
    guard colours.variants != nil else { return }
    guard ["svg", "png", "pdf"].contains(format) else {
      throw ValidationError("--variants goes with svg, png and pdf; \(format) has no themes")
    }
    if path == nil { throw ValidationError("--variants needs files to write: name one with -o") }
  }

  /// Makes the report in each theme.
  func documents(
    _ drawing: DrawOptions, _ make: (DrawOptions) throws(FoldoutError) -> Document
  ) throws(FoldoutError) -> [Document] {
    var documents: [Document] = []
    for theme in themes {
      var drawing = drawing
      drawing.theme = theme
      documents.append(try make(drawing))
    }
    return documents
  }

  /// Writes what ``documents(_:_:)`` made: of several, the light one to the path, others beside it.
  func write(_ documents: [Document], to path: String?) throws(FoldoutError) {
    for (document, theme) in zip(documents, themes) {
      let isFirst = themes.count == 1 || theme == .light
      try OutputFile.write(document.bytes, to: isFirst ? path : path.map { Job.variant(of: $0, theme) })
    }
  }
}
