/// Paths of modules or tensors, found by the names that other programs give them.
///
/// A program that wraps a model puts a part in front of its names, one that exports a part of it leaves some out. So a
/// name stands for the path with which it has the most parts in common, counted from the end, if one of the two ends
/// there and no other path has as many.
public struct PathIndex: Sendable {
  private var nodes = [Node()]

  /// A part of a path; the root is behind the last part.
  private struct Node: Sendable {
    var next: [Substring: Int] = [:]
    /// The path that begins here, and how many paths begin here or further out.
    var path: Int?
    var count = 0
    /// One of those.
    var anyPath = 0
  }

  /// What a name stands for.
  public enum Match: Sendable, Equatable {
    /// A path, by its number.
    case one(Int)
    /// Several paths, of which none is more likely.
    case several
    case none
  }

  /// Wrappers whose names stand in front of all others: those of PyTorch's parallel and compiled modules, and of Lightning.
  private static let wrappers: Set<Substring> = ["_orig_mod", "base_model", "model", "module", "net", "self"]

  /// Makes an index. Of equal paths the first counts; empty ones are never found. Cost: linear in the parts.
  public init(_ paths: [[Substring]]) {
    for (number, path) in paths.enumerated() where !path.isEmpty { insert(path, number) }
  }

  private mutating func insert(_ path: [Substring], _ number: Int) {
    var way = [0]
    for part in path.reversed() {
      let node = way[way.count - 1]
      if let known = nodes[node].next[part] {
        way.append(known)
      } else {
        nodes.append(Node())
        nodes[node].next[part] = nodes.count - 1
        way.append(nodes.count - 1)
      }
    }
    guard let last = way.last, nodes[last].path == nil else { return }
    nodes[last].path = number
    for node in way {
      if nodes[node].count == 0 { nodes[node].anyPath = number }
      nodes[node].count += 1
    }
  }

  /// What a name stands for. Cost: linear in its parts.
  public func match(_ name: [Substring]) -> Match {
    guard !name.isEmpty else { return .none }
    var node = 0
    var inner: (path: Int, parts: Int)?
    for (parts, part) in name.reversed().enumerated() {
      guard let next = nodes[node].next[part] else {
        guard let inner, isWrapped(name.dropLast(inner.parts), inner.parts) else { return .none }
        return .one(inner.path)
      }
      node = next
      if let path = nodes[node].path { inner = (path, parts + 1) }
    }
    if let path = nodes[node].path { return .one(path) }
    return nodes[node].count == 1 ? .one(nodes[node].anyPath) : .several
  }

  /// Whether what stands in front of a path is no reason to think of another module: where the path has one part alone,
  /// only the name of a wrapper is none.
  private func isWrapped(_ outer: ArraySlice<Substring>, _ parts: Int) -> Bool {
    parts > 1 || outer.allSatisfy(Self.wrappers.contains)
  }
}
