import ModelGraph

/// A model with every function call and body written out in place: one flat graph of operators, over
/// which the tree of blocks is a second structure.
///
/// Nodes stand in topological order (a body's operators before the operator that collects them). Values
/// are values seen across graph borders: a function's formal input is the same value as the value it is
/// called with, and a captured value the same as the outer one.
struct FlatGraph {
  var nodes: [FlatNode] = []
  var values: [FlatValue] = []
  /// Formal inputs of the main graph that are not merely initializers.
  var inputs: [FlatValueID] = []
  /// Outputs of the main graph, in order.
  var outputs: [FlatValueID] = []
  /// The blocks: one for each scope, call and body; `blocks[0]` is the model.
  var blocks: [Block] = []
  /// Attribute bindings of function calls; frame 0 is empty.
  var frames: [[Attribute]] = [[]]
  /// The values that nodes read and make, node by node; -1 where a slot is empty.
  private var slots: [Int32] = []
  /// By value: where its uses begin in ``useList``; one more at the end.
  private var useStarts: [Int32] = [0]
  private var useList: [ValueUse] = []
}

typealias FlatNodeID = Int
typealias FlatValueID = Int
typealias BlockID = Int

/// One operator as it stands in the written-out model. It takes 32 bytes, since large files have millions.
struct FlatNode {
  private let graphNumber, nodeNumber: Int32
  private var blockNumber: Int32
  private let frameNumber: Int32
  /// Where its values stand in the graph's list: inputs first, then outputs.
  fileprivate var firstSlot: Int32 = 0
  fileprivate var inputCount: Int32 = 0
  fileprivate var outputCount: Int32 = 0
  /// Why it is not drawn, if it isn't.
  var hidden: HiddenReason?

  init(graph: GraphID, node: NodeID, block: BlockID, frame: Int) {
    graphNumber = Int32(graph)
    nodeNumber = Int32(node)
    blockNumber = Int32(block)
    frameNumber = Int32(frame)
  }

  /// The graph that its node is in.
  var graph: GraphID { Int(graphNumber) }
  /// Its node there.
  var node: NodeID { Int(nodeNumber) }
  /// The innermost block around it.
  var block: BlockID {
    get { Int(blockNumber) }
    set { blockNumber = Int32(newValue) }
  }
  /// The attribute bindings that its references are resolved by.
  var frame: Int { Int(frameNumber) }
}

/// Why an operator is not drawn.
enum HiddenReason {
  /// It computes shapes, or nothing uses it.
  case plumbing
  /// It is a constant or prepares one.
  case constant
}

/// One value as it stands in the written-out model. It takes 32 bytes.
struct FlatValue {
  /// Where a value comes from.
  enum Producer: Equatable {
    case node(FlatNodeID, slot: Int)
    /// A formal input of the main graph.
    case input
    /// Stored in the file.
    case constant
    /// A formal input of a body that only the running operator knows (a loop's counter), or nobody.
    case none
  }

  private let graphNumber, valueNumber: Int32
  /// The node that makes it, or one of the marks below, and the slot there.
  private var producerNumber, producerSlot: Int32
  /// The stored tensor behind it, seen through casts and transposes of weights too.
  var constant: TensorRef?
  /// Whether ``constant`` is an initializer (and so counts as parameters).
  var isInitializer = false
  var isOutput = false

  private static let inputMark: Int32 = -1
  private static let constantMark: Int32 = -2
  private static let noMark: Int32 = -3

  init(graph: GraphID, value: ValueID, producer: Producer) {
    graphNumber = Int32(graph)
    valueNumber = Int32(value)
    (producerNumber, producerSlot) = Self.numbers(of: producer)
  }

  /// The graph that its value is in.
  var graph: GraphID { Int(graphNumber) }
  /// Its value there; of several that are one, the outermost.
  var value: ValueID { Int(valueNumber) }

  var producer: Producer {
    get {
      switch producerNumber {
      case Self.inputMark: .input
      case Self.constantMark: .constant
      case Self.noMark: .none
      default: .node(Int(producerNumber), slot: Int(producerSlot))
      }
    }
    set { (producerNumber, producerSlot) = Self.numbers(of: newValue) }
  }

  private static func numbers(of producer: Producer) -> (node: Int32, slot: Int32) {
    switch producer {
    case .node(let node, let slot): (Int32(node), Int32(slot))
    case .input: (inputMark, 0)
    case .constant: (constantMark, 0)
    case .none: (noMark, 0)
    }
  }
}

/// One place that reads a value.
struct ValueUse {
  private let nodeNumber: Int32
  private let slotNumber: Int32

  init(node: FlatNodeID, slot: Int) {
    nodeNumber = Int32(node)
    slotNumber = Int32(slot)
  }

  /// The reading node.
  var node: FlatNodeID { Int(nodeNumber) }
  /// Its input slot.
  var slot: Int { Int(slotNumber) }
}

/// The values in a node's input or output slots, in order; nil where a slot is empty.
struct ValueSlots: RandomAccessCollection {
  private let slots: [Int32]
  private let offset: Int
  let startIndex = 0
  let endIndex: Int

  fileprivate init(_ slots: [Int32], from offset: Int, count: Int) {
    self.slots = slots
    self.offset = offset
    endIndex = count
  }

