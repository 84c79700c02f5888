import Rendering

extension Sheet {
  /// The page as one picture and, where it has choices, in parts: what stands before, between and behind them is a picture each.
  ///
  /// Cost: linear in cells and charts.
  public func page() -> FigurePage {
    guard sections.contains(where: \.isChoice) else { return FigurePage(scene()) }
    var parts: [FigurePage.Part] = []
    var open = self
    open.sections = []
    func close() {
      guard !open.isEmpty else { return }
      parts.append(.scene(open.scene()))
      open = Sheet("")
    }
    for section in sections {
      guard case .choice(let options) = section.content else {
        open.sections.append(section)
        continue
      }
      close()
      parts.append(.choice(Self.choice(section, options)))
    }
    close()
    return FigurePage(scene(), parts: parts)
  }

  private var isEmpty: Bool { title.isEmpty && lines.isEmpty && findings.isEmpty && sections.isEmpty }

  private static func choice(_ section: Section, _ options: [ChartOption]) -> FigurePage.Choice {
    FigurePage.Choice(
      title: section.title, lines: section.lines,
      options.map { option in
        // Readers who do not see the picture hear its name.
        let title = section.title.isEmpty ? option.label : "\(section.title): \(option.label)"
        return (option.label, ChartFlow(option.charts, width: SheetMetrics.flowWidth).scene(title))
      })
  }
}

extension Sheet.Section {
  /// Charts of which one group is shown: in a page with buttons the chosen one, in a picture as many as it bears.
  ///
  /// - Parameters:
  ///   - title: what there is to choose.
  ///   - lines: short lines below it.
  ///   - options: each group with its name; the first is shown at first.
  public static func choice(
    title: String, lines: [String] = [], _ options: [(label: String, charts: [any Chart])]
  ) -> Sheet.Section {
    Sheet.Section(title, lines: lines, .choice(options.map { Sheet.ChartOption($0.label, $0.charts) }))
  }

  var isChoice: Bool { if case .choice = content { true } else { false } }
}

extension Sheet {
  /// Charts that can be chosen together.
  public struct ChartOption: Sendable {
    /// What they are.
    public var label: String
    /// The charts.
    public var charts: [any Chart]

    /// Makes an option.
    public init(_ label: String, _ charts: [any Chart]) { (self.label, self.charts) = (label, charts) }
  }
}
