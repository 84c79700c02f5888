extension Lettering {
  /// A number on a drawing: a card's detail, a dim of a weight, of a shape beside a line.
  public struct Slot: Sendable, Hashable {
    /// What the number counts.
    public var role: Role
    /// By row: the number; nil where the drawing of that row lacks it.
    public var values: [Int64?]

    /// Makes a slot.
    public init(_ role: Role, _ values: [Int64?]) {
      self.role = role
      self.values = values
    }
  }

  /// A column of the table.
  public struct Letter: Sendable, Hashable {
    /// One letter, unlike those of the other columns.
    public let name: String
    /// What it counts.
    public let role: Role
    /// By row; nil where no slot with the letter is in that row.
    public let values: [Int64?]
  }
}

extension Lettering.Slot {
  /// The same slot with a value, or nil, for each row and for no other.
  func fitted(to rows: Int) -> Self {
    let missing = [Int64?](repeating: nil, count: max(0, rows - values.count))
    return Self(role, values.prefix(rows) + missing)
  }

  /// In how many rows the number is there.
  var coverage: Int { values.count { $0 != nil } }

  /// The number that it is in all rows that have it, 0 where none has; nil where it differs.
  var constant: Int64? {
    let known = values.lazy.compactMap(\.self)
    guard let first = known.first else { return 0 }
    return known.allSatisfy { $0 == first } ? first : nil
  }

  /// Whether a function of the row gives the number wherever there is one.
  func agrees(with value: (Int) -> Int64?) -> Bool {
    values.indices.allSatisfy { values[$0] == nil || values[$0] == value($0) }
  }
}
