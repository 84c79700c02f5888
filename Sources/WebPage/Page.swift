import Rendering
import TextOutput

/// The parts of a page, put together.
struct Page {
  let title: String
  let summary: String
  let theme: ThemeChoice
  /// The picture of the whole: an SVG element.
  let picture: [UInt8]
  /// The pictures of blocks, each in a template.
  let templates: [UInt8]
  /// CSS that turns the pictures dark.
  let darkRules: [UInt8]
  /// The tree as lists.
  let outline: [UInt8]
  /// JSON for the script.
  let data: [UInt8]

  /// The document.
  var html: [UInt8] {
    var page = MarkupWriter()
    head(&page)
    page.raw("<header><h1>")
    page.text(title)
    page.raw(
      """
      </h1>
      <nav aria-label="Blocks around this one"><ol id="crumbs"></ol></nav>
      <div class="search" role="search"><label class="unseen" for="find">Search</label>
      <input id="find" type="search" placeholder="Search  /" autocomplete="off" role="combobox" aria-expanded="false" \
      aria-controls="hits" aria-autocomplete="list"><ul id="hits" role="listbox" aria-label="Found" hidden></ul></div>
      </header>
      <nav id="outline" aria-label="Outline"><details><summary>Outline</summary>

      """)
    page.raw(outline)
    page.raw("</details></nav>\n<main><div id=\"stage\">")
    page.raw(picture)
    page.raw("</div>\n<p id=\"about\">")
    page.text(summary)
    page.raw(
      """
      </p>
      <div class="tools"><button id="smaller" aria-label="Zoom out">−</button><button id="larger" aria-label="Zoom \
      in">+</button><button id="whole">Fit</button></div>
      </main>
      <aside id="details" aria-label="Details"></aside>
      <p id="help">Click a blue box to go into it. Drag to pan; turn the wheel or pinch to zoom. Keys: arrows from box \
      to box, Enter to go in, Escape to come back, + − 0 to zoom, / to search.</p>
      <p id="live" class="unseen" role="status"></p>

      """)
    page.raw(templates)
    page.raw("<script type=\"application/json\" id=\"data\">")
    page.raw(data)
    page.raw("</script>\n<script>")
    page.raw(PackageResources.page_js)
    page.raw("</script>\n</body>\n</html>\n")
    return page.bytes
  }

  private func head(_ page: inout MarkupWriter) {
    let policy =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
      + base64(SHA256.hash(PackageResources.page_js)) + "'; base-uri 'none'; form-action 'none'"
    page.raw(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="generator" content="Foldout">
      <title>
      """)
    page.text(title)
    page.raw("</title>\n<style>\n")
    page.raw(PackageResources.page_css)
    switch theme {
    case .dark: page.raw(PackageResources.dark_css)
    case .auto:
      page.raw("@media screen and (prefers-color-scheme: dark) {\n")
      page.raw(PackageResources.dark_css)
      page.raw(darkRules)
      page.raw("}\n")
    case .light, .print: break
    }
    page.raw("</style>\n</head>\n<body>\n")
  }
}
