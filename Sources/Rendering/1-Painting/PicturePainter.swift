import DiagramModel

/// The look of what went through a card or a pill.
enum PicturePainter {
  /// A picture with its upper left corner at a point.
  static func items(_ picture: CardPicture, at corner: Point) -> [Scene.Item] {
    [
      .image(
        .init(
          frame: Rect(corner, picture.size), columns: picture.columns, rows: picture.rows,
          pixels: picture.pixels, title: ""))
    ]
  }
}
