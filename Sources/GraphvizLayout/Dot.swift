import Diagnostics
import GraphvizShim

/// A question to dot: a graph of fixed-size boxes, as whole numbers, so that equal questions are equal values.
struct DotProblem: Hashable {
  /// What to find.
  enum Goal: Hashable {
    case ranks
    case positions
  }

  /// One edge; ports index the node's own ``Node/ports``, -1 is the centre.
  struct Edge: Hashable {
    var tail: Int32
    var head: Int32
    var tailPort: Int32 = -1
    var headPort: Int32 = -1
    var weight: Int32 = 1
    var minlen: Int32 = 1
  }

  /// One node: its width (even) and where along it edges may be attached.
  struct Node: Hashable {
    var width: Int32
    var ports: [Int32] = []
  }

  var goal: Goal
  var nodes: [Node] = []
  var edges: [Edge] = []
}

/// dot's answer, by node.
struct DotAnswer {
  var rank: [Int32]
  var order: [Int32]
  var x: [Double]
}

/// Asks dot, and remembers its answers: equal pieces of a large graph are laid out once.
struct DotSolver {
  private var known: [DotProblem: DotAnswer] = [:]
  /// How many items and arcs of large pieces dot may still be asked about in this picture: a dozen such pieces take
  /// some seconds.
  private var allowance = 40_000

  /// Takes a large piece from the allowance; says whether it was enough.
  mutating func spend(_ size: Int) -> Bool {
    allowance -= size
    return allowance >= 0
  }

  /// The least distance between neighbours in a rank; boxes bring margins of their own on top.
  static let separation: Int32 = 8

  /// Answers a question. Cost: steeply superlinear in the number of nodes, so keep that to some hundreds.
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
      rank: Array(repeating: 0, count: count), order: Array(repeating: 0, count: count),
      x: Array(repeating: 0, count: count))
    var message = [CChar](repeating: 0, count: 256)
    var raw = foldout_dot_problem()
    raw.nodeCount = Int32(count)
    raw.edgeCount = Int32(edges.count)
    raw.phase = Int32(problem.goal == .ranks ? FOLDOUT_DOT_RANKS : FOLDOUT_DOT_POSITIONS)
    raw.nodesep = separation
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
                return foldout_dot(&raw, &answer.rank, &answer.order, &answer.x, &message, 256)
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

  /// How long dot may polish: unbounded it is superlinear. Too few pivots and even a chain of ten boxes has
  /// jogs, so small graphs may take as many as they like.
  private static func effort(_ count: Int) -> (pivots: String, passes: String) {
    if count < 500 { return ("1000", "1") }
    return count < 1500 ? ("20", "0.5") : ("2", "0.2")
  }
}
