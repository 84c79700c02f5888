import Composing
import Costs
import Diagnostics
import DiagramModel
import Exporting
import Folding
import GraphvizLayout
import InputFiles
import ModelGraph
import OnnxText
import Rendering
import WebPage

/// The whole pipeline: read, infer, fold, compose, lay out, paint, write.
///
/// ```swift
/// let model = try Foldout.read(path: "model.onnx").model
/// let svg = try Foldout.draw(model, as: .svg).bytes
/// ```
///
/// All functions may be called from any thread, and from several at once. Graphviz can't be used by two threads, so
/// a lock inside the layout lets one graph at a time through; the rest of the pipeline runs in parallel. Equal
/// input gives equal bytes, however many threads draw. Nothing is written, printed, or kept between calls.
public enum Foldout {
  /// The version of this package.
  public static let version = "0.1.0"

  // MARK: Read and infer

  /// Reads a model from the bytes of a file, whatever its name, and infers types and shapes.
  ///
  /// HDF5 data is read by a child process: see ``ReadOptions/allowsChildProcess``.
  ///
  /// - Returns: the model, which holds no reference to the bytes, and the problems met.
  /// - Throws: ``FoldoutError`` of kind `malformed` where the bytes hold no model, `unavailable` where a library is
  ///   missing, `usage` where a size is for a name that no dim has.
  ///
  /// Cost: linear in the model's structure; weights are skipped.
  public static func read(
    _ bytes: UnsafeRawBufferPointer, _ options: ReadOptions = ReadOptions()
  ) throws(FoldoutError) -> ReadResult {
    if OnnxTextFile.recognises(bytes) {
      return try read(InputFile(copying: OnnxTextFile.encoded(bytes)), options)
    }
    return try read(ModelFormat.Input(bytes: bytes, allowsChildProcess: options.allowsChildProcess), options)
  }

  /// Reads the model in a file, which is mapped rather than loaded, and infers types and shapes.
  ///
  /// - Throws: ``FoldoutError`` of kind `noInput` where the file can't be read; else as ``read(_:_:)``.
  public static func read(
    path: String, _ options: ReadOptions = ReadOptions()
  ) throws(FoldoutError) -> ReadResult {
    try read(InputFile.model(path: path), options)
  }

  /// Reads a model from an open file or stream to its end, and infers types and shapes.
  ///
  /// - Parameters:
  ///   - descriptor: stays open and is the caller's; 0 is standard input.
  ///   - options: the options of reading.
  /// - Throws: ``FoldoutError`` of kind `noInput` where it can't be read; else as ``read(_:_:)``.
  public static func read(
    descriptor: Int32, _ options: ReadOptions = ReadOptions()
  ) throws(FoldoutError) -> ReadResult {
    try read(InputFile.model(descriptor: descriptor), options)
  }

  /// Reads the model in a file that was opened as one.
  static func read(_ file: InputFile, _ options: ReadOptions) throws(FoldoutError) -> ReadResult {
    try file.withBytes { bytes throws(FoldoutError) in
      try read(
        ModelFormat.Input(bytes: bytes, file: file, allowsChildProcess: options.allowsChildProcess),
        options)
    }
  }

  // MARK: Fold, compose, lay out and paint

  /// Folds a model, and adds the costs of its parts.
  package static func outline(
    of model: Model, _ options: FoldOptions = FoldOptions()
  ) throws(FoldoutError) -> Outline {
    var outline = try fold(model, options)
    outline.addCosts(of: model)
    return outline
  }

  /// Composes an outline, lays it out and paints it: all that pictures of any theme share.
  static func scene(of outline: Outline, _ options: DrawOptions) throws(FoldoutError) -> Scene {
    let (diagram, placement) = try page(of: outline, options)
    var scene = paint(diagram, placement)
    if let description = options.description { scene.summary = description }
    return scene
  }

  // MARK: Write

  /// Draws a model in one of the formats.
  ///
  /// The same model and options give the same bytes, on any machine with the same libraries.
  ///
  /// - Returns: the file's content, and problems such as a missing font.
  /// - Throws: ``FoldoutError`` of kind `usage` where the options name a block that is not there, `unavailable`
  ///   where a library is missing or fails.
  ///
  /// Cost: folding is linear in operators; layout grows with what is drawn, one page by default.
  public static func draw(
    _ model: Model, as format: OutputFormat, _ options: DrawOptions = DrawOptions()
  ) throws(FoldoutError) -> Document {
    let outline = try outline(of: model, options.folding(for: format))
    let scene = format.isPicture ? try scene(of: outline, options) : nil
    var document = try write(outline, scene, as: format, options)
    document.diagnostics = outline.diagnostics + document.diagnostics
    return document
  }

  /// Draws a model once for each theme; it is folded and laid out only once.
  ///
  /// - Parameters:
  ///   - model: the model, as read.
  ///   - format: the format of all files; those without themes give equal files.
  ///   - themes: take the place of the theme in the options.
  ///   - options: the options of the drawing.
  ///   - data: what is shown of the model's weights and recordings.
  /// - Returns: one file for each theme, in order.
  /// - Throws: as ``draw(_:as:_:)``.
  public static func draw(
    _ model: Model, as format: OutputFormat, themes: [ThemeChoice], _ options: DrawOptions = DrawOptions(),
    data: ModelData = ModelData()
  ) throws(FoldoutError) -> ThemedDocuments {
    let (options, tabs) = try data.prepare(options, for: format, model)
    let outline = try outline(of: model, options.folding(for: format))
    let scene = format.isPicture ? try scene(of: outline, options) : nil
    var drawn = ThemedDocuments(files: [], diagnostics: outline.diagnostics)
    for theme in themes {
      var options = options
      options.theme = theme
      let document = try write(outline, scene, as: format, options, tabs)
      // The problems of a picture do not depend on its colours.
      if drawn.files.isEmpty { drawn.diagnostics += document.diagnostics }
      drawn.files.append(document.bytes)
    }
    return drawn
  }

  /// Writes a folded model; pictures from the scene that was painted of it.
  private static func write(
    _ outline: Outline, _ scene: Scene?, as format: OutputFormat, _ options: DrawOptions,
    _ tabs: [PageTab] = []
  ) throws(FoldoutError) -> Document {
    switch (format, scene) {
    case (.json, _): return Document(bytes: outlineJSON(outline))
    case (.mermaid, _): return Document(bytes: try mermaid(outline, options))
    case (.svg, let scene?): return Document(bytes: renderSVG(scene, options.svg))
    case (.png, let scene?): return try png(scene, options)
    case (.pdf, let scene?): return try pdf(scene, options)
    case (.html, let scene?):
      var scenes = PageScenes(outline, options)
      let page = try renderHTML(
        outline, whole: scene, heading: options.heading, theme: options.theme,
        weights: options.compose.weights.map { BoxWeights(outline, $0) },
        values: options.compose.values.map { BoxValues(outline, $0) }, tabs: tabs
      ) { block throws(FoldoutError) in
        try scenes.scene(of: block)
      }
      return Document(bytes: page.bytes, diagnostics: page.diagnostics)
    case (.dot, _), (_, nil):
      return Document(bytes: outlineDOT(outline, direction: options.compose.direction))
    }
  }
}
