import ModelGraph

/// A model with every function call and body written out in place: one flat graph of operators, over
/// which the tree of blocks is a second structure.
///
/// Leaves stand in topological order (a body's operators before the operator that collects them). Nets
/// are values seen across graph borders: a function's formal input is the same net as the value it is
/// called with, and a captured value the same as the outer one.
struct FlatGraph {
  var leaves: [Leaf] = []
  var nets: [Net] = []
  /// Formal inputs of the main graph that are not merely initializers.
  var inputs: [NetID] = []
  /// Outputs of the main graph, in order.
  var outputs: [NetID] = []
  /// The blocks as scopes, calls and bodies give them; `blocks[0]` is the model.
  var blocks: [Block] = []
  /// Attribute bindings of function calls; frame 0 is empty.
  var frames: [[Attribute]] = [[]]
  /// The nets that leaves read and make, leaf by leaf; -1 where a slot is empty.
  private var slots: [Int32] = []
  /// By net: where its uses begin in ``useList``; one more at the end.
  private var useStarts: [Int32] = [0]
  private var useList: [NetUse] = []
}

typealias LeafID = Int
typealias NetID = Int
typealias BlockID = Int

/// One operator as it stands in the written-out model.
struct Leaf {
  var graph: GraphID
  var node: NodeID
  /// The innermost block around it.
  var block: BlockID
  /// The attribute bindings that its references are resolved by.
  var frame: Int
  /// Where its nets stand in the graph's list: inputs first, then outputs.
  fileprivate var firstSlot: Int32 = 0
  fileprivate var inputCount: Int32 = 0
  fileprivate var outputCount: Int32 = 0
  /// Why it is not drawn, if it isn't.
  var hidden: HiddenReason?

  init(graph: GraphID, node: NodeID, block: BlockID, frame: Int) {
    self.graph = graph
    self.node = node
    self.block = block
    self.frame = frame
  }
}

/// Why an operator is not drawn.
enum HiddenReason {
  /// It computes shapes, or nothing uses it.
  case plumbing
  /// It is a constant or prepares one.
  case constant
}

/// One value as it stands in the written-out model.
struct Net {
  enum Producer: Equatable {
    case leaf(LeafID, slot: Int)
    /// A formal input of the main graph.
    case input
    /// Stored in the file.
    case constant
    /// A formal input of a body that only the running operator knows (a loop's counter), or nobody.
    case none
  }

  var graph: GraphID
  var value: ValueID
  var producer: Producer
  /// The stored tensor behind it, seen through casts and transposes of weights too.
  var constant: TensorRef?
  /// Whether ``constant`` is an initializer (and so counts as parameters).
  var isInitializer = false
  var isOutput = false
}

/// One place that reads a net.
struct NetUse {
  private let leafNumber: Int32
  private let slotNumber: Int32

  init(leaf: LeafID, slot: Int) {
    leafNumber = Int32(leaf)
    slotNumber = Int32(slot)
  }

  /// The reading leaf.
  var leaf: LeafID { Int(leafNumber) }
  /// Its input slot.
  var slot: Int { Int(slotNumber) }
}

/// The nets in a leaf's input or output slots, in order; nil where a slot is empty.
struct NetSlots: RandomAccessCollection {
  private let slots: [Int32]
  private let offset: Int
  let startIndex = 0
  let endIndex: Int

  fileprivate init(_ slots: [Int32], from offset: Int, count: Int) {
    self.slots = slots
    self.offset = offset
    endIndex = count
  }

  subscript(place: Int) -> NetID? {
    let net = slots[offset + place]
    return net < 0 ? nil : Int(net)
  }
}

// MARK: Leaves and uses

extension FlatGraph {
  /// The nets that a leaf reads, by slot.
  func inputs(of leaf: LeafID) -> NetSlots {
    NetSlots(slots, from: Int(leaves[leaf].firstSlot), count: Int(leaves[leaf].inputCount))
  }

  /// The nets that a leaf makes, by slot.
  func outputs(of leaf: LeafID) -> NetSlots {
    NetSlots(
      slots, from: Int(leaves[leaf].firstSlot + leaves[leaf].inputCount), count: Int(leaves[leaf].outputCount)
    )
  }

