import ModelGraph

/// A model's main graph with calls of local functions and branches of `If` written out in place.
///
/// Each value inside of a call has a name of its own: the labels of the calls around it, then its own, as in `block0/fc1/y`.
/// What a call gives is called as the caller calls it.
public struct InlinedGraph: Sendable {
  /// A value.
  public struct Member: Sendable {
    /// The name; unique.
    public var name: String
    /// Where its description is in the model.
    public var graph: GraphID
    /// The value there; nil for a probe.
    public var value: ValueID?
    /// Whether it is one of the model's own main graph.
    public var isOuter: Bool { graph == 0 && value != nil }
  }

  /// An operator.
  public struct Operation: Sendable {
    /// Where it stands in the model; nil for a copy that gives a value another name.
    public var origin: (graph: GraphID, node: NodeID)?
    /// The values read, by slot.
    public var inputs: [Int?]
    /// The values made, by slot.
    public var outputs: [Int?]
    /// The call that it stands in; 0 is the model itself.
    public var call: Int
    /// The output that it has beside those in the file.
    public var probe: Probe?
    /// Values of a loop's body that are outputs of all rounds, by their names in it; the last outputs, in this order.
    public var rounds: [String] = []
    /// By name: what bodies of the operator read from around it.
    public var captured: [String: Int] = [:]
  }

  /// A call that is written out.
  public struct Call: Sendable {
    /// What the names of values inside begin with: `block0/fc1/`.
    public var path: String
    /// The call around it.
    public var outer: Int
    /// The node that it is.
    public var origin: (graph: GraphID, node: NodeID)
    /// The function that is called; nil for a body, whose attributes are those of the call around it.
    public var function: Int?
    /// The graph inside.
    public var graph: GraphID
    /// What attributes inside are bound to.
    public var bindings: [Attribute]
  }

  /// An `If` whose condition is not known yet.
  public struct Choice: Sendable, Hashable {
    /// What the names of values in its branches begin with.
    public var path: String
    /// The value that decides.
    public var condition: Int
  }

  /// All values.
  public internal(set) var values: [Member] = []
  /// All operators, in topological order where the file is so.
  public internal(set) var operations: [Operation] = []
  /// The calls that are written out; the first is the model itself.
  public internal(set) var calls: [Call] = []
  /// Stored tensors of branches that are written out.
  public internal(set) var stored: [Int] = []
  /// Nodes of the main graph that stand there no more: calls that are written out, and operators with probes.
  public internal(set) var replaced: [NodeID] = []
  /// The `If`s that stay, because nothing says which branch is taken.
  public internal(set) var choices: [Choice] = []
  /// Operator sets of functions that the model does not name.
  public internal(set) var opsets: [OpsetImport] = []
  /// How many values stay inside of functions and bodies.
  public internal(set) var unreached = 0
}

extension InlinedGraph {
  /// The type of a value, where the file tells.
  public func type(of member: Member, in model: Model) -> ValueType? {
    member.value.flatMap { model.graphs[member.graph].values[$0].type }
  }
}

/// What is written out of an `If`.
public enum BranchChoice: Sendable {
  /// Those branches that are known to be taken, by the path of the `If`.
  case taken([String: Bool])
  /// Both, to look at rather than to run.
  case both
}
