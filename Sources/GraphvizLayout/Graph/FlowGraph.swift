import DiagramModel

/// One panel in abstract coordinates: the data flows down, whichever way the picture goes.
///
/// Boxes, then input ports, then output ports of the panel are the nodes, numbered in that order.
struct FlowGraph {
  /// Something an edge can start or end at.
  struct Node {
    /// The kind of node.
    enum Role {
      case box
      case entry
      case exit
    }

    var role: Role
    /// The front rectangle. Across the flow, and along it.
    var width = 0.0
    var height = 0.0
    /// Room around it for the sheets of a stack and for loops.
    var padding = Padding()
    /// Where ports must be, from the left side, when an inner panel's layout has decided.
    var inputX: [Double]?
    var outputX: [Double]?
    /// By output port: the room its label takes.
    var labels: [Label?] = []
    /// For a block, the input that the main path inside starts from: known for an open one; for a closed one,
    /// the first, which mostly is what it works on. Nil for others.
    var mainInput: Int?
    /// Whether lines end here in an arrowhead.
    var hasArrow = false
  }

  /// Room on the four sides.
  struct Padding {
    var left = 0.0
    var right = 0.0
    var top = 0.0
    var bottom = 0.0
  }

  /// The room a label takes along and across the flow.
  struct Label {
    var along: Double
    var across: Double
  }

  /// A link in the direction in which layout takes it: down.
  struct Edge {
    var source: Int
    var sourcePort: Int
    var target: Int
    var targetPort: Int
    /// The link it is the way of.
    var link: Int
    /// The value it carries, as a number that all edges from one port share.
    var value: Int
    /// Whether the data goes from `target` to `source`: the link closes a cycle.
    var isReversed = false
  }

  var direction: Diagram.Direction
  var nodes: [Node]
  var edges: [Edge] = []
  /// Links from a box to itself.
  var loops: [Int] = []
  var boxCount: Int
  var inputCount: Int
  /// How many values there are.
  var valueCount = 0
}