  /// Adds a leaf with its nets.
  mutating func add(_ leaf: Leaf, inputs: some Collection<NetID?>, outputs: some Collection<NetID?>) {
    var leaf = leaf
    leaf.firstSlot = Int32(slots.count)
    leaf.inputCount = Int32(inputs.count)
    leaf.outputCount = Int32(outputs.count)
    for net in inputs { slots.append(Int32(net ?? -1)) }
    for net in outputs { slots.append(Int32(net ?? -1)) }
    leaves.append(leaf)
  }

  /// Lets a leaf read another net. The uses are to be listed again then.
  mutating func setInput(_ slot: Int, of leaf: LeafID, to net: NetID) {
    slots[Int(leaves[leaf].firstSlot) + slot] = Int32(net)
  }

  /// The places that read a net, in order of leaves.
  func uses(of net: NetID) -> ArraySlice<NetUse> { useList[Int(useStarts[net])..<Int(useStarts[net + 1])] }

  /// Lists the uses of every net. Cost: linear.
  mutating func listUses() {
    useStarts = [Int32](repeating: 0, count: nets.count + 1)
    for leaf in leaves.indices { for case let net? in inputs(of: leaf) { useStarts[net + 1] += 1 } }
    for net in nets.indices { useStarts[net + 1] += useStarts[net] }
    useList = [NetUse](repeating: NetUse(leaf: 0, slot: 0), count: Int(useStarts[nets.count]))
    var next = useStarts
    for leaf in leaves.indices {
      for (slot, net) in inputs(of: leaf).enumerated() {
        guard let net else { continue }
        useList[Int(next[net])] = NetUse(leaf: leaf, slot: slot)
        next[net] += 1
      }
    }
  }
}

/// A block before folding: what one scope, call or body holds.
struct Block {
  var kind: BlockKind
  /// The part's own name, as the exporter wrote it.
  var name: String
  /// The name of the outermost block that was joined into this one, if any: what its title says.
  var outerName: String?
  var className: String?
  var parent: BlockID
  var depth: Int
  /// What stands inside, in order of first operator.
  var children: [Item] = []
  /// Operators inside that are not drawn.
  var hiddenLeaves: [LeafID] = []
  /// Nets that a body captures from outside.
  var captures: Set<NetID> = []
  /// 2 for the second call of a module that is called again later, and so on.
  var call = 1
}

/// One thing in a block.
enum Item: Hashable {
  case leaf(LeafID)
  case block(BlockID)

  /// Whether it is an operator.
  var isLeaf: Bool {
    if case .leaf = self { true } else { false }
  }
}

/// What makes a block a block.
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

  /// Whether it is a body of an operator.
  var isBody: Bool {
    if case .body = self { true } else { false }
  }
}

extension FlatGraph {
  /// The attributes of a leaf with references resolved by the call it stands in.
  func attributes(of leaf: Leaf, in model: Model) -> [Attribute] {
    let attributes = model.graphs[leaf.graph].nodes[leaf.node].attributes
    guard leaf.frame != 0 else { return attributes }
    return attributes.compactMap { attribute in
      guard case .reference(let name) = attribute.value else { return attribute }
      guard let bound = frames[leaf.frame].first(where: { $0.name == name }) else { return nil }
      return Attribute(attribute.name, bound.value)
    }
  }

  /// Whether a net is drawn as a line where a visible leaf reads it.
  func isDrawn(_ net: NetID) -> Bool {
    switch nets[net].producer {
    case .leaf(let leaf, _): leaves[leaf].hidden == nil
    case .input: true
    case .constant, .none: false
    }
  }

  /// Whether a net is a trained weight: a stored tensor of several floating-point elements.
  func isWeight(_ net: NetID) -> Bool {
    guard nets[net].isInitializer, let tensor = nets[net].constant else { return false }
    return tensor.isTrainedWeight
  }

  /// Whether no input of a leaf is a trained weight.
  func isWeightless(_ leaf: LeafID) -> Bool {
    inputs(of: leaf).allSatisfy { $0.map { !isWeight($0) } ?? true }
  }
}
