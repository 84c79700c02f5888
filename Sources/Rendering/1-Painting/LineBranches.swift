import DiagramModel

/// The lines of a panel as paths: where lines of one value go the same way for a while, the later one is a branch of the
/// earlier one's path, and begins where it leaves it. Drawn twice, the shared way would be darker.
struct LineBranches {
  private(set) var paths: [Scene.Path] = []
  /// By source and style: the paths of its lines, and their ways one by one, the last ones only.
  private var known: [Source: [(path: Int, way: Way)]] = [:]

  /// With how many of the lines before it a line is compared: those of one value mostly come in order.
  private static let mostCompared = 8

  private struct Source: Hashable {
    let end: Link.End
    let style: Link.Style
  }

  /// One line: its start and pieces.
  private struct Way {
    let start: Point
    let steps: [Scene.Path.Step]
  }

  /// Adds a line: as a path of its own, or as a branch of another. Cost: linear in its pieces.
  mutating func add(_ path: Scene.Path, of link: Link) {
    let source = Source(end: link.source, style: link.style)
    let way = Way(start: path.start, steps: path.steps)
    var longest: (place: Int, branch: Way, count: Int)?
    for other in known[source, default: []] {
      guard let (branch, count) = Self.branch(of: way, from: other.way), count > longest?.count ?? 0 else {
        continue
      }
      longest = (other.path, branch, count)
    }
    if let longest {
      if !longest.branch.steps.isEmpty {
        paths[longest.place].steps += [.move(longest.branch.start)] + longest.branch.steps
      }
    } else {
      paths.append(path)
    }
    known[source, default: []].append((longest?.place ?? paths.count - 1, way))
    if known[source, default: []].count > Self.mostCompared { known[source]?.removeFirst() }
  }

  /// What of a way is left where it leaves another one, and how many pieces both share; nil where they share none.
  private static func branch(of way: Way, from other: Way) -> (branch: Way, count: Int)? {
    guard way.start == other.start else { return nil }
    var at = way.start
    var count = 0
    for (own, theirs) in zip(way.steps, other.steps) {
      if own == theirs {
        guard let end = end(of: own) else { break }
        at = end
        count += 1
        continue
      }
      // Straight pieces of one direction: the shorter one is shared.
      guard case .line(let a) = own, case .line(let b) = theirs, isAlong(at, a, b) else { break }
      if distance(at, a) <= distance(at, b) {
        return (Way(start: a, steps: Array(way.steps.dropFirst(count + 1))), count + 1)
      }
      return (Way(start: b, steps: Array(way.steps.dropFirst(count))), count + 1)
    }
    return count > 0 ? (Way(start: at, steps: Array(way.steps.dropFirst(count))), count) : nil
  }

  private static func end(of step: Scene.Path.Step) -> Point? {
    switch step {
    case .line(let end), .curve(_, _, let end): end
    case .corner, .move, .close: nil
    }
  }

  /// Whether two points lie in one direction from a third: level, or upright.
  private static func isAlong(_ start: Point, _ a: Point, _ b: Point) -> Bool {
    if start.x == a.x, a.x == b.x { return (a.y - start.y) * (b.y - start.y) > 0 }
    if start.y == a.y, a.y == b.y { return (a.x - start.x) * (b.x - start.x) > 0 }
    return false
  }

  private static func distance(_ a: Point, _ b: Point) -> Double { abs(a.x - b.x) + abs(a.y - b.y) }
}
