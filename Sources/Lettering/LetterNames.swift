/// The names of letters, as papers use them.
enum LetterNames {
  /// The names for a role, best first.
  private static func names(for role: Lettering.Role) -> [String] {
    switch role {
    case .kernel: ["k"]
    case .stride: ["s"]
    case .heads: ["a"]
    case .windows: ["w"]
    case .ratio: ["e"]
    case .inputChannels: ["n"]
    case .channels: ["c"]
    case .side: ["h"]
    case .length: ["l", "m"]
    case .other: []
    }
  }

  /// The names for any role whose own are taken. No `o` or `x`, which read as a zero and a times sign.
  private static let spare = ["d", "g", "p", "q", "r", "t", "u", "v"]

  /// A name for each role in a list, all different; nil where there are not enough.
  static func names(for roles: [Lettering.Role]) -> [String]? {
    var taken: [String] = []
    for role in roles {
      guard let name = (names(for: role) + spare).first(where: { !taken.contains($0) }) else { return nil }
      taken.append(name)
    }
    return taken
  }
}
