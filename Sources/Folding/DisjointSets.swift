/// Disjoint sets with path halving.
struct DisjointSets {
  private var parent: [Int]

  init(_ count: Int) { parent = Array(0..<count) }

  mutating func find(_ element: Int) -> Int {
    var root = element
    while parent[root] != root {
      parent[root] = parent[parent[root]]
      root = parent[root]
    }
    return root
  }

  mutating func join(_ a: Int, _ b: Int) {
    let first = find(a)
    let second = find(b)
    parent[max(first, second)] = min(first, second)
  }
}
