extension Sequence {
  /// The elements in groups of equal keys, in order of each group's first element. An element without a key is a group
  /// by itself.
  ///
  ///     [1, 2, 3, 4, 5].orderedGroups { $0 == 4 ? nil : $0 % 2 }  // [[1, 3, 5], [2], [4]]
  ///
  /// Cost: linear.
  func orderedGroups<Key: Hashable>(by key: (Element) -> Key?) -> [[Element]] {
    var groups: [[Element]] = []
    var places: [Key: Int] = [:]
    for element in self {
      if let key = key(element) {
        if let place = places[key] {
          groups[place].append(element)
          continue
        }
        places[key] = groups.count
      }
      groups.append([element])
    }
    return groups
  }
}

/// Numbers keys from 0 in the order they are first seen, so that equal keys have equal numbers.
struct Numbering<Key: Hashable> {
  private var numbers: [Key: Int] = [:]

  /// How many keys there are.
  var count: Int { numbers.count }

  /// The number of a key. Cost: constant beside hashing it.
  mutating func number(_ key: Key) -> Int {
    if let known = numbers[key] { return known }
    let next = numbers.count
    numbers[key] = next
    return next
  }
}
