/// A page of figures: as one picture, and in parts for forms that can show one of several pictures at a time.
public struct FigurePage: Sendable {
  /// All of it as one picture; of a choice as much as a page bears.
  public var scene: Scene
  /// The same from the top, in parts.
  public var parts: [Part]

  /// A part of a page.
  public enum Part: Sendable {
    case scene(Scene)
    case choice(Choice)
  }

  /// Pictures of which one is shown.
  public struct Choice: Sendable {
    /// What there is to choose; hostile text.
    public var title: String
    /// Short lines below it; hostile text.
    public var lines: [String]
    /// Each picture with its name, which is hostile text; the first is shown at first.
    public var options: [(label: String, scene: Scene)]

    /// Makes a choice.
    ///
    /// - Parameters:
    ///   - title: what there is to choose.
    ///   - lines: short lines below it.
    ///   - options: each picture with its name; the first is shown at first.
    public init(title: String, lines: [String] = [], _ options: [(label: String, scene: Scene)]) {
      (self.title, self.lines, self.options) = (title, lines, options)
    }
  }

  /// Makes a page of one picture.
  public init(_ scene: Scene) { (self.scene, parts) = (scene, [.scene(scene)]) }

  /// Makes a page.
  ///
  /// - Parameters:
  ///   - scene: all of it as one picture.
  ///   - parts: the same from the top, in parts.
  public init(_ scene: Scene, parts: [Part]) { (self.scene, self.parts) = (scene, parts) }

  /// Whether something can be chosen.
  public var hasChoices: Bool { parts.contains { if case .choice = $0 { true } else { false } } }

  /// All pictures of the parts, in their order.
  public var pictures: [Scene] {
    parts.flatMap { part in
      switch part {
      case .scene(let scene): [scene]
      case .choice(let choice): choice.options.map(\.scene)
      }
    }
  }
}
