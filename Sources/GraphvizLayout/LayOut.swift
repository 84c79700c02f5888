import Diagnostics
import DiagramModel

/// Finds every position of a diagram: boxes, lines, border ports and labels.
///
/// Works from the innermost panels outwards, since a panel's box is as large as the panel inside. Panels with
/// equal layout keys are laid out once. The result depends on the diagram alone.
///
/// A panel becomes a ``FlowGraph`` (`Graph/`), whose cycles are broken (``breakCycles(_:nodeCount:)``). Each of its
/// components goes through the phases of Sugiyama, Tagawa and Toda (1981), in ``ComponentLayout``:
/// 1. `1-Layers/`: ``Partition`` cuts it into parts, ``Layering`` assigns its nodes to layers, part by part.
/// 2. `2-Order/`: ``LayeredGraph`` splits edges with dummy nodes; each part is an ``OrderingProblem``, which dot
///    solves several times (the price in `CrossingCost.swift` picks), or barycenters do where it is too large.
/// 3. `3-Coordinates/`: chains and trunks are straightened, ``LineEnds`` places ports, ``LayerBands`` layers.
/// 4. `4-Routes/`: lines bend between layers only, so that none can meet a box.
///
/// ``PanelLayout`` puts the components side by side and frames them.
/// - Returns: positions such that no two boxes overlap, lines run only between boxes, and lines that meet at
///   a panel's border meet at the same point.
/// - Throws: `graphviz-layout` where Graphviz fails or is missing, `layout-link` where a link names no port.
/// - Complexity: near linear in boxes and links.
public func layOut(_ diagram: Diagram) throws(FoldoutError) -> Placement {
  var known = LayoutCache()
  return try layOut(diagram, &known)
}

/// The same for one of several diagrams whose layout keys mean the same: what was laid out for another one is taken from there.
public func layOut(_ diagram: Diagram, _ known: inout LayoutCache) throws(FoldoutError) -> Placement {
  let empty = PanelPlacement(size: Size(0, 0))
  var placements = Array(repeating: empty, count: diagram.panels.count)
  var mainInputs = [Int?](repeating: nil, count: diagram.panels.count)
  var solver = DotSolver(known: known.answers)
  known.answers = [:]
  defer { known.answers = solver.known }
  for id in diagram.panels.indices.reversed() {
    let panel = diagram.panels[id]
    if let twin = known.panels[panel.layoutKey], panel.hasShape(of: twin.panel) {
      (placements[id], mainInputs[id]) = (twin.placement, twin.mainInput)
      continue
    }
    (placements[id], mainInputs[id]) = try PanelLayout.place(
      panel, inner: placements, mainInputs: mainInputs, direction: diagram.direction, &solver)
    known.panels[panel.layoutKey] = (panel, placements[id], mainInputs[id])
  }
  return Placement(panels: placements)
}

/// Panels that are laid out, for diagrams that share some, flow the same way and have keys that mean the same.
public struct LayoutCache {
  /// By layout key.
  fileprivate var panels: [Int: (panel: Panel, placement: PanelPlacement, mainInput: Int?)] = [:]

  /// What dot has answered so far, about parts of panels too.
  fileprivate var answers: [DotProblem: DotAnswer] = [:]

  /// Starts empty.
  public init() {}
}

extension Panel {
  /// Whether a placement of another panel has a place for everything in this one. Equal keys promise more;
  /// this only keeps a broken promise from becoming a trap.
  fileprivate func hasShape(of other: Panel) -> Bool {
    boxes.count == other.boxes.count && links.count == other.links.count
      && inputs.count == other.inputs.count && outputs.count == other.outputs.count
      && (header == nil) == (other.header == nil)
      && inputs.map { $0.label?.width } == other.inputs.map { $0.label?.width }
  }
}
