/// A directed graph of nodes (operators) joined by values (tensors and others).
///
/// Nodes stand in topological order unless the file is cyclic: readers sort stably where the file is
/// not sorted. A phase that needs order must therefore still tolerate a backward edge.
public struct Graph: Sendable, Equatable {
  /// The graph's name.
  public var name = ""
  /// The doc string.
  public var documentation = ""
  /// The operators.
  public var nodes: [Node] = []
  /// Every value, whoever makes it.
  public var values: [Value] = []
  /// The graph's formal inputs. May include values that are initializers too (ONNX before IR 4).
  public var inputs: [ValueID] = []
  /// The graph's outputs. One value may be listed twice.
  public var outputs: [ValueID] = []
  /// The scopes that nodes belong to; `scopes[0]` is the root (no scope).
  public var scopes: [Scope] = [Scope(name: "", parent: 0)]
  /// The graph and node this is a body of (If, Loop, Scan), or nil for a main graph or function.
  public var owner: Owner?
  /// Outer values that a body reads: pairs of an inner value and the value of the owner's graph.
  public var captures: [Capture] = []
  /// Key-value pairs.
  public var metadata: [MetadataEntry] = []
  /// ONNX quantization annotations.
  public var quantization: [QuantizationAnnotation] = []

  /// Makes an empty graph.
  public init() {}

  /// Where a body graph hangs.
  public struct Owner: Sendable, Equatable {
    /// The graph that holds the node.
    public var graph: GraphID
    /// The node whose attribute the body is.
    public var node: NodeID
    /// The attribute's name, e.g. `then_branch`.
    public var attribute: String

    /// Makes an owner.
    public init(graph: GraphID, node: NodeID, attribute: String) {
      self.graph = graph
      self.node = node
      self.attribute = attribute
    }
  }

  /// One value of the enclosing graph that a body reads without taking it as an input.
  public struct Capture: Sendable, Equatable {
    /// The value that stands for it in this graph.
    public var inner: ValueID
    /// The value in the graph that owns this body.
    public var outer: ValueID

    /// Makes a capture.
    public init(inner: ValueID, outer: ValueID) {
      self.inner = inner
      self.outer = outer
    }
  }
}

/// One quantized tensor's parameters (ONNX `TensorAnnotation`).
public struct QuantizationAnnotation: Sendable, Equatable {
  /// The annotated tensor's name.
  public var tensor: String
  /// Pairs such as `SCALE_TENSOR` → the name of the scale's initializer.
  public var parameters: [MetadataEntry]

  /// Makes an annotation.
  public init(tensor: String, parameters: [MetadataEntry]) {
    self.tensor = tensor
    self.parameters = parameters
  }
}

/// One operator of a graph.
public struct Node: Sendable, Equatable {
  /// The operator.
  public var op: OperatorID
  /// The name, as in the file; may be empty or repeated.
  public var name: String
  /// The values read, by slot; nil where an optional input is left out.
  public var inputs: Slots
  /// The values made, by slot; nil where an optional output is left out.
  public var outputs: Slots
  /// The attributes, in file order, graph-valued ones included.
  public var attributes: [Attribute]
  /// The scope in ``Graph/scopes``; 0 is the root.
  public var scope: ScopeID
  /// The doc string.
  public var documentation: String {
    get { rare?.documentation ?? "" }
    set { setRare(newValue, facts) }
  }
  /// Further facts from the reader. Copies of a node share them.
  public var facts: NodeFacts {
    get { rare?.facts ?? NodeFacts() }
    set { setRare(documentation, newValue) }
  }
  private var rare: Rare?

  /// Parts that few nodes have: one word in each node is enough for them.
  private final class Rare: Sendable, Equatable {
    let documentation: String
    let facts: NodeFacts

    init(_ documentation: String, _ facts: NodeFacts) {
      self.documentation = documentation
      self.facts = facts
    }

    static func == (a: Rare, b: Rare) -> Bool { a.documentation == b.documentation && a.facts == b.facts }
  }

  private mutating func setRare(_ documentation: String, _ facts: NodeFacts) {
    rare = documentation.isEmpty && facts == NodeFacts() ? nil : Rare(documentation, facts)
  }

  /// Makes a node.
  public init(
    op: OperatorID, name: String = "", inputs: Slots = [], outputs: Slots = [],
    attributes: [Attribute] = [], scope: ScopeID = 0, documentation: String = ""
  ) {
    self.op = op
    self.name = name
    self.inputs = inputs
    self.outputs = outputs
    self.attributes = attributes
    self.scope = scope
    if !documentation.isEmpty { self.documentation = documentation }
  }

