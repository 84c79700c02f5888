/// All numbers that layout was tuned with, each with its reason; lengths are CSS pixels.
///
/// They were found by looking at pictures of real models. Which model asked for one is no longer known: a
/// reason therefore says what the number trades off, and measurements stand where there are some. A change to
/// any of them changes pictures: run `make pictures` and look.
enum LayoutTuning {
  // MARK: Panels

  /// Between components. Less, and unrelated lines read as one bundle.
  static let componentGap = 28.0
  /// Below the header, to boxes and bends.
  static let headerGap = 8.0
  /// From a line to the header's text.
  static let headerClearance = 8.0
  /// The top border of a panel without header and inputs has ``Metrics/panelPadding``; one with inputs only
  /// needs room for the lines that come in to leave their ports.
  static let entryInset = 12.0
  /// The most room that a header may cost a second time, at the other side, so that a single line stays in
  /// the middle. Panels below each other then line up; beyond this, the empty side is worse than a jog.
  static let mostBalance = 80.0
  /// A header that would widen its panel by more than this goes between or behind the incoming lines instead
  /// of before them. Its usual place, the upper left, is where readers look first, so it is worth something.
  static let mostHeaderGrowth = 100.0
  /// From the last box to the border.
  static let bottomPadding = 14.0
  /// How far a link from a box to itself reaches out.
  static let loopWidth = 24.0
  /// The part of a box's height at which such a link ends and starts: apart, and clear of rounded corners.
  static let loopEnds = (end: 0.3, start: 0.7)
  /// Between boxes without links.
  static let unconnectedGap = 20.0
  /// Boxes without links fill rows of at least this width, the usual width of a small picture.
  static let leastUnconnectedWidth = 480.0
  /// The width of those rows over the side of a square of the same area: pages are read across.
  static let unconnectedAspect = 1.2

  // MARK: Layers

  /// The number of nodes up to which a component stays in one part. Whole ones have the fewest crossings, but
  /// dot is steeply superlinear: 1,300 nodes take 0.4 s, 2,600 take 1.8 s.
  static let wholeComponent = 150
  /// The number of nodes of a part: at least, at most where a narrow place is found, and at most where none is.
  /// Large parts have fewer crossings, small ones cost less.
  static let partSize = (least: 30, most: 110, utmost: 250)
  /// The number of values up to which a place counts as narrow. Order is fixed where two parts meet, which
  /// shows as crossings where many values pass.
  static let narrowCut = 6
  /// How deep a layer of ordinary boxes is, with the gap below it; a box that is deeper fills several layers.
  static let layerPitch = 66.0
  /// The most layers that one box fills: every line beside it needs a dummy node in each.
  static let mostLayersOfBox = 40
  /// The most boxes without inputs that stand side by side before one consumer. More make a picture wider
  /// than a page; fewer make one that is hard to follow downwards.
  static let mostSourcesAbreast = 8
  /// dot's weights for short edges: of a box's only input, of an edge from or to another part, of others.
  /// A box fed by one edge goes right below what feeds it; only the order of the three matters.
  static let rankWeight = (onlyInput: Int32(3), border: Int32(1), other: Int32(2))

  // MARK: Order

  /// The number of dummy nodes that a component may have: a base, and more for each node. Real models need a
  /// few for each box; a hostile file can ask for the square of its size.
  static let dummyBudget = (base: 100_000, perNode: 20)
  /// Parts with more vertices and segments than this are not for dot, which would take many seconds.
  static let mostForDot = 5_000
  /// Parts with more than this cost dot tenths of a second each, so that a picture may have a few only.
  static let largeForDot = 1_600
  /// The number of vertices and segments in such parts that dot may be asked about in one picture: a dozen of
  /// them, some seconds.
  static let largeAllowance = 40_000
  /// The number of vertices and segments of a part up to which dot is asked again with three other initial
  /// orders, at a millisecond or two each; up to three times the number, with one other.
  static let mostForRetries = 200
  /// How long dot may polish, by the number of nodes up to which it may: network simplex pivots a node, and a
  /// factor of the passes against crossings. Too few pivots and even a chain of ten boxes has jogs, so that
  /// small graphs may take as many as they like; unbounded, dot is superlinear.
  static let effort = (
    small: (nodes: 500, pivots: "1000", passes: "1"), medium: (nodes: 1500, pivots: "20", passes: "0.5"),
    large: (pivots: "2", passes: "0.2")
  )
  /// The least distance between neighbours in a layer, as dot is asked for it.
  static let separation: Int32 = 8
  /// Room at both sides of a box beside that.
  static let boxMargin = 6.0
  /// Room on both sides of a border port, so that lines that cross a border side by side read as several.
  static let portRoom = 7.0
  /// Half the room of a dummy node: a line is about one pixel wide.
  static let dummyRoom = 2.0
  /// dot's weights for straight edges. The main path comes before all else, then trunks, whose bends are the
  /// longest, then edges between boxes. The two halves of a deep box must not part at all.
  static let straightness = (
    mainPath: Int32(32), trunk: Int32(8), direct: Int32(4), joint: Int32(2), body: Int32(1000)
  )
  /// The price of an answer: of a crossing, of a bend (its reach in pixels comes on top), and of two boxes in
  /// another order than in the file. A crossing weighs as much as a dozen bends, since it costs a reader more.
  static let price = (crossing: 150.0, bend: 12.0, disorder: 6.0)
  /// The number of sweeps down and up of the barycenter method: linear work each, and the order has mostly
  /// settled after the first few.
  static let sweeps = 6
  /// Between neighbours in a layer that was ordered by barycenters.
  static let sweepGap = 16.0

  // MARK: Coordinates

  /// The furthest that a line is moved to save a bend. A longer move would only shift the bend to a place
  /// where the line crosses more.
  static let mostStraightening = 60.0
  /// The least distance from a straightened line to its neighbour's room.
  static let lineClearance = 8.0
  /// The least distance from a line's end to a box's corner: a length, and a share of the side for narrow sides,
  /// as cards have where the flow goes right.
  static let cornerMargin = (most: 10.0, share: 0.2)
  /// The least distance between the ends of two lines on one side of a box.
  static let endGap = 10.0
  /// The least distance at which two ends still read as two, where there is no room for more.
  static let leastEndGap = 4.0
  /// The least distance between boxes of neighbouring layers: an arrowhead, a bend, and some air.
  static let layerGap = 24.0
  /// From the header or the last box to where a layer begins or a border is crossed.
  static let borderLead = (below: 12.0, above: 14.0)
  /// The straight pieces on both sides of a bend; the lower one carries the arrowhead.
  static let bendLead = (above: 4.0, below: 10.0)
  /// How deep a bend is: a base and a share of the way sideways, within bounds, so that it stays gentle without
  /// pushing layers far apart. Very wide bends may be deeper. The way round the side counts as `bus` wide.
  static let bend = (
    base: 12.0, share: 0.16, least: 16.0, most: 46.0, mostWide: 72.0, wide: 600.0, bus: 300.0
  )
  /// A box is centred in its layer where it leaves up to this much room there; beside a much deeper box it
  /// stands at the top, near what feeds it.
  static let mostCentring = 40.0

  // MARK: Routes and labels

  /// From the rightmost box to the way round all boxes.
  static let busGap = 14.0
  /// From a line to its label, across the flow: where the flow goes down, and where it goes right.
  static let labelGap = (down: 5.0, right: 3.0)
}
