import Composing
import Diagnostics
import DiagramModel
import Exporting
import Folding
import ModelGraph
import Rendering
import Sheets
import TextOutput
import WeightPages
import Weights

/// The forms of a report of weights, activity or training.
public enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  /// A table for a terminal.
  case text = "txt"
  /// As a schema in `Schemas` describes it.
  case json
  /// One line a tensor, or a point.
  case csv
  /// A page of figures.
  case svg
  case png
  case pdf
  /// The same in a file that a browser opens.
  case html

  /// Whether it is a page of figures.
  public var isPage: Bool { self == .svg || self == .png || self == .pdf || self == .html }
}

/// What a report of weights shows, and how.
public struct WeightOptions: Sendable {
  /// Patterns of tensors' names or paths, of which one must match; empty for all.
  public var only: [String] = []
  /// Whether shapes, scales and other constants have rows, too.
  public var includesConstants = false
  /// The order of rows.
  public var order = WeightOrder.model
  /// No more rows than that; nil for all.
  public var top: Int?
  /// Columns and colours of a text.
  public var style = SummaryStyle()
  /// Colours, size and title of a page.
  public var drawing = DrawOptions()
  /// What a page shows.
  public var page = WeightPageOptions()
  /// Is told how many bytes are read, now and then, by any thread.
  public var progress: (@Sendable (_ done: Int64, _ all: Int64) -> Void)?

  /// Makes the default options.
  public init() {}
}

extension WeightFile {
  /// Looks at the stored tensors, and writes what is in them.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where a pattern names no tensor, `unavailable` where a library is missing
  ///   that the format needs.
  ///
  /// Cost: linear in the bytes of the tensors; a page reads some of them once more.
  public func document(as format: ReportFormat, _ options: WeightOptions = WeightOptions())
    throws(FoldoutError)
    -> Document
  {
    var scan = ScanOptions()
    if !options.only.isEmpty {
      let filter = TensorFilter(options.only)
      try filter.check(model)
      scan.includes = { filter.includes($0) }
    }
    scan.progress = options.progress
    let report = report(scan)
    switch format {
    case .json: return Document(bytes: weightsJSON(report, classic: classicModels))
    case .csv: return Document(bytes: weightsCSV(report))
    case .text, .svg, .png, .pdf, .html: break
    }
    let outline = try fold(model, Self.folding)
    let rows = WeightRows(
      outline, report, includesConstants: options.includesConstants || !options.only.isEmpty)
    if format == .text {
      let text = weightsText(report, rows, order: options.order, top: options.top, options.style)
      let classic = ensemblesText(classicModels, top: options.top, options.style)
      return Document(
        bytes: Array((text + (classic.isEmpty ? "" : "\n" + classic)).utf8), diagnostics: outline.diagnostics)
    }
    var page = options.page
    page.title = page.title ?? options.drawing.heading
    let scene = weightPage(
      report, listedRows(report, rows, options.order, top: options.top), pictures, page,
      further: ensembleSections(classicModels))
    return try Foldout.write(scene, as: format, options.drawing)
  }

  /// Blocks as in the diagram, with all that stacks stand for.
  static var folding: FoldOptions {
    var options = FoldOptions()
    options.listsCopies = true
    return options
  }
}

/// A pattern whose `*` stands for any text, also across the parts of a name.
func crossingGlob(_ pattern: String) -> Glob {
  var crossing = ""
  for character in pattern where character != "*" || crossing.last != "*" { crossing.append(character) }
  return Glob(crossing.split(separator: "*", omittingEmptySubsequences: false).joined(separator: "**"))
}

/// Chooses tensors by patterns.
private struct TensorFilter: Sendable {
  private let filter: NameFilter

  init(_ patterns: [String]) { filter = NameFilter(patterns) }

  func includes(_ tensor: StoredTensor) -> Bool { filter.includes(Self.names(tensor)) }

  private static func names(_ tensor: StoredTensor) -> [String] {
    [tensor.name, tensor.path, tensor.module.joined(separator: ".")]
  }

  /// Refuses a pattern that names nothing.
  func check(_ model: Model) throws(FoldoutError) {
    let tensors = storedTensors(of: model)
    guard let pattern = filter.unmatched(tensors.map(Self.names)) else { return }
    let question = NearestNames.question(pattern, among: tensors.prefix(2000).map(\.name))
    throw FoldoutError(
      .usage, "no-tensor",
      "no stored tensor is called \(quoted(pattern))" + (question.map { "; " + $0 } ?? ""),
      hint: "`foldout weights` lists them; * stands for any text.")
  }
}

extension Foldout {
  /// Writes a page of figures.
  static func write(
    _ scene: Scene, as format: ReportFormat, _ options: DrawOptions
  ) throws(FoldoutError) -> Document {
    try write(FigurePage(scene), as: format, options)
  }

  /// Writes a page of figures; HTML has buttons for its choices.
  static func write(
    _ page: FigurePage, as format: ReportFormat, _ options: DrawOptions
  ) throws(FoldoutError) -> Document {
    var page = page
    if let description = options.description {
      page.scene.summary = description
      if case .scene(var first)? = page.parts.first {
        first.summary = description
        page.parts[0] = .scene(first)
      }
    }
    let scene = page.scene
    switch format {
    case .png: return try png(scene, options)
    case .pdf: return try pdf(scene, options)
    case .html: return Document(bytes: figureHTML(page, options.svg))
    case .svg, .text, .json, .csv: return Document(bytes: renderSVG(scene, options.svg))
    }
  }
}
