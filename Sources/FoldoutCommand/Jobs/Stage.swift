import Composing
import Diagnostics
import DiagramModel
import Figures
import Folding
import FoldoutKit
import ModelGraph
import Rendering

/// The values on the way from a file to a picture; each can be printed as text, for tests and bug reports.
package enum Stage: String, Sendable, Hashable, CaseIterable {
  /// The graphs as read.
  case model
  /// The tree of blocks.
  case outline
  /// The parts of the page: overview, details, letters.
  case figure
  /// Boxes and links with their sizes.
  case diagram
  /// Boxes and links with their places.
  case placement
  /// The painted items.
  case scene

  /// Prints this stage of a model's way through the pipeline.
  ///
  /// - Throws: ``FoldoutError`` as drawing does.
  package func text(of model: Model, _ options: DrawOptions = DrawOptions()) throws(FoldoutError) -> String {
    if self == .model { return textDump(model) }
    let outline = try Foldout.outline(of: model, options.fold)
    if self == .outline { return textDump(outline) }
    if self == .figure {
      return makeFigure(
        outline, options.fold, request: options.details,
        allowsScales: options.compose.direction == .down
      ).map { letteredDump($0) } ?? "no detail qualifies\n"
    }
    let (diagram, placement) = try Foldout.page(of: outline, options)
    if self == .diagram { return textDump(diagram) }
    if self == .placement { return textDump(placement) }
    return paint(diagram, placement).dump
  }
}
