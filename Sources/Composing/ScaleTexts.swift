import DiagramModel
import Figures
import Folding
import TextMetrics
import TextOutput

/// What is said on a U beside its boxes: the levels at the left, and shapes where skips begin.
struct ScaleTexts {
  let form: ScaleForm
  let outline: Outline
  let options: ComposeOptions

  /// Gives a panel its places, and leaves shapes beside lines only where levels do not say them: at inputs and skips.
  func apply(to panel: inout Panel) {
    panel.scales = Scales(
      levels: form.levels.map(lines),
      places: form.places.map { $0.map { Scales.Place(level: $0.level, isRising: $0.isRising) } },
      hasMiddle: form.levels.last?.dims.isEmpty ?? false)
    guard options.shapes != .none else { return }
    for box in panel.boxes.indices where options.shapes != .all && !panel.boxes[box].isTerminal {
      for port in panel.boxes[box].outputs.indices { panel.boxes[box].outputs[port].label = nil }
    }
    for link in panel.links {
      guard case .box(let source, let port) = link.source, case .box(let target, _) = link.target,
        isSkip(source, target), let item = panel.boxes[source].item,
        panel.boxes[source].outputs.indices.contains(port), panel.boxes[source].outputs[port].label == nil
      else { continue }
      panel.boxes[source].outputs[port].label = outline.shapeLabel(ofItem: item, port)
    }
  }

  /// `64×64` and `32 channels`.
  private func lines(_ level: ScaleForm.Level) -> [TextLine] {
    guard options.shapes != .none, !level.dims.isEmpty else { return [] }
    let size = level.dims.joined(separator: "×")
    let about = level.isExact ? "" : "about "
    let unit = level.dims.count == 1 ? " long" : ""
    var lines = [
      shorten(sanitized(about + size + unit), style: .detail, maxWidth: ComposeTuning.mostLabel)
    ]
    if let channels = level.channels {
      lines.append(measure(BlockText.count(channels, "channel"), style: .legend))
    }
    return lines
  }

  private func isSkip(_ source: Int, _ target: Int) -> Bool {
    guard form.places.indices.contains(source), form.places.indices.contains(target) else { return false }
    guard let from = form.places[source], let to = form.places[target] else { return false }
    return from.level == to.level && !from.isRising && to.isRising
  }
}