  subscript(place: Int) -> FlatValueID? {
    let value = slots[offset + place]
    return value < 0 ? nil : Int(value)
  }
}

// MARK: Nodes and uses

extension FlatGraph {
  /// The values that a node reads, by slot.
  func inputs(of node: FlatNodeID) -> ValueSlots {
    ValueSlots(slots, from: Int(nodes[node].firstSlot), count: Int(nodes[node].inputCount))
  }

  /// The values that a node makes, by slot.
  func outputs(of node: FlatNodeID) -> ValueSlots {
    ValueSlots(
      slots, from: Int(nodes[node].firstSlot + nodes[node].inputCount), count: Int(nodes[node].outputCount)
    )
  }

  /// Adds a node with its values.
  mutating func add(
    _ node: FlatNode, inputs: some Collection<FlatValueID?>, outputs: some Collection<FlatValueID?>
  ) {
    var node = node
    node.firstSlot = Int32(slots.count)
    node.inputCount = Int32(inputs.count)
    node.outputCount = Int32(outputs.count)
    for value in inputs { slots.append(Int32(value ?? -1)) }
    for value in outputs { slots.append(Int32(value ?? -1)) }
    nodes.append(node)
  }

  /// Lets a node read another value. The uses are to be listed again then.
  mutating func setInput(_ slot: Int, of node: FlatNodeID, to value: FlatValueID) {
    slots[Int(nodes[node].firstSlot) + slot] = Int32(value)
  }

  /// The places that read a value, in order of nodes.
  func uses(of value: FlatValueID) -> ArraySlice<ValueUse> {
    useList[Int(useStarts[value])..<Int(useStarts[value + 1])]
  }

  /// Lists the uses of every value. Cost: linear.
  mutating func listUses() {
    useStarts = [Int32](repeating: 0, count: values.count + 1)
    for node in nodes.indices { for case let value? in inputs(of: node) { useStarts[value + 1] += 1 } }
    for value in values.indices { useStarts[value + 1] += useStarts[value] }
    useList = [ValueUse](repeating: ValueUse(node: 0, slot: 0), count: Int(useStarts[values.count]))
    var next = useStarts
    for node in nodes.indices {
      for (slot, value) in inputs(of: node).enumerated() {
        guard let value else { continue }
        useList[Int(next[value])] = ValueUse(node: node, slot: slot)
        next[value] += 1
      }
    }
  }
}

/// A block before folding: the contents of one scope, call or body.
struct Block {
  var kind: BlockKind
  /// The part's own name, as the exporter wrote it.
  var name: String
  /// The name of the outermost block that was joined into this one, if any; its title is made from it.
  var outerName: String?
  var className: String?
  var parent: BlockID
  var depth: Int
  /// The operators and blocks inside, in order of first operator.
  var children: [Child] = []
  /// Operators inside that are not drawn.
  var hiddenNodes: [FlatNodeID] = []
  /// Values that a body captures from outside.
  var captures: Set<FlatValueID> = []
  /// 2 for the second call of a module that is called again later, and so on.
  var call = 1
}

/// One thing in a block.
enum Child: Hashable {
  case node(FlatNodeID)
  case block(BlockID)

  /// Whether it is an operator.
  var isNode: Bool {
    if case .node = self { true } else { false }
  }
}

/// The reason that a block is one.
public enum BlockKind: Sendable, Hashable {
  /// The whole model.
  case model
  /// A scope that the exporter recorded.
  case scope
  /// A call of a model-local function.
  case function(OperatorID)
  /// An operator with bodies (If, Loop, Scan).
  case control(OperatorID)
  /// One body of such an operator, by attribute name.
  case body(String)
  /// A repeated run of operators found by structure alone.
  case pattern

  /// The kind in a word, as dumps and `--format json` write it.
  public var name: String {
    switch self {
    case .model: "model"
    case .scope: "scope"
    case .function: "function"
    case .control: "control"
    case .body: "body"
    case .pattern: "pattern"
    }
  }

  /// Whether it is a body of an operator.
  var isBody: Bool {
    if case .body = self { true } else { false }
  }
}

extension FlatGraph {
  /// The attributes of a node with references resolved by the call it stands in.
  func attributes(of node: FlatNode, in model: Model) -> [Attribute] {
    let attributes = model.graphs[node.graph].nodes[node.node].attributes
    guard node.frame != 0 else { return attributes }
    return attributes.compactMap { attribute in
      guard case .reference(let name) = attribute.value else { return attribute }
      guard let bound = frames[node.frame].first(where: { $0.name == name }) else { return nil }
      return Attribute(attribute.name, bound.value)
    }
  }

  /// Whether a value is drawn as a line where a visible node reads it.
  func isDrawn(_ value: FlatValueID) -> Bool {
    switch values[value].producer {
    case .node(let node, _): nodes[node].hidden == nil
    case .input: true
    case .constant, .none: false
    }
  }

  /// Whether a value is a trained weight: a stored tensor of several floating-point elements.
  func isWeight(_ value: FlatValueID) -> Bool {
    guard values[value].isInitializer, let tensor = values[value].constant else { return false }
    return tensor.isTrainedWeight
  }

  /// Whether no input of a node is a trained weight.
  func isWeightless(_ node: FlatNodeID) -> Bool {
    inputs(of: node).allSatisfy { $0.map { !isWeight($0) } ?? true }
  }
}
