import Rendering
import TextOutput

/// A part of a page beside its structure: a page of figures, and what is worth knowing of it.
public struct PageTab: Sendable {
  /// The word on its tab, which is its address, too: lower-case letters.
  public var name: String
  /// The figures.
  public var page: FigurePage
  /// What is worth knowing, the most serious first.
  public var findings: [Finding]

  /// Something worth knowing, and the value or stored tensor that it leads to.
  public struct Finding: Sendable {
    /// A sentence without its full stop.
    public var text: String
    /// The name of a value or tensor in the model; nil where it is about nothing that has a box.
    public var place: String?

    /// Makes a finding.
    public init(_ text: String, place: String? = nil) { (self.text, self.place) = (text, place) }
  }

  /// Makes a part.
  public init(_ name: String, _ scene: Scene, findings: [Finding] = []) {
    self.init(name, FigurePage(scene), findings: findings)
  }

  /// Makes a part of figures of which some can be chosen.
  public init(_ name: String, _ page: FigurePage, findings: [Finding] = []) {
    (self.name, self.page, self.findings) = (name, page, findings)
  }
}

extension PageTab {
  /// The tabs of a page, the structure first.
  static func list(_ tabs: [PageTab], into page: inout MarkupWriter) {
    guard !tabs.isEmpty else { return }
    page.raw("<div id=\"tabs\" role=\"tablist\" aria-label=\"Views\">")
    for (number, name) in (["structure"] + tabs.map(\.name)).enumerated() {
      let isFirst = number == 0
      page.raw(
        "<button role=\"tab\" id=\"tab-\(name)\" aria-controls=\"\(isFirst ? "structure" : "view-" + name)\"")
      page.raw(" aria-selected=\"\(isFirst)\"\(isFirst ? "" : " tabindex=\"-1\"")>")
      page.text(name.prefix(1).uppercased() + name.dropFirst())
      page.raw("</button>")
    }
    page.raw("</div>\n")
  }

  /// The part as a section: findings that lead to their boxes, then the figures, which are already written.
  func section(_ picture: [UInt8], into page: inout MarkupWriter) {
    page.raw(
      "<section class=\"view\" id=\"view-\(name)\" role=\"tabpanel\" aria-labelledby=\"tab-\(name)\" tabindex=\"0\">\n"
    )
    page.raw("<h2>")
    page.text(name.prefix(1).uppercased() + name.dropFirst())
    page.raw("</h2>\n")
    if !findings.isEmpty {
      page.raw("<ul class=\"findings\">\n")
      for finding in findings.prefix(HTMLTuning.mostListed) {
        page.raw("<li>")
        if let place = finding.place {
          page.raw("<button data-place=\"")
          page.text(place)
          page.raw("\">")
          page.text(finding.text)
          page.raw("</button>")
        } else {
          page.text(finding.text)
        }
        page.raw("</li>\n")
      }
      page.raw("</ul>\n")
    }
    page.raw(picture)
    page.raw("</section>\n")
  }
}
