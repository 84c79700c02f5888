import Composing
import Costs
import Diagnostics
import DiagramModel
import Exporting
import Folding
import GraphvizLayout
import InputFiles
import ModelGraph
import Rendering
import ShapeInference
import WebPage

/// Everything that decides how a model is drawn.
public struct DrawOptions: Sendable, Equatable {
  /// What is folded, open and hidden.
  public var fold = FoldOptions()
  /// What boxes and lines show.
  public var compose = ComposeOptions()
  /// The picture's colours, size and ids.
  public var svg = SVGOptions()
  /// How many pixels of a PNG a CSS pixel takes.
  public var scale = 2.0
  /// The picture's accessible description; nil for one made from the model.
  public var description: String?

  /// Sizes in place of names that dims have in the file.
  public var dims: [DimSize] = []

  /// Which colours the picture carries.
  public var theme: ThemeChoice {
    get { svg.theme }
    set { svg.theme = newValue }
  }

  /// Makes the default options.
  public init() {}
}

/// What is written.
public enum OutputFormat: String, Sendable, Hashable, CaseIterable {
  /// The picture.
  case svg
  /// The picture in pixels.
  case png
  /// The picture on one page of its size.
  case pdf
  /// The picture, and those of all its blocks, as one page to walk through.
  case html
  /// The picture's graph for Graphviz.
  case dot
  /// The folded graph.
  case json

  /// Whether it shows what ``Stage/scene`` holds.
  public var isPicture: Bool { self != .dot && self != .json }

  /// Whether it comes in a light, a dark and a printer's version.
  public var hasThemes: Bool { self == .svg || self == .png || self == .pdf }
}

/// The values on the way from a file to a picture; each can be printed as text.
public enum Stage: String, Sendable, Hashable, CaseIterable {
  /// The graphs as read.
  case model
  /// The tree of blocks.
  case outline
  /// Boxes and links with their sizes.
  case diagram
  /// Boxes and links with their places.
  case placement
  /// What is painted.
  case scene
}

/// The whole pipeline.
///
/// ```swift
/// let model = try Foldout.read(bytes).model
/// let svg = try Foldout.draw(model, as: .svg)
/// ```
public enum Foldout {
  /// Reads a model from the bytes of a file, whatever its name, and infers types and shapes.
  ///
  /// - Parameter dims: sizes in place of names that dims have in the file.
  public static func read(
    _ bytes: UnsafeRawBufferPointer, dims: [DimSize] = []
  ) throws(FoldoutError) -> (model: Model, diagnostics: [Diagnostic]) {
    let result = try read(ModelFormat.Input(bytes: bytes), dims)
    return (result.model, result.diagnostics)
  }

  /// Reads the model in a file, and infers types and shapes; `-` is standard input.
  ///
  /// - Parameter dims: sizes in place of names that dims have in the file.
  public static func read(
    path: String, dims: [DimSize] = []
  ) throws(FoldoutError) -> (model: Model, diagnostics: [Diagnostic]) {
    let file = path == "-" ? try InputFile(descriptor: 0) : try InputFile(path: path)
    let result = try file.withBytes { bytes throws(FoldoutError) in
      try read(ModelFormat.Input(bytes: bytes, file: file), dims)
    }
    return (result.model, result.diagnostics)
  }

  /// A model's totals as JSON; with `values` the types of the main graph's values too.
  ///
  /// - Parameter report: told what folding had to say, such as which calls were not counted.
  public static func summaryJSON(
    _ model: Model, values: Bool = false, report: ([Diagnostic]) -> Void = { _ in }
  ) throws(FoldoutError) -> [UInt8] {
    let outline = try fold(model)
    report(outline.diagnostics)
    let costs = OutlineCosts(outline, model)
    return ModelSummary(model).json(cost: costs.total, valuesOf: values ? model : nil)
  }

