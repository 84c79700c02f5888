import Rendering
import TextOutput
import WebPage

/// A page of figures as one HTML file: the SVG, or one for each part, and a page around it that has the figure's title.
func figureHTML(_ figures: FigurePage, _ options: SVGOptions) -> [UInt8] {
  let title = figures.scene.title.isEmpty ? "Foldout" : figures.scene.title
  var page = MarkupWriter()
  page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
  page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
  page.text(title)
  page.raw(
    "</title>\n<style>body { margin: 0 } main { overflow-x: auto } svg { display: block; margin: 0 auto }")
  let dark = "html { background: #0d1117; color: #eef1f5; color-scheme: dark }"
  if options.theme == .dark { page.raw(" " + dark) }
  if options.theme == .auto { page.raw(" @media (prefers-color-scheme: dark) { \(dark) }") }
  // The picture has the heading for those who see it.
  page.raw(
    " h1 { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; margin: 0 }")
  if figures.hasChoices {
    // Parts begin at one edge.
    page.raw(
      " main { width: fit-content; max-width: 100%; margin: 0 auto } svg { margin: 0 }\n" + FigureParts.css)
  }
  page.raw("</style>\n</head>\n<body>\n<main>\n<h1>")
  page.text(title)
  page.raw("</h1>\n")
  FigureParts(figures, name: "part").write(into: &page) { scene, number in
    var own = options
    // Of several pictures each has ids and styles of its own.
    if figures.pictures.count > 1 {
      own.idPrefix = (options.idPrefix ?? "foldout") + "-\(number)"
      own.isFragment = true
    }
    return renderSVG(scene, own)
  }
  page.raw("</main>\n</body>\n</html>\n")
  return page.bytes
}
