import Composing
import Diagnostics
import DiagramModel
import Folding
import GraphvizLayout
import Rendering

/// The model as one HTML page that stands alone: the picture of the whole, a picture of every block to go into,
/// search, details of every operator, and the tree as text. Nothing is fetched, and the page forbids itself to.
///
/// Cost: one layout a block.
///
/// - Parameters:
///   - scene: the picture of the whole, painted from the outline with its items' numbers.
///   - theme: `auto` follows the reader's system.
/// - Returns: the page, and a warning where blocks had to do without a picture of their own.
/// - Throws: what layout throws.
public func renderHTML(
  _ outline: Outline, _ scene: Scene, fold: FoldOptions, compose options: ComposeOptions, theme: ThemeChoice
) throws(FoldoutError) -> (bytes: [UInt8], diagnostics: [Diagnostic]) {
  var pictures = PagePictures(theme: theme)
  let whole = pictures.svg(scene)
  var templates = HTMLText()
  var left = 0
  for block in outline.blocks.indices.dropFirst() {
    guard templates.bytes.count < mostPictureBytes else {
      left += 1
      continue
    }
    let picture = outline.picture(of: block, fold)
    var options = options
    options.title = Words.heading(of: outline.blocks[block])
    options.showsLegend = false
    var diagram = compose(picture.outline, options)
    for panel in diagram.panels.indices {
      for box in diagram.panels[panel].boxes.indices {
        diagram.panels[panel].boxes[box].item = diagram.panels[panel].boxes[box].item.flatMap {
          picture.origins[$0]
        }
      }
    }
    templates.raw("<template id=\"picture-\(block)\">")
    templates.raw(pictures.svg(paint(diagram, try layOut(diagram))))
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
  let page = Page(
    title: scene.title, summary: scene.summary, theme: theme, picture: whole, templates: templates.bytes,
    darkRules: pictures.darkRules(), outline: TextOutline.html(outline),
    data: PageData.json(outline, title: scene.title))
  return (page.html, diagnostics)
}

/// Pictures of blocks are added to a page until they take this many bytes.
private let mostPictureBytes = 16 << 20
