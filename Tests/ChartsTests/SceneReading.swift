import Charts
import DiagramModel
import Rendering

/// What a scene shows, for tests.
extension Scene {
  var texts: [Text] { items.compactMap { if case .text(let text) = $0 { text } else { nil } } }
  var paths: [Path] { items.compactMap { if case .path(let path) = $0 { path } else { nil } } }
  var images: [Image] { items.compactMap { if case .image(let image) = $0 { image } else { nil } } }

  /// The text that is drawn with some words.
  func text(_ words: String) -> Text? { texts.first { $0.text == words } }

  /// The ends of all pieces of the paths with a fill or stroke.
  func points(_ paint: Paint) -> [Point] {
    paths.filter { $0.fill == paint || $0.stroke == paint }.flatMap { path in
      [path.start]
        + path.steps.compactMap { step in
          switch step {
          case .line(let end), .curve(_, _, let end), .corner(_, let end), .move(let end): end
          case .close: nil
          }
        }
    }
  }
}
