import Diagnostics
import GraphvizShim

/// Asks dot, and remembers its answers: equal parts of a large graph are laid out once.
struct DotSolver {
  private(set) var known: [DotProblem: DotAnswer]
  /// The number of vertices and segments of large parts that dot may still be asked about in this picture.
  private var allowance = LayoutTuning.largeAllowance

  /// Starts a picture with answers from earlier ones.
  init(known: [DotProblem: DotAnswer] = [:]) { self.known = known }

  /// Takes a large part from the allowance, and returns whether it was enough.
  mutating func spend(_ size: Int) -> Bool {
    allowance -= size
    return allowance >= 0
  }

  /// Solves a problem. Cost: steeply superlinear in the number of nodes, so keep that to some hundreds.
  mutating func solve(_ problem: DotProblem) throws(FoldoutError) -> DotAnswer {
    if let answer = known[problem] { return answer }
    let answer = try DotSolver.run(problem)
    known[problem] = answer
    return answer
  }

  private static func run(_ problem: DotProblem) throws(FoldoutError) -> DotAnswer {
    let count = problem.nodes.count
    var portStart: [Int32] = [0]
    for node in problem.nodes { portStart.append((portStart.last ?? 0) + Int32(node.ports.count)) }
    let widths = problem.nodes.map(\.width)
    let ports = problem.nodes.flatMap(\.ports)
    let edges = problem.edges.map { edge in
      foldout_dot_edge(
        tail: edge.tail, head: edge.head, tailPort: edge.tailPort, headPort: edge.headPort,
        weight: edge.weight, minlen: edge.minlen)
    }
    var answer = DotAnswer(
      rank: Array(repeating: 0, count: count),
      x: Array(repeating: 0, count: count))
    var message = [CChar](repeating: 0, count: 256)
    var raw = foldout_dot_problem()
    raw.nodeCount = Int32(count)
    raw.edgeCount = Int32(edges.count)
    raw.phase = Int32(problem.goal == .ranks ? FOLDOUT_DOT_RANKS : FOLDOUT_DOT_POSITIONS)
    raw.nodesep = LayoutTuning.separation
    let effort = effort(count)
    let status = effort.pivots.withCString { pivots in
      effort.passes.withCString { passes in
        widths.withUnsafeBufferPointer { widths in
          portStart.withUnsafeBufferPointer { portStart in
            ports.withUnsafeBufferPointer { ports in
              edges.withUnsafeBufferPointer { edges in
                raw.pivots = pivots
                raw.passes = passes
                raw.width = widths.baseAddress
                raw.portStart = portStart.baseAddress
                raw.portX = ports.baseAddress
                raw.edges = edges.baseAddress
                return foldout_dot(&raw, &answer.rank, &answer.x, &message, 256)
              }
            }
          }
        }
      }
    }
    guard status == 0 else {
      let text = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw FoldoutError(
        .unavailable, "graphviz-layout", "Graphviz could not lay out a block of \(count) boxes: \(text)",
        hint: "install Graphviz with its dot layout plug-in (Debian: libgvc6)")
    }
    return answer
  }

  private static func effort(_ count: Int) -> (pivots: String, passes: String) {
    let effort = LayoutTuning.effort
    if count < effort.small.nodes { return (effort.small.pivots, effort.small.passes) }
    if count < effort.medium.nodes { return (effort.medium.pivots, effort.medium.passes) }
    return effort.large
  }
}
