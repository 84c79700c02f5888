/// Disjoint sets of indices that can be joined (union-find), each named by its lowest member.
///
/// Cost: linear memory; joining and finding take logarithmic time on average over all calls (path halving).
///
///     var sets = DisjointSets(count: 4)
///     sets.join(3, 1)
///     sets.representative(of: 3)  // 1
public struct DisjointSets: Sendable {
  @usableFromInline var parent: [Int]

  /// Puts each index below a count into a set of its own.
  @inlinable public init(count: Int) { parent = Array(0..<count) }

  /// The lowest member of the set that an index is in.
  @inlinable public mutating func representative(of index: Int) -> Int {
    var root = index
    while parent[root] != root {
      parent[root] = parent[parent[root]]
      root = parent[root]
    }
    return root
  }

  /// Joins the sets of two indices, which may be one already.
  ///
  /// - Returns: whether they were two.
  @discardableResult
  @inlinable public mutating func join(_ a: Int, _ b: Int) -> Bool {
    let first = representative(of: a)
    let second = representative(of: b)
    parent[max(first, second)] = min(first, second)
    return first != second
  }
}
