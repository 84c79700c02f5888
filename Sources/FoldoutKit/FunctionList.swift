import Diagnostics
import Exporting
import Folding
import Idioms
import ModelGraph
import Sheets
import TextOutput

/// Activation functions with their curves: those of a model, or some by name.
///
/// ```swift
/// let list = FunctionList(of: try Foldout.read(path: "model.onnx").model)
/// print(list.text())
/// let svg = try list.document(as: .svg).bytes
/// ```
public struct FunctionList: Sendable {
  /// The functions: of a model those in most places first, else in the order asked for.
  public let rows: [FunctionRow]
  private let isOfModel: Bool
  private let notes: [String]
  private static let quantizerNote =
    "quantised: a ReLU before a QuantizeLinear without negative numbers is often left out"

  /// Finds the functions of a model: operators, regions of operators that compute one, with a name or without, settings of
  /// layers, and gates of recurrent layers. Repeats count.
  ///
  /// Cost: linear in operators, and some milliseconds a function.
  public init(of model: Model, _ idioms: Idioms = .builtIn) {
    let report = FunctionReport(of: model, idioms)
    rows = FunctionRow.rows(of: report)
    isOfModel = true
    notes = report.hasQuantizers ? [Self.quantizerNote] : []
  }

  /// Takes functions by name, such as `gelu`, `leaky_relu` or `hard-swish`.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` for a word that means none, with the nearest ones.
  public init(named words: [String]) throws(FoldoutError) {
    var found: [KnownFunction] = []
    for word in words {
      guard let function = KnownFunctions.named(word) else {
        throw FoldoutError(
          .usage, "no-such-function", "there is no function \(quoted(word))",
          hint: Self.help(for: word))
      }
      found.append(function)
    }
    rows = FunctionRow.rows(of: found)
    isOfModel = false
    notes = []
  }

  /// Whether a word means a function.
  public static func knows(_ word: String) -> Bool { KnownFunctions.named(word) != nil }

  /// What a word that means no function may have meant, in a sentence.
  public static func help(for word: String) -> String {
    NearestNames.question(word, among: KnownFunctions.words)
      ?? "functions are \(listed(KnownFunctions.names, "and"))"
  }

  /// A table for a terminal or a text file.
  public func text(_ style: SummaryStyle = SummaryStyle()) -> String {
    functionsText(rows, notes: notes, style)
  }

  /// All that is known of them, with the points of their curves, as `Schemas/functions.schema.json` describes it.
  public func json() -> [UInt8] { functionsJSON(rows, hasPlaces: isOfModel) }
}

/// The forms of a list of functions.
public enum FunctionFormat: String, Sendable, Hashable, CaseIterable {
  /// A table for a terminal.
  case text = "txt"
  /// As `Schemas/functions.schema.json` describes it.
  case json
  /// A page of curves.
  case svg
  /// The same in pixels.
  case png
  /// The same on paper.
  case pdf
  /// The same in a file that a browser opens.
  case html
}

extension FunctionList {
  /// Writes the functions; as a page with the curve of each, its derivative, and what there is to say.
  ///
  /// - Parameters:
  ///   - format: the form.
  ///   - style: columns and colours of a text.
  ///   - options: the look of a page; its heading names ``DrawOptions/fileName`` unless it has a title.
  /// - Throws: ``FoldoutError`` of kind `unavailable` where a library is missing that the format needs.
  public func document(
    as format: FunctionFormat, _ style: SummaryStyle = SummaryStyle(), _ options: DrawOptions = DrawOptions()
  ) throws(FoldoutError) -> Document {
    let page: ReportFormat
    switch format {
    case .text: return Document(bytes: Array(text(style).utf8))
    case .json: return Document(bytes: json())
    case .svg: page = .svg
    case .png: page = .png
    case .pdf: page = .pdf
    case .html: page = .html
    }
    let sheet = functionSheet(
      rows, name: isOfModel ? options.fileName ?? "the model" : nil, title: options.compose.title)
    return try Foldout.write(sheet.scene(), as: page, options)
  }
}
