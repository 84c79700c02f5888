import Attention
import TextOutput

/// Heads and their habits in words.
struct HeadNames {
  let report: AttentionReport

  /// The name of a head: `layers.1 · head 2`.
  func name(_ layer: Int, _ head: Int) -> String { "\(report.layers[layer].label) · head \(head)" }

  /// What heads with one habit do.
  func sentence(_ habit: HeadHabit, _ marks: [HeadMark]) -> String {
    guard let first = marks.first else { return "" }
    if habit == .sharpest {
      let all = report.figures.joined().compactMap { $0?.entropy }.sorted()
      let middle = all.isEmpty ? 0 : all[all.count / 2]
      return "\(name(first.layer, first.head)) is the sharpest: entropy \(Self.number(first.value)) nat, "
        + "that of the head in the middle \(Self.number(middle))"
    }
    let all = report.layers.reduce(0) { $0 + $1.heads }
    let verb = marks.count == 1 ? "looks" : "look"
    let what = "\(verb) mostly at \(Self.target(habit))"
    guard marks.count > 1 else {
      return "\(name(first.layer, first.head)) \(what) (mean weight \(Self.weight(first.value)))"
    }
    guard marks.count <= AttentionPageTuning.mostListed else {
      return "\(marks.count) of \(all) heads \(what)"
    }
    let names = marks.map { "\(name($0.layer, $0.head)) (\(Self.weight($0.value)))" }
    return "\(listed(names, "and")) \(what) (mean weight)"
  }

  /// The words below a small map of some width: whole ones, shorter ones, or a letter for each habit.
  static func words(_ habits: [HeadHabit], room: Double) -> [String] {
    if room >= AttentionPageTuning.roomForWords { return habits.map(whole) }
    if room >= AttentionPageTuning.roomForShortWords { return habits.map(short) }
    return habits.isEmpty ? [] : [habits.map { String(short($0).prefix(1)) }.joined(separator: " ")]
  }

  /// What the letters say that stand below maps of some width; nil where words do.
  static func key(_ habits: Set<HeadHabit>, room: Double) -> String? {
    guard room < AttentionPageTuning.roomForShortWords, !habits.isEmpty else { return nil }
    let shown = HeadHabit.allCases.filter { habits.contains($0) }
    return shown.map { "\(short($0).prefix(1)): \(whole($0))" }.joined(separator: ", ") + "."
  }

  private static func whole(_ habit: HeadHabit) -> String {
    switch habit {
    case .previous: "previous token"
    case .first: "first token"
    case .itself, .sharpest: short(habit)
    case .mirrored: "mirrored token"
    }
  }

  /// One word; no two begin with the same letter.
  private static func short(_ habit: HeadHabit) -> String {
    switch habit {
    case .previous: "previous"
    case .first: "first"
    case .itself: "itself"
    case .mirrored: "mirrored"
    case .sharpest: "sharpest"
    }
  }

  private static func target(_ habit: HeadHabit) -> String {
    switch habit {
    case .previous: "the previous token"
    case .first: "the first token"
    case .itself: "the token itself"
    case .mirrored: "the token at the mirrored place"
    case .sharpest: ""
    }
  }

  /// A weight, in as many digits as its neighbours in a list.
  private static func weight(_ value: Double) -> String {
    NumberText.rounded(value, places: 2, keepsZeros: true)
  }

  /// A number to two digits.
  static func number(_ value: Double) -> String { NumberText.significant(value, digits: 2) }
}
