import CallInlining
import ModelGraph

/// A model with every function call and body written out in place: one flat graph of operators, over
/// which the tree of blocks is a second structure.
///
/// Nodes stand in topological order (a body's operators before the operator that collects them). A value is
/// seen across graph borders: a function's formal input and the actual one are one value, and so are a captured value and
/// the outer one.
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
  /// The calls and bodies that are written out, each after the one around it.
  var calls: [FlatCall] = []
  /// By graph: what its calls are called in names of values inside of them.
  var callLabels: [GraphID: CallLabels] = [:]
  /// Of values inside of calls and bodies: what they are called where they are recorded.
  var innerPlaces: [FlatValueID: InnerPlace] = [:]
  /// The values that nodes read and make, node by node; -1 where a slot is empty.
  private var slots: [Int32] = []
  /// By value: where its uses begin in ``useList``; one more at the end.
  private var useStarts: [Int32] = [0]
  private var useList: [ValueUse] = []
}

typealias FlatNodeID = Int
typealias FlatValueID = Int
typealias BlockID = Int

/// A call or body that is written out.
struct FlatCall {
  /// The one around it; 0 is the model.
  let outer: Int
  let graph: GraphID
  let node: NodeID
  let body: String?
}

/// A value of one call of a graph.
struct InnerPlace {
  let call: Int
  let graph: GraphID
  let value: ValueID
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
