import Rendering
import TextOutput

/// A page of figures as one HTML file: the SVG, and a page around it that has the figure's title.
func figureHTML(_ scene: Scene, _ options: SVGOptions) -> [UInt8] {
  let title = scene.title.isEmpty ? "Foldout" : scene.title
  var page = MarkupWriter()
  page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
  page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
  page.text(title)
  page.raw(
    "</title>\n<style>body { margin: 0 } main { overflow-x: auto } svg { display: block; margin: 0 auto }")
  if options.theme == .dark { page.raw(" html { background: #0d1117 }") }
  if options.theme == .auto {
    page.raw(" @media (prefers-color-scheme: dark) { html { background: #0d1117 } }")
  }
  // The picture has the heading for those who see it.
  page.raw(
    " h1 { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; margin: 0 }")
  page.raw("</style>\n</head>\n<body>\n<main>\n<h1>")
  page.text(title)
  page.raw("</h1>\n")
  page.raw(String(decoding: renderSVG(scene, options), as: UTF8.self))
  page.raw("</main>\n</body>\n</html>\n")
  return page.bytes
}
