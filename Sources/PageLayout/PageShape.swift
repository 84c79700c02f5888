import DiagramModel

/// The proportions that a page is to have.
public struct PageShape: Sendable, Hashable {
  /// Height over width.
  public var ratio: Double
  /// The proportions that do as well.
  public var accepted: ClosedRange<Double>

  /// Makes the shape of a width and a height, which a page is to have closely. Where no page could have it, the nearest one is
  /// taken.
  public init(width: Double, height: Double) {
    let ratio = width > 0 && height > 0 ? height / width : 1
    self.ratio = min(max(ratio, 0.1), 10)
    accepted = self.ratio / PageTuning.nearly...self.ratio * PageTuning.nearly
  }

  private init(ratio: Double, accepted: ClosedRange<Double>) {
    self.ratio = ratio
    self.accepted = accepted
  }

  /// A page of a paper.
  public static let portrait = PageShape(ratio: 1.2, accepted: 0.7...1.42)
  /// A slide of 16 by 9, or nearly.
  public static let landscape = PageShape(ratio: 9 / 16, accepted: 0.45...0.7)

  /// How much higher a page is than it should be, or wider; 0 for one that fits. A low page fits: text stands below it. A
  /// small one does too.
  public func misfit(of placement: Placement) -> Double {
    guard let size = placement.page?.size ?? placement.panels.first?.size else { return 0 }
    let isSmall = size.height + PageTuning.frame.height < PageTuning.tall.height
    return (isSmall ? 0 : excess(size)) + max(0, size.width - PageTuning.mostWidth) / PageTuning.mostWidth
  }

  /// The same for a page with only some of its details, whose overview stays as it is.
  public func misfit(of diagram: Diagram, _ placement: Placement, keeping details: [Int]) -> Double {
    var fewer = diagram
    fewer.details = details.map { diagram.details[$0] }
    fewer.tables = diagram.tables.compactMap { table in
      var table = table
      table.details = table.details.compactMap { details.firstIndex(of: $0) }
      return table.details.isEmpty ? nil : table
    }
    return misfit(of: arrange(fewer, placement, self))
  }

  /// How much higher a page is than it should be, its margins, legend and caption included.
  func excess(_ size: Size) -> Double {
    max(0, Self.ratio(of: size) - accepted.upperBound)
  }

  /// How far the proportions of a page are from those that do, its margins, legend and caption included.
  func outside(_ size: Size) -> Double { excess(size) + max(0, accepted.lowerBound - Self.ratio(of: size)) }

  /// The proportions of a page with its margins, legend and caption.
  static func ratio(of size: Size) -> Double {
    (size.height + PageTuning.frame.height) / (size.width + PageTuning.frame.width)
  }
}
