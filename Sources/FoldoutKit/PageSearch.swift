import Composing
import Diagnostics
import DiagramModel
import Figures
import Folding
import GraphvizLayout
import PageLayout

/// Looks for contents of a page that fit its shape: the first that fits wins, else the one that comes nearest.
struct PageSearch {
  let shape: PageShape
  let options: ComposeOptions
  private var best: (misfit: Double, page: Foldout.FormedPage)?

  init(shape: PageShape, options: ComposeOptions) {
    self.shape = shape
    self.options = options
  }

  /// Whether what was tried so far fits.
  private var fits: Bool { best?.misfit == 0 }

  /// The best page tried so far, its notes beside it if it is too high for its shape.
  private var found: Foldout.FormedPage? {
    best.map { ($0.page.diagram, placeNotes($0.page.placement, shape)) }
  }

  /// The page of a figure, or of one with fewer details; nil for a U that can't be drawn.
  func page(
    of figure: Figure, fewer: (_ details: Int) -> Figure?
  ) throws(FoldoutError) -> Foldout.FormedPage? {
    var search = self
    var next: Figure? = figure
    while let figure = next {
      try search.attempt(figure)
      guard !search.fits, search.best != nil, figure.details.count > 1 else { break }
      next = fewer(figure.details.count - 1)
    }
    return search.found
  }

  /// The page of an outline as it is open now, or without the frames of the blocks that hold its chain.
  func page(of outline: Outline, mayUnframe: Bool) throws(FoldoutError) -> Foldout.FormedPage {
    var search = self
    let diagram = composeWithSeams(outline, options)
    let placement = try layOut(diagram)
    search.keep(diagram, wrap(diagram, placement, shape) ?? placement)
    if mayUnframe, !search.fits, let chain = outline.unframed {
      let diagram = composeWithSeams(chain, options)
      let placement = try layOut(diagram)
      search.keep(diagram, wrap(diagram, placement, shape) ?? placement)
    }
    return search.found ?? (diagram, placement)
  }

  /// Lays out a figure in the form that suits it: as a U, as towers, with the frames of its overview, or without them.
  private mutating func attempt(_ figure: Figure) throws(FoldoutError) {
    if figure.scales != nil {
      let diagram = compose(figure, options)
      guard let drawing = ScaleDrawing(diagram), let placement = drawing.placement(try layOut(drawing.pieces))
      else { return }
      return keep(diagram, arrange(diagram, placement, shape))
    }
    if options.direction == .down, try attempt(towersOf: figure) { return }
    try attempt(composeWithSeams(figure, options))
    if !fits, let unframed = figure.unframed { try attempt(composeWithSeams(unframed, options)) }
  }

  /// Lays out the two towers that a figure is; false where it is none, or they can't be drawn.
  private mutating func attempt(towersOf figure: Figure) throws(FoldoutError) -> Bool {
    var isDrawn = false
    for opensStacks in [true, false] where !fits {
      guard let towers = figure.asTowers(opensStacks: opensStacks) else { return false }
      let diagram = compose(towers, options)
      guard let drawing = TowerDrawing(diagram), let placement = drawing.placement(try layOut(drawing.halves))
      else { continue }
      keep(diagram, arrange(diagram, placement, shape))
      isDrawn = true
    }
    return isDrawn
  }

  private mutating func attempt(_ diagram: Diagram) throws(FoldoutError) {
    keep(diagram, arrange(diagram, try layOut(diagram), shape))
  }

  private mutating func keep(_ diagram: Diagram, _ placement: Placement) {
    let misfit = shape.misfit(of: placement)
    if misfit < best?.misfit ?? .infinity { best = (misfit, (diagram, placement)) }
  }
}
