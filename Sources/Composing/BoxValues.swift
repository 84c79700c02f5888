import DiagramModel
import Folding
import ModelGraph
import TextMetrics
import TextOutput

/// The values behind each box: those that an operator makes, in all copies of a stack; of a block those that leave it.
public struct BoxValues {
  private let outline: Outline
  private let marks: ValueMarks
  /// By block: the largest share of a value or tensor in it.
  private var largest: [Double?]

  /// Gathers shares from the innermost blocks outward. Cost: linear in items and copies.
  public init(_ outline: Outline, _ marks: ValueMarks) {
    (self.outline, self.marks) = (outline, marks)
    largest = [Double?](repeating: nil, count: outline.blocks.count)
    guard !marks.shares.isEmpty || !marks.tensorShares.isEmpty else { return }
    // A parent's number is lower than its children's.
    for block in outline.blocks.indices.reversed() {
      for item in outline.blocks[block].items {
        guard let share = share(of: item) else { continue }
        largest[block] = max(largest[block] ?? 0, share)
      }
    }
  }

  /// What is known of the values that leave an item.
  public func facts(of item: Int) -> [ValueMarks.Fact] {
    names(of: outline.items[item]).lazy.compactMap { marks.facts[$0] }.first ?? []
  }

  /// Puts what went through an item on the card that stands for it: a picture, a colour.
  func mark(_ card: inout Card, for item: OutlineItem, standingFor items: [Int], _ options: ComposeOptions) {
    if options.showsMaps, !isStep(item) { card.picture = picture(of: item) }
    if options.colors.needValues {
      card.heat = items.compactMap(share).max().map { HeatLevel(share: $0) }
    }
  }

  /// The picture of the first value that leaves an item, or reaches an output of the model.
  func picture(of item: OutlineItem) -> CardPicture? {
    names(of: item).lazy.compactMap { marks.pictures[$0] }.first
  }

  /// Whether an item is an operator whose value tells nothing beside its neighbours.
  private func isStep(_ item: OutlineItem) -> Bool {
    guard case .operation = item.content else { return false }
    return names(of: item).first.map(marks.steps.contains) ?? false
  }

  /// The names of values that an item gives, or takes where it gives none.
  private func names(of item: OutlineItem) -> [String] {
    let values = item.outputs.isEmpty ? item.inputs.compactMap(\.first) : item.outputs
    return values.map { outline.values[$0].recordedName }
  }

  /// The largest share among the copies of an item; of a block that of what leaves it, else the largest in it.
  private func share(of item: Int) -> Double? {
    let own = outline.items[item]
    switch own.content {
    case .input, .output: return nil
    case .operation(let operation):
      let copies = outline.copies.operators[item] ?? [operation.origin]
      let made = copies.compactMap(\.recordedNames).flatMap(\.self)
      let values = (made.isEmpty ? names(of: own) : made).compactMap { marks.shares[$0] }
      let read =
        outline.copies.operators[item]?.flatMap(\.weights) ?? operation.constants.compactMap { $0?.name }
      return (values + read.compactMap { marks.tensorShares[$0] }).max()
    case .block(let block):
      let given = outline.blocks[block].repeats > 1 ? [] : names(of: own).compactMap { marks.shares[$0] }
      return given.max() ?? largest[block]
    }
  }

  /// The legend: from which share on a colour stands.
  func legend() -> [LegendEntry] {
    HeatLevel.allCases.map { level in
      var text =
        level.leastShare.map { "≥ " + NumberText.significant($0 * marks.legend.percent) + " %" } ?? "less"
      if level == .highest { text += " " + marks.legend.noun }
      return LegendEntry(.heat(level), text: measure(text, style: .legend))
    }
  }
}
