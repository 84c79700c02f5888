/// Everything about a panel that layout looks at. Equal signatures mean equal layouts.
public struct LayoutSignature: Sendable, Hashable {
  private struct BoxSize: Sendable, Hashable {
    var size: Size
    var inner: Int?
    var isPill: Bool
    var repeats: Bool
    var inputs: Int
    var labels: [Double?]
  }

  private struct Ends: Sendable, Hashable {
    var source: Link.End
    var target: Link.End
  }

  private var header: Size?
  private var boxes: [BoxSize]
  private var links: [Ends]
  private var inputs: [Double?]
  private var outputs: Int

  /// Makes the signature of a panel whose inner panels have their keys already.
  public init(_ panel: Panel, keyOf: (PanelID) -> Int) {
    header = panel.header?.size
    boxes = panel.boxes.map { box in
      var inner: Int?
      if case .panel(let id) = box.content { inner = keyOf(id) }
      return BoxSize(
        size: box.size, inner: inner, isPill: box.isTerminal, repeats: box.repeats > 1,
        inputs: box.inputs.count,
        labels: box.outputs.map { $0.label?.width })
    }
    links = panel.links.map { Ends(source: $0.source, target: $0.target) }
    inputs = panel.inputs.map { $0.label?.width }
    outputs = panel.outputs.count
  }
}
