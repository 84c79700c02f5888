import DiagramModel
import Rendering

/// Numbers as a picture: a value that draws itself into any frame.
///
/// Same values, same items. A frame too small for axes has none, and a frame without area stays empty.
public protocol Chart: Sendable {
  /// The kind of chart: lower-case letters and hyphens, a class in SVG.
  var kind: String { get }
  /// What the chart is about; drawn above it where not empty.
  var title: String { get }
  /// The main numbers in words, for those who do not see the chart.
  var summary: String { get }
  /// The size at which the chart looks best among others.
  var naturalSize: Size { get }
  /// Draws into a frame. Cost: linear in the values.
  func draw(in frame: Rect, on canvas: inout Canvas)
}

extension Chart {
  /// The chart in a frame, as a group with its title and summary. Cost: linear in the values.
  public func items(in frame: Rect) -> [Scene.Item] {
    var canvas = Canvas()
    canvas.draw(self, in: frame)
    return canvas.items
  }

  /// The chart alone on a page.
  public func scene(size: Size? = nil) -> Scene {
    let size = size ?? naturalSize
    let margin = 16.0
    let page = Size(size.width + 2 * margin, size.height + 2 * margin)
    var items: [Scene.Item] = [.rect(.init(frame: Rect(Point(0, 0), page), fill: .page))]
    items += self.items(in: Rect(Point(margin, margin), size))
    return Scene(size: page, title: title.isEmpty ? kind : title, summary: summary, items: items)
  }
}
