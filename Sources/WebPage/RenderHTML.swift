import Composing
import Diagnostics
import Folding
import Rendering
import TextOutput

/// A model as one HTML page that stands alone: the picture of the whole, a picture of every block to go into,
/// search, details of every operator, and the tree as text. Nothing is fetched, and the page forbids itself to.
public struct HTMLPage: Sendable, Equatable {
  /// The file.
  public let bytes: [UInt8]
  /// A warning where blocks have no picture.
  public let diagnostics: [Diagnostic]
}

/// Writes a page. Blocks beyond a bound on bytes get no picture, and none is asked for.
///
/// Cost: one scene a block, one at a time.
///
/// - Parameters:
///   - outline: the blocks and items that the page lists.
///   - whole: the picture of the whole, painted from the outline with its items' numbers.
///   - heading: what the page is called, a model's file name; nil for the name in the picture.
///   - theme: `auto` follows the reader's system.
///   - weights: what is in the weights behind each item, where that was read.
///   - values: what was recorded of the values that leave each item, where something was.
///   - tabs: what stands beside the structure.
///   - scene: makes the picture of one block; its boxes carry the numbers of the outline's items.
/// - Throws: what `scene` throws.
public func renderHTML(
  _ outline: Outline, whole: Scene, heading: String? = nil, theme: ThemeChoice,
  weights: BoxWeights? = nil, values: BoxValues? = nil, tabs: [PageTab] = [],
  sceneOf scene: (Int) throws(FoldoutError) -> Scene
) throws(FoldoutError) -> HTMLPage {
  var pictures = PagePictures(theme: theme)
  let picture = pictures.svg(whole)
  var templates = MarkupWriter()
  var left = 0
  for block in outline.blocks.indices.dropFirst() {
    guard templates.bytes.count < HTMLTuning.mostPictureBytes else {
      left += 1
      continue
    }
    templates.raw("<template id=\"picture-\(block)\">")
    templates.raw(pictures.svg(try scene(block)))
    templates.raw("</template>\n")
  }
  var diagnostics: [Diagnostic] = []
  if left > 0 {
    diagnostics.append(
      Diagnostic(
        .warning, "blocks-left-out",
        "\(left) of \(outline.blocks.count - 1) blocks have no picture of their own in the page",
        hint: "--only draws one block"))
  }
  let views = tabs.map { tab in
    var figures = MarkupWriter()
    FigureParts(tab.page, name: tab.name).write(into: &figures) { scene, _ in pictures.svg(scene) }
    return (tab: tab, picture: figures.bytes)
  }
  var page = Page(
    title: heading ?? whole.title, summary: whole.summary, theme: theme, picture: picture,
    templates: templates.bytes,
    darkRules: pictures.darkRules(), outline: TextOutline.html(outline),
    data: PageData.json(outline, weights, values))
  page.tabs = views
  page.hasImages =
    whole.hasImages || values != nil || tabs.contains { $0.page.pictures.contains(where: \.hasImages) }
  return HTMLPage(bytes: page.html, diagnostics: diagnostics)
}
