import DiagramModel
import Figures

/// What compositions of several figures of one model share: panels of one layout key look the same to layout, and details of
/// the same blocks have the same texts.
public struct ComposeMemory {
  private var keys: [LayoutSignature: Int] = [:]
  private var templates: [TemplateKey: DetailTemplate] = [:]

  /// A detail by its blocks. In a U, blocks are dissolved that others leave whole.
  private struct TemplateKey: Hashable {
    var blocks: [Int]
    var isOfScales: Bool
  }

  /// Starts without any.
  public init() {}

  /// The key of all panels with a signature.
  mutating func key(of signature: LayoutSignature) -> Int {
    let key = keys[signature] ?? keys.count
    keys[signature] = key
    return key
  }

  /// The texts of a detail, compared over its members.
  mutating func template(of detail: Figure.Detail, in figure: Figure) -> DetailTemplate {
    let key = TemplateKey(blocks: detail.members.map(\.block), isOfScales: figure.scales != nil)
    if let known = templates[key] { return known }
    let template = DetailTemplate(detail, figure.overview)
    templates[key] = template
    return template
  }
}
