import DiagramModel
import TextOutput

/// Textures in place of colours, for paper: plain lines, since patterns need ids that pages repeat.
extension SVGWriter {
  /// Writes the marks of a kind's texture over what is filled with it, and an edge around that, where the theme has textures.
  ///
  /// - Parameters:
  ///   - fill: the role that fills it.
  ///   - frame: what is filled.
  ///   - outline: its outline, where that is no rectangle.
  mutating func texture(_ fill: Paint?, in frame: @autoclosure () -> Rect, outline: Scene.Path? = nil) {
    guard case .kind(let name)? = fill, let texture = theme.texture(ofKind: name) else { return }
    let frame = frame()
    let lines = texture.lines(in: frame)
    if !lines.isEmpty {
      var path = Scene.Path(start: lines[0].0, steps: [.line(lines[0].1)])
      for line in lines.dropFirst() { path.steps += [.move(line.0), .line(line.1)] }
      write(path, color: texture.ink, width: texture.width)
    }
    let corners = [
      Point(frame.maxX, frame.minY), Point(frame.maxX, frame.maxY), Point(frame.minX, frame.maxY),
    ]
    let edge = Scene.Path(
      start: Point(frame.minX, frame.minY), steps: corners.map { .line($0) } + [.close])
    write(outline ?? edge, color: theme.line, width: Self.edgeWidth)
  }

  /// The edge around a texture, without which a white one would not be seen.
  private static var edgeWidth: Double { 0.8 }
}
