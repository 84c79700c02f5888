import Rendering
import TextOutput

/// The parts of a page of figures as HTML. A choice is a group of radio buttons with their pictures, of which style sheets show
/// the chosen one: it needs no script.
public struct FigureParts {
  private let parts: [FigurePage.Part]
  private let name: String

  /// Prepares parts.
  ///
  /// - Parameters:
  ///   - page: the page of figures.
  ///   - name: the start of all ids: lower-case letters, unlike those of other pages in the same document.
  public init(_ page: FigurePage, name: String) { (parts, self.name) = (page.parts, name) }

  /// What choices look like. Each picture stands behind its button and its label, but below all of them on the screen. On paper
  /// all pictures stand below their labels.
  public static let css = """
    .choice { margin: 8px 24px; padding: 6px 12px 10px; border: 1px solid #8888; border-radius: 6px; min-width: 0;
      font: 13px/1.45 Helvetica, Arial, "Liberation Sans", sans-serif; }
    .choice legend { padding: 0 6px; font-weight: 700; }
    .choice p { margin: 0 0 6px; opacity: 0.85; }
    .options { display: flex; flex-wrap: wrap; align-items: center; }
    .options > input { margin: 0 5px 0 0; accent-color: #2f6fd0; }
    .options > label { margin: 2px 16px 2px 0; cursor: pointer; overflow-wrap: anywhere; }
    .options > input:focus-visible { outline: 2px solid #2f6fd0; outline-offset: 2px; }
    .options > div { display: none; order: 1; flex: 0 0 100%; overflow-x: auto; }
    .options > input:checked + label + div { display: block; }
    .options svg { display: block; max-width: none !important; }
    @media print {
      .options, .options > div { display: block; }
      .options > input { display: none; }
    }

    """

  /// Writes all parts. Linear in the pictures.
  ///
  /// - Parameters:
  ///   - page: where to.
  ///   - picture: a scene as an SVG element; the number is its place among all.
  public func write(into page: inout MarkupWriter, _ picture: (Scene, Int) -> [UInt8]) {
    var count = 0
    func next(_ scene: Scene) -> [UInt8] {
      count += 1
      return picture(scene, count - 1)
    }
    for (number, part) in parts.enumerated() {
      switch part {
      case .scene(let scene): page.raw(next(scene))
      case .choice(let choice): write(choice, "\(name)-\(number)", into: &page, next)
      }
    }
  }

  private func write(
    _ choice: FigurePage.Choice, _ group: String, into page: inout MarkupWriter,
    _ picture: (Scene) -> [UInt8]
  ) {
    page.raw("<fieldset class=\"choice\">\n<legend>")
    page.text(choice.title, limit: HTMLTuning.mostNameLength)
    page.raw("</legend>\n")
    for line in choice.lines {
      page.raw("<p>")
      page.text(line)
      page.raw("</p>\n")
    }
    page.raw("<div class=\"options\">\n")
    for (number, option) in choice.options.enumerated() {
      let id = "\(group)-\(number)"
      page.raw("<input type=\"radio\" name=\"\(group)\" id=\"\(id)\"\(number == 0 ? " checked=\"\"" : "")/>")
      page.raw("<label for=\"\(id)\">")
      page.text(option.label, limit: HTMLTuning.mostNameLength)
      page.raw("</label>\n<div>\n")
      page.raw(picture(option.scene))
      page.raw("</div>\n")
    }
    page.raw("</div>\n</fieldset>\n")
  }
}
