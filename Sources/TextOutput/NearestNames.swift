/// Names that a mistyped one may have meant.
public enum NearestNames {
  /// No more are named: a message is read, not searched.
  private static let mostNames = 3
  /// A file may have a million names; so many are looked at.
  private static let mostCandidates = 20_000
  /// Longer names are compared by their starts.
  private static let mostCharacters = 60

  /// The names nearest to one, nearest first and of equally near ones the first: those that need few changes of a letter
  /// (insert, leave out, replace, swap with the next), and those that one of both begins with. Capitals don't count.
  ///
  /// Cost: linear in the names, of which a bounded number is looked at.
  public static func to(_ name: String, among names: some Sequence<String>) -> [String] {
    let wanted = letters(of: name)
    guard !wanted.isEmpty else { return [] }
    var seen: Set<String> = []
    var found: [(name: String, distance: Int)] = []
    for candidate in names.prefix(mostCandidates) where seen.insert(candidate).inserted {
      let other = letters(of: candidate)
      guard !other.isEmpty else { continue }
      let holds =
        wanted.count > 2 && (other.starts(with: wanted) || (other.count > 2 && wanted.starts(with: other)))
      let limit = max(1, min(wanted.count, other.count) / 3)
      guard let distance = holds ? limit : distance(wanted, other, atMost: limit) else { continue }
      found.append((candidate, distance))
    }
    let order = found.indices.sorted { (found[$0].distance, $0) < (found[$1].distance, $1) }
    return order.prefix(mostNames).map { found[$0].name }
  }

  /// `did you mean a, b or c?`, with names quoted for a terminal; nil where none is near.
  public static func question(_ name: String, among names: some Sequence<String>) -> String? {
    let near = to(name, among: names).map { escaped($0, limit: mostCharacters) }
    return near.isEmpty ? nil : "did you mean \(listed(near, "or"))?"
  }

  private static func letters(of name: String) -> [UInt8] {
    Array(
      name.prefix(mostCharacters).lowercased().utf8.filter {
        $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "?")
      })
  }

  /// The number of changes from one text to another (restricted Damerau-Levenshtein distance); nil above a limit.
  private static func distance(_ a: [UInt8], _ b: [UInt8], atMost limit: Int) -> Int? {
    guard abs(a.count - b.count) <= limit else { return nil }
    var before: [Int] = []
    var last = Array(0...b.count)
    for row in a.indices {
      var next = [row + 1]
      next.reserveCapacity(b.count + 1)
      for column in b.indices {
        var least = min(next[column] + 1, last[column + 1] + 1)
        least = min(least, last[column] + (a[row] == b[column] ? 0 : 1))
        if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
          least = min(least, before[column - 1] + 1)
        }
        next.append(least)
      }
      if (next.min() ?? 0) > limit { return nil }
      (before, last) = (last, next)
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }
}
