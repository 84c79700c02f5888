import Composing
import Diagnostics
import Folding
import Rendering
import TextOutput

extension Foldout {
  /// A folded model as a flowchart for Mermaid. Where it is more than Mermaid takes, the innermost blocks are closed, then those around
  /// them, unless the caller chose which are open.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where it is too much even so.
  static func mermaid(_ outline: Outline, _ options: DrawOptions) throws(FoldoutError) -> [UInt8] {
    var outline = outline
    while true {
      var diagram = compose(outline, options.compose)
      if let description = options.description { diagram.summary = description }
      do throws(MermaidExcess) {
        return try renderMermaid(diagram)
      } catch {
        let deepest = outline.blocks.filter(\.isOpen).map(\.depth).max() ?? 0
        guard deepest > 0, !options.fold.asksForNesting else {
          throw FoldoutError(
            .usage, "mermaid-too-large", error.sentence,
            hint:
              "draw less with --depth, --max-boxes, --fold or --only, or write SVG, which has no such limit")
        }
        for block in outline.blocks.indices where outline.blocks[block].depth == deepest {
          outline.blocks[block].isOpen = false
        }
      }
    }
  }
}

extension MermaidExcess {
  fileprivate var sentence: String {
    let (what, count, most) =
      switch self {
      case .lines(let count, let most): ("lines", count, most)
      case .characters(let count, let most): ("characters", count, most)
      }
    return
      "this flowchart has \(NumberText.grouped(Int64(count))) \(what), and Mermaid draws at most \(NumberText.grouped(Int64(most)))"
  }
}
