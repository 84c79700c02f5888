import DiagramModel

/// The look of what went through a card or a pill.
enum PicturePainter {
  private static let frameWidth = 0.6

  /// A picture with its upper left corner at a point, with a hair around it: on paper its light parts would end nowhere. Bars
  /// stand on their own.
  static func items(_ picture: CardPicture, at corner: Point) -> [Scene.Item] {
    let frame = Rect(corner, picture.size)
    var items: [Scene.Item] = [
      .image(
        .init(frame: frame, columns: picture.columns, rows: picture.rows, pixels: picture.pixels, title: ""))
    ]
    if case .levels(_, .fromGround) = picture.pixels { return items }
    items.append(
      .path(
        Scene.Path(
          start: frame.origin,
          steps: [
            .line(Point(frame.maxX, frame.minY)), .line(Point(frame.maxX, frame.maxY)),
            .line(Point(frame.minX, frame.maxY)), .close,
          ], stroke: .cardBorder, width: frameWidth)))
    return items
  }
}
