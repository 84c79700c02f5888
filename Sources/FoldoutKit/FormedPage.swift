import Composing
import Diagnostics
import DiagramModel
import Figures
import Folding
import GraphvizLayout
import PageLayout

/// The forms that a page can have: a column, a U, an overview with details, or a chain in columns.
extension Foldout {
  /// Composes an outline in the form that options ask for, and lays it out.
  ///
  /// A page is a U where the model is one. It has details where there is something to detail. Neither where the caller
  /// chose which blocks are open. Where it is too high or too wide for its shape, other contents are tried, and the
  /// first that fits wins, else the one that comes nearest: an overview without the frames of the blocks that hold its
  /// chain, so that this can be cut into columns; then fewer details.
  ///
  /// - Throws: what layout throws.
  /// - Complexity: one layout for a page that fits, a bounded number otherwise.
  package static func page(
    of outline: Outline, _ options: DrawOptions
  ) throws(FoldoutError) -> (diagram: Diagram, placement: Placement) {
    guard let shape = options.page.shape else {
      let diagram = compose(outline, options.compose)
      return (diagram, try layOut(diagram))
    }
    var search = PageSearch(shape: shape)
    let mayRecompose = !options.fold.asksForNesting
    if mayRecompose, options.compose.direction == .down, let page = try scales(of: outline, options, shape) {
      return page
    }
    if mayRecompose,
      let figure = makeFigure(outline, options.fold, request: options.details, allowsScales: false)
    {
      var best = try search.attempt(composeWithSeams(figure, options.compose))
      if !search.fits, let unframed = figure.unframed {
        best = try search.attempt(composeWithSeams(unframed, options.compose))
      }
      var count = figure.details.count - 1
      while !search.fits, count > 0, options.details == .automatic,
        let figure = makeFigure(outline, options.fold, request: .atMost(count), allowsScales: false)
      {
        best = try search.attempt(composeWithSeams(figure.unframed ?? figure, options.compose))
        count -= 1
      }
      return search.noted(best)
    }
    var best = try search.attempt(composeWithSeams(outline, options.compose))
    if !search.fits, mayRecompose, options.compose.direction == .down, let chain = outline.unframed {
      best = try search.attempt(composeWithSeams(chain, options.compose))
    }
    return search.noted(best)
  }

  /// The page of a model that is a U, with as many details as fit its shape; nil where it is none, or can't be drawn as
  /// one.
  private static func scales(
    of outline: Outline, _ options: DrawOptions, _ shape: PageShape
  ) throws(FoldoutError) -> (diagram: Diagram, placement: Placement)? {
    guard let figure = makeFigure(outline, options.fold, request: options.details), figure.scales != nil
    else {
      return nil
    }
    var search = PageSearch(shape: shape)
    var best = try search.attemptScales(compose(figure, options.compose))
    var count = figure.details.count - 1
    while best != nil, !search.fits, count > 0, options.details == .automatic,
      let figure = makeFigure(outline, options.fold, request: .atMost(count))
    {
      best = try search.attemptScales(compose(figure, options.compose))
      count -= 1
    }
    return best.map(search.noted)
  }
}

/// Looks for contents of a page that fit its shape.
private struct PageSearch {
  let shape: PageShape
  private var best: (misfit: Double, diagram: Diagram, placement: Placement)?

  init(shape: PageShape) { self.shape = shape }

  /// Whether what was tried so far fits.
  var fits: Bool { best?.misfit == 0 }

  /// A page with its notes beside it, if it is too high for its shape.
  func noted(_ page: (diagram: Diagram, placement: Placement)) -> (diagram: Diagram, placement: Placement) {
    (page.diagram, placeNotes(page.placement, shape))
  }

  /// Lays out a diagram, and returns what fits best of all that were tried, the first of equals.
  mutating func attempt(
    _ diagram: Diagram
  ) throws(FoldoutError) -> (diagram: Diagram, placement: Placement) {
    var placement = try layOut(diagram)
    if !diagram.details.isEmpty {
      placement = arrange(diagram, placement, shape)
    } else if let wrapped = wrap(diagram, placement, shape) {
      placement = wrapped
    }
    return better(diagram, placement)
  }

  /// The same for a diagram that is a U; nil where it can't be drawn as one.
  mutating func attemptScales(
    _ diagram: Diagram
  ) throws(FoldoutError) -> (diagram: Diagram, placement: Placement)? {
    guard let drawing = ScaleDrawing(diagram), let placement = drawing.placement(try layOut(drawing.pieces))
    else { return nil }
    return better(diagram, arrange(diagram, placement, shape))
  }

  private mutating func better(
    _ diagram: Diagram, _ placement: Placement
  ) -> (diagram: Diagram, placement: Placement) {
    let misfit = shape.misfit(of: placement)
    if let best, best.misfit <= misfit { return (best.diagram, best.placement) }
    best = (misfit, diagram, placement)
    return (diagram, placement)
  }
}