  /// The bodies of the node (If, Loop, Scan and their like): attribute name and graph, in file order.
  public var bodies: [(attribute: String, graph: GraphID)] {
    var found: [(attribute: String, graph: GraphID)] = []
    for attribute in attributes {
      switch attribute.value {
      case .graph(let id): found.append((attribute.name, id))
      case .graphs(let ids): for id in ids { found.append((attribute.name, id)) }
      default: break
      }
    }
    return found
  }
}

/// One value of a graph: what a node makes, a graph takes, or a file stores. It takes 40 bytes.
public struct Value: Sendable {
  /// Who makes the value.
  public enum Producer: Sendable, Equatable {
    /// An output slot of a node.
    case node(NodeID, slot: Int)
    /// A formal input of the graph.
    case input
    /// Stored in the file (an initializer). Values that are input and initializer are `.input` with a
    /// ``Value/constant``.
    case initializer
    /// A value of an enclosing graph, see ``Graph/captures``.
    case capture
    /// Nobody: the file is broken here.
    case none
  }

  /// The name, as in the file. Cost: as of a tensor's name where it is that.
  public var name: String {
    get { isNamedByTensor ? constant?.name ?? "" : ownName }
    set {
      if isNamedByTensor { producerSlot = 0 }
      ownName = newValue
    }
  }
  private var ownName: String
  /// Who makes it.
  public var producer: Producer {
    get { Self.producer(producerNumber, producerSlot) }
    set {
      keepName()
      (producerNumber, producerSlot) = Self.numbers(of: newValue)
    }
  }
  /// The node that makes it, or one of the marks below, and the slot there.
  private var producerNumber, producerSlot: Int32
  /// The type, where the file declares it.
  public var type: ValueType?
  /// The stored tensor, for initializers and for outputs of `Constant` nodes.
  public var constant: TensorRef? { willSet { keepName() } }

  /// Makes a value that the file stores and that is called as its tensor is.
  public init(stored tensor: TensorRef, type: ValueType? = nil) {
    ownName = ""
    (producerNumber, producerSlot) = (Self.initializerMark, Self.tensorNameMark)
    self.type = type
    constant = tensor
  }

  /// Makes a value.
  public init(
    name: String, producer: Producer = .none, type: ValueType? = nil, constant: TensorRef? = nil
  ) {
    ownName = name
    (producerNumber, producerSlot) = Self.numbers(of: producer)
    self.type = type
    self.constant = constant
  }
}

extension Value: Equatable {
  /// Whether two values say the same.
  public static func == (a: Value, b: Value) -> Bool {
    a.producer == b.producer && a.type == b.type && a.constant == b.constant && a.name == b.name
  }

  /// In the place of a slot: an initializer is called as its tensor is.
  private static let tensorNameMark: Int32 = 1

  private var isNamedByTensor: Bool {
    producerNumber == Self.initializerMark && producerSlot == Self.tensorNameMark
  }

  /// Makes the name the value's own before something changes that it hangs on.
  private mutating func keepName() {
    guard isNamedByTensor else { return }
    ownName = name
    producerSlot = 0
  }
}

extension Value {
  private static let inputMark: Int32 = -1
  private static let initializerMark: Int32 = -2
  private static let captureMark: Int32 = -3
  private static let noMark: Int32 = -4

  private static func producer(_ number: Int32, _ slot: Int32) -> Producer {
    switch number {
    case inputMark: .input
    case initializerMark: .initializer
    case captureMark: .capture
    case noMark: .none
    default: .node(Int(number), slot: Int(slot))
    }
  }

  private static func numbers(of producer: Producer) -> (node: Int32, slot: Int32) {
    switch producer {
    case .node(let node, let slot): (Int32(node), Int32(slot))
    case .input: (inputMark, 0)
    case .initializer: (initializerMark, 0)
    case .capture: (captureMark, 0)
    case .none: (noMark, 0)
    }
  }
}

/// One place that reads a value.
public struct Usage: Sendable, Hashable {
  /// The reading node.
  public var node: NodeID
  /// Its input slot.
  public var slot: Int

  /// Makes a usage.
  public init(node: NodeID, slot: Int) {
    self.node = node
    self.slot = slot
  }
}

/// One part of a scope path, such as `layer1.0` of class `Bottleneck`.
///
/// Scopes form a tree by `parent`; a parent's number is always lower than its children's. The tree
/// says what the exporter wrote, no more: folding decides what becomes a block.
public struct Scope: Sendable, Hashable {
  /// The part's own name as the exporter wrote it; it may repeat the parent's (`layer1.0` in `layer1`).
  public var name: String
  /// The class of the module, where known, without its Python package (`Bottleneck`).
  public var className: String?
  /// The enclosing scope; the root is its own parent.
  public var parent: ScopeID

  /// Makes a scope.
  public init(name: String, className: String? = nil, parent: ScopeID) {
    self.name = name
    self.className = className
    self.parent = parent
  }
}
