/// Shortens names by the parts that their surroundings already show.
public enum Titles {
  /// The part that a scope's name adds to its parent's: `0` for `layer1.0` in `layer1`, `mlp` for
  /// `encoder_layer_0_mlp` in `encoder_layer_0`. A name that only repeats the parent stays whole.
  public static func relative(_ name: String, to parent: String) -> String {
    guard !parent.isEmpty, name.count > parent.count, name.hasPrefix(parent) else { return name }
    let rest = name.dropFirst(parent.count)
    guard let first = rest.first, ".-_/:".contains(first), rest.count > 1 else { return name }
    return String(rest.dropFirst())
  }

  /// Whether a title says nothing by itself: `0`, `1, 2`, `3 … 11`.
  public static func isBareNumber(_ title: String) -> Bool {
    title.contains(where: \.isNumber) && title.allSatisfy { $0.isNumber || " ,….-_:".contains($0) }
  }

  /// The class of a block that was joined with its only inner block: the outer one, unless it
  /// is a mere container such as `Sequential`.
  static func telling(_ outer: String?, _ inner: String?) -> String? {
    guard let outer, !containers.contains(outer) else { return inner ?? outer }
    return outer
  }

  private static let containers: Set<String> = ["Sequential", "ModuleList", "ModuleDict", "Container"]
}

extension Titles {
  /// A run of names by its ends: `layer.1 … 11`, `1, 2`, or just the name where all are alike.
  static func range(_ first: String, _ last: String, count: Int) -> String {
    guard first != last else { return first }
    let common = zip(first, last).prefix { $0 == $1 }.count
    var kept = Array(first.prefix(common))
    while let character = kept.last, !".-_/:".contains(character) { kept.removeLast() }
    let tail = String(last.dropFirst(kept.count))
    return first + (count == 2 && !first.contains("…") ? ", " : " … ") + tail
  }
}
