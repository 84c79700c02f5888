import DiagramModel
import Rendering
import TextMetrics

/// A key to colours in steps, made of shapes: unlike an image it turns dark with the page.
struct StepBar {
  /// The paints from the low end to the high end.
  let paints: [Paint]

  /// The steps of a scale.
  init(_ scale: ColorScale) {
    paints = (0..<ChartTuning.colorSteps).map { .level(scale, Self.level($0)) }
  }

  /// Any paints.
  init(_ paints: [Paint]) { self.paints = paints }

  /// The level that stands for a step.
  static func level(_ step: Int) -> UInt8 {
    ColorScale.level(Double(step) / Double(ChartTuning.colorSteps - 1))
  }

  /// The step of a share of the scale, from 0 to 1; the one in the middle is ½.
  static func step(_ share: Double) -> Int {
    let last = Double(ChartTuning.colorSteps - 1)
    return Int((min(max(share, 0), 1) * last).rounded())
  }

  /// Draws all steps in a frame, from the left or from the bottom.
  func draw(in frame: Rect, isLevel: Bool, on canvas: inout Canvas) {
    guard !paints.isEmpty else { return }
    let count = Double(paints.count)
    // Each reaches to the end, the next one over it, so that no gap is seen between them.
    for (number, paint) in paints.enumerated() {
      let share = Double(number) / count
      let part =
        isLevel
        ? Rect(
          Point(frame.minX + share * frame.size.width, frame.minY),
          Size(frame.size.width * (1 - share), frame.size.height))
        : Rect(frame.origin, Size(frame.size.width, frame.size.height * (1 - share)))
      canvas.rects([part], paint)
    }
    canvas.frames([frame])
  }
}
