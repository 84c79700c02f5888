import DiagramModel
import Figures
import Folding
import ModelGraph
import OperatorCatalog
import TextMetrics
import TextOutput

/// Composes an outline as a page that may be cut into columns: every line of it has a ``Seam``.
///
/// Cost: as ``compose(_:_:)-(Outline,_)``, and linear in the page's lines.
public func composeWithSeams(_ outline: Outline, _ options: ComposeOptions = ComposeOptions()) -> Diagram {
  var diagram = compose(outline, options)
  diagram.addSeams(of: outline, options)
  return diagram
}

/// Composes a figure whose overview may be cut into columns.
///
/// Cost: as ``compose(_:_:)-(Figure,_)``, and linear in the overview's lines.
public func composeWithSeams(
  _ figure: Figure, _ options: ComposeOptions, _ memory: inout ComposeMemory
) -> Diagram {
  var diagram = compose(figure, options, &memory)
  diagram.addSeams(of: figure.overview, options)
  return diagram
}

extension Diagram {
  fileprivate mutating func addSeams(of outline: Outline, _ options: ComposeOptions) {
    let seams = Seams(outline: outline, page: panels[0], showsShapes: options.shapes != .none)
    panels[0].seams = panels[0].links.map(seams.seam)
  }
}

/// Judges where a page may be cut.
private struct Seams {
  let outline: Outline
  let page: Panel
  let showsShapes: Bool

  func seam(_ link: Link) -> Seam {
    guard case .box(let source, let port) = link.source, case .box(let target, _) = link.target,
      page.boxes.indices.contains(source), page.boxes.indices.contains(target)
    else { return Seam(.inner) }
    return Seam(grade(from: source, to: target), label: showsShapes ? label(page.boxes[source], port) : nil)
  }

  /// A stage ends behind a box that pools or a block, and begins with any other operator that changes the side of maps: the
  /// strided convolution stands with those that follow.
  private func grade(from source: Int, to target: Int) -> Seam.Grade {
    let (above, below) = (page.boxes[source], page.boxes[target])
    if let kind = kind(of: below), kind == .activation || kind == .normalization { return .inner }
    if changesSide(above), kind(of: above) == nil || kind(of: above) == .pooling { return .stage }
    if changesSide(below), kind(of: below) != .pooling { return .stage }
    return isBlock(above) || isBlock(below) ? .block : .plain
  }

  /// The kind of an operator's card; nil for blocks and pills.
  private func kind(of box: Box) -> OperatorKind? {
    guard case .card(let card) = box.content, card.form == .op else { return nil }
    return OperatorKind(rawValue: card.kind)
  }

  private func isBlock(_ box: Box) -> Bool {
    switch box.content {
    case .panel: true
    case .card(let card): card.form == .block
    case .terminal: false
    }
  }

  /// Whether maps that go out have another side than those that come in. The third dim is one of the sides, whether channels
  /// come first or last.
  private func changesSide(_ box: Box) -> Bool {
    guard let item = box.item.map({ outline.items[$0] }), let before = dims(item.inputs.first?.first),
      let after = dims(item.outputs.first), before.count > 3
    else { return false }
    return after.count <= 3 || before[2] != after[2]
  }

  private func dims(_ value: Int?) -> [Dim]? {
    guard let value, case .tensor(_, let shape?) = outline.values[value].type else { return nil }
    return shape.dims
  }

  /// What stands beside the line anyway, else the shape.
  private func label(_ box: Box, _ port: Int) -> TextLine? {
    if box.outputs.indices.contains(port), let label = box.outputs[port].label { return label }
    return box.item.flatMap { outline.shapeLabel(ofItem: $0, port) }
  }
}

extension Outline {
  /// The shape of what leaves a port of an item, as it stands beside a line; nil where it is not known.
  func shapeLabel(ofItem item: Int, _ port: Int) -> TextLine? {
    let outputs = items[item].outputs
    guard outputs.indices.contains(port), let shape = TypeText.shape(values[outputs[port]].type, dimLetters)
    else {
      return nil
    }
    return shorten(sanitized(shape), style: .label, maxWidth: ComposeTuning.mostLabel)
  }
}
