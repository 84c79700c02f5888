import Rendering
import TextOutput

/// The parts of a page, put together.
struct Page {
  /// The heading, which is the tab's title too.
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
  /// What stands beside the structure, each with its figures as an SVG element.
  var tabs: [(tab: PageTab, picture: [UInt8])] = []
  /// Whether pictures hold images.
  var hasImages = false

  /// The page's one script: its parts in one function, so that nothing is global.
  static let script: [UInt8] = {
    let parts = [
      PackageResources.data_js, PackageResources.addresses_js, PackageResources.geometry_js,
      PackageResources.parts_js, PackageResources.drawing_js, PackageResources.view_js,
      PackageResources.opening_js,
      PackageResources.pointers_js, PackageResources.boxes_js, PackageResources.details_js,
      PackageResources.search_js, PackageResources.export_js, PackageResources.tabs_js,
      PackageResources.page_js,
    ]
    return Array("(() => {\n\"use strict\";\n".utf8) + parts.joined() + Array("})();\n".utf8)
  }()

  /// The document.
  var html: [UInt8] {
    var page = MarkupWriter()
    head(&page)
    page.raw("<header><h1>")
    page.text(title)
    page.raw(
      """
      </h1>
      <nav id="path" aria-label="Blocks around this one"><ol id="crumbs"></ol></nav>
      <button id="list" aria-controls="outline" aria-expanded="false">Outline</button>
      <div class="search" role="search"><label class="unseen" for="find">Search</label>
      <input id="find" type="search" placeholder="Search  /" autocomplete="off" role="combobox" aria-expanded="false" \
      aria-controls="hits" aria-autocomplete="list"><div id="results" hidden><ul id="hits" role="listbox" \
      aria-label="Found" hidden></ul><p id="found"></p></div></div>
      """)
    PageTab.list(tabs.map(\.tab), into: &page)
    page.raw(
      """
      </header>
      <nav id="outline" aria-label="Outline" tabindex="0"><details><summary>Outline</summary>

      """)
    page.raw(outline)
    page.raw("</details></nav>\n<main><div id=\"stage\" role=\"group\" aria-label=\"Picture\">")
    page.raw(picture)
    page.raw("</div>\n<p id=\"about\">")
    page.text(summary)
    page.raw(
      """
      </p>
      <div class="tools" role="group" aria-label="Picture"><button id="smaller" aria-label="Zoom out">−</button><button \
      id="larger" aria-label="Zoom in">+</button><button id="whole">Fit</button><button id="svg" title="Save the picture \
      as it is shown">SVG</button><button id="png" title="Save the picture as it is shown">PNG</button></div>
      </main>
      <aside id="details" aria-label="Details" tabindex="0"></aside>
      <p id="help" hidden>Click a blue box to go into it; click its +, or hold Shift, to open it in its place. Drag to pan; turn \
      the wheel or pinch to zoom. Keys: arrows from box to box, Enter to go in, x to open and close in place, Escape to come \
      back, + − 0 to zoom, / to search: parts of names, or a pattern in slashes.</p>
      <p id="live" class="unseen" role="status"></p>

      """)
    if !tabs.isEmpty { page.raw("<div id=\"views\">\n") }
    for (tab, picture) in tabs { tab.section(picture, into: &page) }
    if !tabs.isEmpty { page.raw("</div>\n") }
    page.raw(templates)
    page.raw("<script type=\"application/json\" id=\"data\">")
    page.raw(data)
    page.raw("</script>\n<script>")
    page.raw(Self.script)
    page.raw("</script>\n</body>\n</html>\n")
    return page.bytes
  }

  private func head(_ page: inout MarkupWriter) {
    // A picture is turned into pixels by way of an image that the script makes.
    let policy =
      "default-src 'none'; img-src blob:\(hasImages ? " data:" : ""); style-src 'unsafe-inline'; script-src 'sha256-"
      + String(decoding: base64(SHA256.hash(Self.script)), as: UTF8.self)
      + "'; base-uri 'none'; form-action 'none'"
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
    if tabs.contains(where: { $0.tab.page.hasChoices }) { page.raw(FigureParts.css) }
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
