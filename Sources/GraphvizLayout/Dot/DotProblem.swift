/// A problem for dot: a graph of fixed-size boxes, as whole numbers, so that equal problems are equal values.
struct DotProblem: Hashable {
  /// The results wanted.
  enum Goal: Hashable {
    case ranks
    case positions
  }

  /// One edge; ports index the node's ``Node/ports``, -1 is the centre.
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
  var x: [Double]
}
