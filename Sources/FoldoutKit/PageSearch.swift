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
  /// The page tried last, before it was arranged.
  private var tried: Foldout.FormedPage?
  private var best: (misfit: Double, page: Foldout.FormedPage)?
  /// Panels that several attempts share are laid out once.
  private var memory = ComposeMemory()
  private var known = LayoutCache()

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
  ///
  /// How many details fit is told from the page with all of them, since another overview has about the same size.
  mutating func page(
    of figure: Figure, fewer: (_ details: Int) -> Figure?
  ) throws(FoldoutError) -> Foldout.FormedPage? {
    best = nil
    try attempt(figure)
    guard !fits, let tried, figure.details.count > 1 else { return found }
    let misfits = (1..<figure.details.count).map { count in
      let kept = figure.details.indices.filter { figure.details[$0].rank < count }
      return (misfit: shape.misfit(of: tried.diagram, tried.placement, keeping: kept), count: count)
    }
    // The most details that fit, else the number that comes nearest.
    let least = misfits.map(\.misfit).min()
    guard let most = misfits.last(where: { $0.misfit == least }), let figure = fewer(most.count) else {
      return found
    }
    try attempt(figure)
    if !fits, most.count > 1, let figure = fewer(most.count - 1) { try attempt(figure) }
    return found
  }

  /// The page of an outline as it is open now, or without the frames of the blocks that hold its chain.
  mutating func page(of outline: Outline, mayUnframe: Bool) throws(FoldoutError) -> Foldout.FormedPage {
    best = nil
    let whole = try attempt(outline)
    if mayUnframe, !fits, let chain = outline.unframed { try attempt(chain) }
    return found ?? whole
  }

  /// Lays out a page without details, in columns where it is too high; returns it as it was laid out.
  @discardableResult
  private mutating func attempt(_ outline: Outline) throws(FoldoutError) -> Foldout.FormedPage {
    let diagram = composeWithSeams(outline, options)
    let placement = try layOut(diagram)
    keep(diagram, wrap(diagram, placement, shape) ?? placement)
    return (diagram, placement)
  }

  /// Lays out a figure in the form that suits it: as a U, as towers, with the frames of its overview, or without them.
  private mutating func attempt(_ figure: Figure) throws(FoldoutError) {
    if figure.scales != nil {
      let diagram = compose(figure, options, &memory)
      for isNarrow in [false, true] {
        guard let drawing = ScaleDrawing(diagram, isNarrow: isNarrow) else { return }
        if let placement = drawing.placement(try layOut(drawing.pieces)) {
          return arrangeAndKeep(diagram, placement)
        }
      }
      return
    }
    if options.direction == .down, try attempt(towersOf: figure) { return }
    try attempt(composeWithSeams(figure, options, &memory))
    if !fits, let unframed = figure.unframed { try attempt(composeWithSeams(unframed, options, &memory)) }
  }

  /// Lays out the two towers that a figure is; false where it is none, or they can't be drawn.
  private mutating func attempt(towersOf figure: Figure) throws(FoldoutError) -> Bool {
    guard let closed = figure.asTowers else { return false }
    var isDrawn = false
    for towers in [closed.withOpenStacks, closed] where !fits {
      let diagram = compose(towers, options, &memory)
      guard let drawing = TowerDrawing(diagram), let placement = drawing.placement(try layOut(drawing.halves))
      else { continue }
      arrangeAndKeep(diagram, placement)
      isDrawn = true
    }
    return isDrawn
  }

  private mutating func attempt(_ diagram: Diagram) throws(FoldoutError) {
    arrangeAndKeep(diagram, try layOut(diagram, &known))
  }

  private mutating func arrangeAndKeep(_ diagram: Diagram, _ placement: Placement) {
    tried = (diagram, placement)
    keep(diagram, arrange(diagram, placement, shape))
  }

  private mutating func keep(_ diagram: Diagram, _ placement: Placement) {
    let misfit = shape.misfit(of: placement)
    if misfit < best?.misfit ?? .infinity { best = (misfit, (diagram, placement)) }
  }
}
