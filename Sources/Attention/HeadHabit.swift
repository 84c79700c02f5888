/// What a head does that is worth a word.
public enum HeadHabit: Sendable, Hashable, CaseIterable {
  case previous, first, itself, mirrored
  /// It looks at fewer tokens than the other heads.
  case sharpest
}

/// A habit of a head.
public struct HeadMark: Sendable, Equatable {
  /// The number of the layer, from 0.
  public var layer: Int
  /// The number of the head, from 0.
  public var head: Int
  /// What it does.
  public var habit: HeadHabit
  /// The mean weight on that token; of the sharpest head, its entropy in nat.
  public var value: Double
}

/// The heads of which a word can be said, layer by layer: those that look at one token more than at all others together, and
/// the sharpest head where it is so clearly.
///
/// - Parameter figures: by layer and head; nil for heads without figures.
/// - Parameter keys: by layer, how many tokens are looked at.
public func markedHeads(_ figures: [[HeadFigures?]], keys: [Int]) -> [HeadMark] {
  var marks: [HeadMark] = []
  let sharpest = sharpestHead(figures)
  for (layer, heads) in figures.enumerated() {
    for (head, figures) in heads.enumerated() {
      guard let figures, layer < keys.count else { continue }
      let shares: [(HeadHabit, Double?)] = [
        (.previous, figures.previous), (.first, figures.first), (.itself, figures.itself),
        (.mirrored, figures.mirrored),
      ]
      let best = shares.compactMap { habit, share in share.map { (habit, $0) } }.max { $0.1 < $1.1 }
      if let (habit, share) = best, share >= AttentionTuning.mostly,
        share >= AttentionTuning.timesChance / Double(max(1, keys[layer]))
      {
        marks.append(HeadMark(layer: layer, head: head, habit: habit, value: share))
      }
      if let sharpest, sharpest.layer == layer, sharpest.head == head { marks.append(sharpest) }
    }
  }
  return marks
}

/// The head with the lowest entropy, where that is far below the others'.
private func sharpestHead(_ figures: [[HeadFigures?]]) -> HeadMark? {
  var all: [HeadMark] = []
  for (layer, heads) in figures.enumerated() {
    for (head, figures) in heads.enumerated() {
      guard let figures else { continue }
      all.append(HeadMark(layer: layer, head: head, habit: .sharpest, value: figures.entropy))
    }
  }
  guard all.count >= AttentionTuning.leastHeads, let lowest = all.min(by: { $0.value < $1.value }) else {
    return nil
  }
  let middle = all.map(\.value).sorted()[all.count / 2]
  return lowest.value <= AttentionTuning.sharpShare * middle ? lowest : nil
}
