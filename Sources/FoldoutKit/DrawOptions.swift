import Composing
import Figures
import Folding
import Rendering

/// The options of a drawing; those of reading are ``ReadOptions``.
///
/// The defaults are those of the command line.
public struct DrawOptions: Sendable, Equatable {
  /// The parts that are folded, open and hidden.
  public var fold = FoldOptions()
  /// The form of the page.
  public var page = PageForm.portrait
  /// The kinds of blocks that a page draws beside its overview.
  public var details = DetailRequest.automatic
  /// The contents of boxes and lines.
  public var compose = ComposeOptions()
  /// The picture's colours, size and ids.
  public var svg = SVGOptions()
  /// Pixels of a PNG for each CSS pixel; 2 looks sharp on screens of high density.
  public var scale = 2.0
  /// The picture's accessible description; nil for one made from the model.
  public var description: String?
  /// The time of creation that a PDF states, in seconds since 1970 (UTC); nil for none. Without it equal models
  /// give equal bytes.
  public var creationTime: Int?

  /// The colours of the picture: the same as `svg.theme`.
  public var theme: ThemeChoice {
    get { svg.theme }
    set { svg.theme = newValue }
  }

  /// The name of the model's file, without its folders: the heading of a page that has no title of its own. Pictures
  /// don't show it, so that a renamed file gives the same picture.
  public var fileName: String?

  /// Makes the default options.
  public init() {}

  /// Whether the picture shows what is in the weights, so that they have to be read.
  public var needsWeights: Bool { compose.showsHistograms || compose.colors.needWeights }

  /// Whether the picture shows what was recorded, so that there must be a recording.
  public var needsValues: Bool { compose.showsMaps || compose.colors.needValues }

  /// What a page is called; nil for the model's own name.
  var heading: String? {
    if let title = compose.title, !title.isEmpty { return title }
    return fileName
  }

  /// The options of folding for a format: a page can be searched for all that stacks leave out, and patterns for details have to
  /// name blocks.
  func folding(for format: OutputFormat) -> FoldOptions {
    var fold = fold
    fold.listsCopies = format == .html || compose.weights != nil || compose.values != nil
    if case .matching(let globs) = details { fold.named = globs }
    return fold
  }
}
