/// A place on the page, in CSS pixels; y grows downwards.
public struct Point: Sendable, Hashable {
  /// Rightwards.
  public var x: Double
  /// Downwards.
  public var y: Double

  /// Makes a point.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// The sum of two vectors.
  public static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
}

/// A width and a height, in CSS pixels.
public struct Size: Sendable, Hashable {
  /// The extent in x.
  public var width: Double
  /// The extent in y.
  public var height: Double

  /// Makes a size.
  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }

  /// Rounds the width up to a whole and even number, so that its middle is a whole one.
  public mutating func makeWidthEven() {
    width.round(.up)
    width += width.truncatingRemainder(dividingBy: 2)
  }
}

/// An upright rectangle, in CSS pixels.
public struct Rect: Sendable, Hashable {
  /// The upper left corner.
  public var origin: Point
  /// The extent.
  public var size: Size

  /// Makes a rectangle.
  public init(_ origin: Point, _ size: Size) {
    self.origin = origin
    self.size = size
  }

  /// The left edge.
  public var minX: Double { origin.x }
  /// The top edge.
  public var minY: Double { origin.y }
  /// Half way to the right.
  public var midX: Double { origin.x + size.width / 2 }
  /// Half way down.
  public var midY: Double { origin.y + size.height / 2 }
  /// The right edge.
  public var maxX: Double { origin.x + size.width }
  /// The bottom edge.
  public var maxY: Double { origin.y + size.height }

  /// Whether another rectangle overlaps this one, or is closer to it than a gap.
  public func meets(_ other: Rect, within gap: Double = 0) -> Bool {
    minX < other.maxX + gap && other.minX < maxX + gap && minY < other.maxY + gap && other.minY < maxY + gap
  }
}
