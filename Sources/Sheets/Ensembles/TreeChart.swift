import Charts
import DiagramModel
import Ensembles
import Exporting
import Rendering
import TextMetrics
import TextOutput

/// One tree of an ensemble: conditions at branches, what leaves add, coloured by class. The way to the left is that where the
/// condition holds. Deep trees are cut, with an ellipsis.
public struct TreeChart: Chart {
  /// See ``Chart/title``.
  public var title: String
  private let place: ClassicModels.Place<TreeEnsemble>
  private let sketch: TreeSketch

  /// Draws one tree, by its number.
  public init(_ place: ClassicModels.Place<TreeEnsemble>, tree: Int = 0, title: String = "") {
    (self.place, self.title) = (place, title)
    sketch = TreeSketch(place.content, tree: tree, most: SheetTuning.mostTreeNodes)
  }

  /// See ``Chart/kind``.
  public var kind: String { "tree" }

  /// See ``Chart/summary``.
  public var summary: String {
    let nodes = sketch.items.map { place.content.nodes[$0.node] }
    guard let root = nodes.first else { return "No nodes." }
    let cut = sketch.items.count(where: \.isCut)
    return
      "Asks first whether \(condition(root).joined(separator: " ")). \(nodes.count(where: \.isLeaf)) leaves"
      + (cut > 0 ? ", \(cut) branches cut." : ".")
  }

  private static let titleHeight = 20.0
  private static let boxHeight = 28.0

  /// See ``Chart/naturalSize``.
  public var naturalSize: Size {
    let columns = Double(max(sketch.columns, 2))
    return Size(
      columns * SheetTuning.treeColumn,
      (title.isEmpty ? 0 : Self.titleHeight) + Double(sketch.depth) * SheetTuning.treeLevel + Self.boxHeight
        + 4)
  }

  /// Draws into a frame. Cost: linear in what is drawn.
  public func draw(in frame: Rect, on canvas: inout Canvas) {
    guard !sketch.items.isEmpty else { return }
    let top = frame.minY + (title.isEmpty ? 0 : Self.titleHeight)
    canvas.text(title, .title, at: Point(frame.minX, frame.minY + 11), maxWidth: frame.size.width)
    let step = frame.size.width / Double(max(sketch.columns, 2))
    let level = sketch.depth > 0 ? (frame.maxY - top - Self.boxHeight - 4) / Double(sketch.depth) : 0
    func center(_ item: TreeSketch.Item) -> Point {
      Point(
        frame.minX + (item.column + 0.5) * step, top + Double(item.depth) * level + Self.boxHeight / 2 + 1)
    }
    var lines: [(Point, Point)] = []
    for item in sketch.items {
      guard let parent = item.parent else { continue }
      let (above, below) = (center(sketch.items[parent]), center(item))
      lines.append(
        (Point(above.x, above.y + Self.boxHeight / 2), Point(below.x, below.y - Self.boxHeight / 2)))
    }
    canvas.lines(lines, .chartAxis, width: 0.9)
    for item in sketch.items {
      draw(item, at: center(item), width: min(step - 8, SheetTuning.treeColumn), on: &canvas)
    }
    // Over the first two ways, which are as good as level where the tree is wide.
    for (word, way, anchor) in zip(zip(["yes", "no"], lines), [Scene.Text.Anchor.end, .start]).map({
      ($0.0, $0.1, $1)
    }) {
      let x = way.0.x + (way.1.x - way.0.x) * 0.3 + (anchor == .end ? -3 : 3)
      canvas.text(word, .tick, at: Point(x, way.0.y + (way.1.y - way.0.y) * 0.3 - 1), anchor)
    }
  }

  private func draw(_ item: TreeSketch.Item, at center: Point, width: Double, on canvas: inout Canvas) {
    let node = place.content.nodes[item.node]
    // Branches stand further apart than leaves, and their conditions are longer.
    let wide = node.isLeaf ? width : min(width * 1.5, SheetTuning.treeBranch)
    let frame = Rect(
      Point(center.x - wide / 2, center.y - Self.boxHeight / 2), Size(wide, Self.boxHeight))
    let lines = node.isLeaf ? result(node) : condition(node) + (item.isCut ? ["…"] : [])
    canvas.begin(.init(role: .row(items: []), tooltip: lines.joined(separator: " ")))
    canvas.rects([frame], node.isLeaf ? leafFill(node) : .card)
    canvas.polylines(
      [
        [
          frame.origin, Point(frame.maxX, frame.minY), Point(frame.maxX, frame.maxY),
          Point(frame.minX, frame.maxY), frame.origin,
        ]
      ],
      .cardBorder, width: 0.8)
    let shown = lines.prefix(2)
    for (number, line) in shown.enumerated() {
      let y = shown.count == 1 ? center.y : center.y + (Double(number) - 0.5) * 12
      canvas.text(
        line, .tick, at: Point(center.x, y + Canvas.drop(.tick)), .middle, maxWidth: wide - 6,
        fill: .text(.cell))
    }
    if item.isCut { canvas.text("…", .cell, at: Point(center.x, frame.maxY + 9), .middle) }
    canvas.end()
  }

  // MARK: Words

  private static let signs: [TreeEnsemble.Comparison: String] = [
    .atMost: "≤", .below: "<", .atLeast: "≥", .above: ">", .equal: "=", .unequal: "≠", .member: "∈",
  ]

  /// The feature, and what it is compared with.
  private func condition(_ node: TreeEnsemble.TreeNode) -> [String] {
    let feature = sanitized(place.feature(node.feature), limit: 40)
    guard let comparison = node.comparison, let sign = Self.signs[comparison] else { return [feature] }
    return [
      feature,
      sign + " "
        + (node.threshold.isNaN
          ? "?" : comparison == .member ? "a set" : NumberText.significant(node.threshold, digits: 4)),
    ]
  }

  /// The class that gets most, or the value.
  private func result(_ node: TreeEnsemble.TreeNode) -> [String] {
    guard let vote = strongest(node) else { return ["0"] }
    let weight = vote.weight.isNaN ? "?" : NumberText.significant(vote.weight, digits: 3)
    guard place.content.classes.indices.contains(vote.target) else { return [weight] }
    return [sanitized(place.content.classes[vote.target], limit: 24), weight]
  }

  private func leafFill(_ node: TreeEnsemble.TreeNode) -> Paint {
    guard let vote = strongest(node), place.content.targetCount > 1 else { return .tint(6, .pale) }
    return .tint(vote.target, .middle)
  }

  /// The greatest vote of a leaf; where a leaf has a vote for one class alone, that one.
  private func strongest(_ node: TreeEnsemble.TreeNode) -> TreeEnsemble.Vote? {
    place.content.votes[node.votes].max { $0.weight < $1.weight }
  }
}