  /// The types of all values as JSON, for comparisons with other tools: the main graph's by name, bodies'
  /// by the path of nodes and attributes to them.
  public static func valuesJSON(_ model: Model) -> [UInt8] { Exporting.valuesJSON(model) }

  /// A model as a text tree with totals.
  ///
  /// - Parameter depth: how deep blocks are followed; nil for all.
  public static func summaryText(_ model: Model, depth: Int? = nil) throws(FoldoutError) -> [UInt8] {
    try summaryText(model, SummaryStyle(depth: depth))
  }

  /// A model as a text tree or a Markdown table, with totals.
  ///
  /// - Parameter report: told what folding had to say, such as which calls were not counted.
  public static func summaryText(
    _ model: Model, _ style: SummaryStyle, report: ([Diagnostic]) -> Void = { _ in }
  ) throws(FoldoutError) -> [UInt8] {
    let outline = try fold(model)
    report(outline.diagnostics)
    return Array(summaryTree(outline, of: model, symbols: symbols(of: model), style).utf8)
  }

  /// Draws a model: folds, composes, lays out, paints and writes it in one of the formats.
  ///
  /// The same model and options give the same bytes, on any machine.
  public static func draw(
    _ model: Model, as format: OutputFormat, _ options: DrawOptions = DrawOptions()
  ) throws(FoldoutError) -> (bytes: [UInt8], diagnostics: [Diagnostic]) {
    let drawn = try draw(model, as: format, themes: [options.theme], options)
    return (drawn.files[0], drawn.diagnostics)
  }

  /// Draws a model once for each theme; folding and layout are done only once.
  ///
  /// - Returns: one file for each theme, in order.
  public static func draw(
    _ model: Model, as format: OutputFormat, themes: [ThemeChoice], _ options: DrawOptions = DrawOptions()
  ) throws(FoldoutError) -> (files: [[UInt8]], diagnostics: [Diagnostic]) {
    let outline = try outlined(model, options)
    var diagnostics = outline.diagnostics
    var files: [[UInt8]] = []
    let scene = format.isPicture ? try scene(outline, options) : nil
    for theme in themes {
      var options = options
      options.theme = theme
      switch (format, scene) {
      case (.json, _): files.append(outlineJSON(outline))
      case (.svg, let scene?): files.append(renderSVG(scene, options.svg))
      case (.png, let scene?):
        let drawn = try png(scene, options)
        files.append(drawn.bytes)
        if files.count == 1 { diagnostics += drawn.diagnostics }
      case (.pdf, let scene?):
        let drawn = try pdf(scene, options)
        files.append(drawn.bytes)
        if files.count == 1 { diagnostics += drawn.diagnostics }
      case (.html, let scene?):
        let page = try renderHTML(
          outline, scene, fold: options.fold, compose: options.compose, theme: options.theme)
        files.append(page.bytes)
        if files.count == 1 { diagnostics += page.diagnostics }
      case (.dot, _), (_, nil): files.append(outlineDOT(outline, direction: options.compose.direction))
      }
    }
    return (files, diagnostics)
  }

  /// A model folded, with what its parts cost.
  private static func outlined(_ model: Model, _ options: DrawOptions) throws(FoldoutError) -> Outline {
    let outline = try fold(model, options.fold)
    return outline.adding(OutlineCosts(outline, model))
  }

  /// One stage of the pipeline as text, for tests and bug reports.
  public static func dump(
    _ stage: Stage, of model: Model, _ options: DrawOptions = DrawOptions()
  ) throws(FoldoutError) -> String {
    if stage == .model { return ModelGraph.dump(model) }
    let outline = try outlined(model, options)
    if stage == .outline { return Folding.dump(outline) }
    let diagram = compose(outline, options.compose)
    if stage == .diagram { return DiagramModel.dump(diagram) }
    let placement = try layOut(diagram)
    if stage == .placement { return DiagramModel.dump(placement) }
    return paint(diagram, placement).dump
  }
}
