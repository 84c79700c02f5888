import Diagnostics
import Explaining
import ExplanationPages
import Exporting

extension ExplanationReport {
  /// Writes the explanations.
  ///
  /// - Parameters:
  ///   - format: the form; there is no CSV of them.
  ///   - drawing: colours, size and title of a page.
  /// - Throws: ``FoldoutError`` of kind `usage` for a form that there is not, `unavailable` where a library is missing that the
  ///   form needs.
  public func document(
    as format: ReportFormat, _ drawing: DrawOptions = DrawOptions()
  ) throws(FoldoutError) -> Document {
    switch format {
    case .json: return Document(bytes: json())
    case .text: return Document(bytes: Array(text().utf8))
    case .csv:
      throw FoldoutError(
        .usage, "explain-csv", "there is no CSV of an explanation", hint: "--json has all numbers.")
    case .svg, .png, .pdf, .html:
      let title = drawing.heading ?? "Explanation"
      return try Foldout.write(
        explanationPage(self, title: title, canChoose: format == .html), as: format, drawing)
    }
  }
}
