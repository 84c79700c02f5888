import Composing
import Diagnostics
import DiagramModel
import Folding
import GraphvizLayout
import Rendering

/// The scenes that an HTML page holds beside that of the whole: each block of an outline on its own.
struct PageScenes {
  private let outline: Outline
  private let fold: FoldOptions
  private let compose: ComposeOptions
  /// Panels that several blocks' pictures share are laid out once.
  private var memory = ComposeMemory()
  private var known = LayoutCache()

  /// Starts with the outline and the options that the whole was drawn from.
  init(_ outline: Outline, _ options: DrawOptions) {
    self.outline = outline
    fold = options.fold
    var compose = options.compose
    compose.showsLegend = false
    self.compose = compose
  }

  /// The scene of one block, whose boxes carry the numbers of the whole outline's items.
  ///
  /// - Throws: what layout throws.
  /// - Complexity: one layout of the block, less the panels that blocks before it had too.
  mutating func scene(of block: Int) throws(FoldoutError) -> Scene {
    let picture = outline.picture(of: block, fold)
    var options = compose
    options.title = BlockText.heading(of: outline.blocks[block])
    var diagram = Composing.compose(picture.outline, options, &memory)
    for panel in diagram.panels.indices {
      for box in diagram.panels[panel].boxes.indices {
        diagram.panels[panel].boxes[box].item = diagram.panels[panel].boxes[box].item.flatMap {
          picture.origins[$0]
        }
      }
    }
    return paint(diagram, try layOut(diagram, &known))
  }
}
