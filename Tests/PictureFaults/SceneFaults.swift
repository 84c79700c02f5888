import DiagramModel
import Rendering
import TextMetrics

/// Lists the faults of the texts of a picture, in words: texts that meet each other or leave the page.
///
/// Cost: about linear in the texts.
public func sceneFaults(_ scene: Scene) -> [String] {
  let texts = scene.items.compactMap { item in
    if case .text(let text) = item, !text.text.isEmpty { text } else { nil as Scene.Text? }
  }
  let frames = texts.map(\.frame)
  let grid = RectGrid(frames)
  var faults: [String] = []
  for (index, frame) in frames.enumerated() {
    if frame.minX < -0.5 || frame.minY < -0.5 || frame.maxX > scene.size.width + 0.5
      || frame.maxY > scene.size.height + 0.5
    {
      faults.append("the text \"\(texts[index].text)\" leaves the page")
    }
    for other in grid.near(frame) where other > index && meet(frame, frames[other]) {
      faults.append("the texts \"\(texts[index].text)\" and \"\(texts[other].text)\" meet")
    }
  }
  return faults
}

private func meet(_ a: Rect, _ b: Rect) -> Bool {
  min(a.maxX, b.maxX) - max(a.minX, b.minX) > 0.5 && min(a.maxY, b.maxY) - max(a.minY, b.minY) > 0.5
}

extension Scene.Text {
  /// The area that its letters cover: capitals reach up to about 3/4 of a font's size, tails down to 1/5.
  fileprivate var frame: Rect {
    let width = measure(text, style: style).width
    let left =
      switch anchor {
      case .start: at.x
      case .middle: at.x - width / 2
      case .end: at.x - width
      }
    if isTurned {
      // A step to the right is one upwards.
      let top = at.y - (left - at.x) - width
      return Rect(Point(at.x - 0.75 * style.fontSize, top), Size(0.95 * style.fontSize, width))
    }
    return Rect(Point(left, at.y - 0.75 * style.fontSize), Size(width, 0.95 * style.fontSize))
  }
}
