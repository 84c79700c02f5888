import DiagramModel

/// A filling that tells kinds apart without colours: a ground, and marks on it.
public struct Texture: Sendable, Equatable {
  /// The marks.
  public enum Marks: Sendable, Equatable {
    case none
    /// Lines from left to right.
    case level
    /// Lines that rise to the right.
    case rising
    /// Lines that fall to the right.
    case falling
    /// Both of these.
    case crossed
    /// A line from top to bottom.
    case upright
    /// Dots below each other.
    case dots
  }

  /// The ground.
  public var ground: Color
  /// The marks' colour.
  public var ink: Color
  /// What is drawn on the ground.
  public var marks: Marks
  /// From mark to mark, in CSS pixels.
  public var spacing: Double
  /// The width of a line or dot.
  public var width: Double

  init(_ ground: UInt32, _ marks: Marks = .none, every spacing: Double = 4, width: Double = 1) {
    self.ground = Color(ground)
    ink = Color(ground == 0 ? 0xFFFFFF : 0)
    self.marks = marks
    self.spacing = spacing
    self.width = width
  }

  /// The most marks in one frame: no card is so high, but a broken one must not fill the file.
  private static let mostMarks = 400

  /// The marks in a frame, as lines from point to point; a dot is a line as long as it is wide.
  func lines(in frame: Rect) -> [(Point, Point)] {
    let (left, right, top, bottom) = (frame.minX, frame.maxX, frame.minY, frame.maxY)
    guard right > left, bottom > top, spacing > 0 else { return [] }
    let levels = Array(stride(from: top + spacing / 2, to: bottom, by: spacing).prefix(Self.mostMarks))
    switch marks {
    case .none: return []
    case .level: return levels.map { (Point(left, $0), Point(right, $0)) }
    case .upright: return [(Point((left + right) / 2, top), Point((left + right) / 2, bottom))]
    case .dots:
      let middle = (left + right) / 2
      return levels.map { (Point(middle - width / 2, $0), Point(middle + width / 2, $0)) }
    case .rising, .falling, .crossed:
      var lines: [(Point, Point)] = []
      let ends = stride(from: top + spacing / 2, to: bottom + right - left, by: spacing).prefix(
        Self.mostMarks)
      for end in ends {
        // On a rising line x + y is the same everywhere; it is cut where it leaves the frame.
        let first = max(left, left + end - bottom)
        let last = min(right, left + end - top)
        guard last > first else { continue }
        let rising = (Point(first, end - (first - left)), Point(last, end - (last - left)))
        if marks != .falling { lines.append(rising) }
        if marks != .rising {
          lines.append(
            (Point(left + right - rising.0.x, rising.0.y), Point(left + right - rising.1.x, rising.1.y)))
        }
      }
      return lines
    }
  }

  /// By the stable name of a kind. Kinds that often meet in one picture differ most.
  static let ofKinds: [String: Texture] = [
    "convolution": Texture(0x000000), "linear": Texture(0xFFFFFF, .rising, every: 3.5),
    "attention": Texture(0xFFFFFF, .crossed, every: 3.5, width: 0.8),
    "normalization": Texture(0xFFFFFF, .level, every: 3),
    "activation": Texture(0xFFFFFF, .dots, every: 3.5, width: 1.8), "pooling": Texture(0xFFFFFF),
    "recurrent": Texture(0xFFFFFF, .falling, every: 3.5),
    "indexing": Texture(0xFFFFFF, .level, every: 5, width: 2.5),
    "reduction": Texture(0xFFFFFF, .upright, width: 1.5), "elementwise": Texture(0x8C8C8C),
    "shape": Texture(0xD9D9D9),
    "quantization": Texture(0x000000, .dots, every: 3.5, width: 1.8),
    "control": Texture(0x000000, .upright, width: 1.5),
    "source": Texture(0xD9D9D9, .dots, every: 3.5, width: 1.8), "ml": Texture(0x000000, .level, every: 3),
    "signal": Texture(0x000000, .rising, every: 3.5), "training": Texture(0x000000, .falling, every: 3.5),
    "custom": Texture(0xD9D9D9, .level, every: 3),
  ]
}
