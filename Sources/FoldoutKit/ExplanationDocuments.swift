import Diagnostics
import Explaining
import ExplanationPages
import Exporting

extension Explanation {
  /// Writes the explanation.
  ///
  /// - Parameters:
  ///   - format: the form; there is no CSV of it.
  ///   - classes: names of the classes, in the order of scores.
  ///   - drawing: colours, size and title of a page.
  /// - Throws: ``FoldoutError`` of kind `usage` for a form that it does not have, `unavailable` where a library is missing that the
  ///   form needs.
  public func document(
    as format: ReportFormat, classes: [String] = [], _ drawing: DrawOptions = DrawOptions()
  ) throws(FoldoutError) -> Document {
    switch format {
    case .json: return Document(bytes: json())
    case .text: return Document(bytes: Array(text(classes: classes).utf8))
    case .csv:
      throw FoldoutError(
        .usage, "explain-csv", "there is no CSV of an explanation", hint: "--json has all numbers.")
    case .svg, .png, .pdf, .html:
      let title = drawing.heading ?? "Explanation"
      return try Foldout.write(explanationPage(self, title: title, classes: classes), as: format, drawing)
    }
  }
}
