import Diagnostics
import ModelGraph
import ShapeMath

/// One node in one frame: what a rule may ask, and where it leaves its results.
final class InferenceContext: AttributeLookup {
  let engine: Engine
  let frame: Frame
  let node: Node
  let number: NodeID
  /// By output slot: what was found.
  private(set) var results: [InferredType]

  init(engine: Engine, frame: Frame, node: Node, number: NodeID) {
    self.engine = engine
    self.frame = frame
    self.node = node
    self.number = number
    results = [InferredType](repeating: .unknown, count: node.outputs.count)
  }

  /// The operator set's version; where the file names none, the newest.
  var version: Int64 { frame.opsets[node.op.domain] ?? (node.op.domain.isEmpty ? .max : 1) }

  /// `node 17 "Conv_3" (Conv)`.
  var label: String {
    let name = node.name.isEmpty ? "" : " " + quoted(node.name)
    return "node \(number)\(name) (\(escaped(node.op.type)))"
  }

  // MARK: Inputs

  /// The number of input slots.
  var inputCount: Int { node.inputs.count }

  /// The number of output slots.
  var outputCount: Int { node.outputs.count }

  /// Whether an input is there.
  func has(_ slot: Int) -> Bool { input(slot) != nil }

  /// Whether an output is there.
  func hasOutput(_ slot: Int) -> Bool { slot < node.outputs.count && node.outputs[slot] != nil }

  private func input(_ slot: Int) -> ValueID? { slot < node.inputs.count ? node.inputs[slot] : nil }

  /// The type of an input.
  func type(_ slot: Int) -> InferredType { input(slot).map { frame.types[$0] } ?? .unknown }

  /// The element type of an input tensor.
  func element(_ slot: Int) -> DataType { type(slot).element }

  /// The dims of an input tensor, where its rank is known.
  func shape(_ slot: Int) -> [Extent]? { type(slot).shape }

  /// The dims of an input tensor that has to have a certain rank.
  func shape(_ slot: Int, rank: Int) throws(RuleError) -> [Extent]? {
    guard let shape = shape(slot) else { return nil }
    guard shape.count == rank else {
      throw .shape("input \(slot) has rank \(shape.count) (\(Reconciling.text(shape))), not \(rank)")
    }
    return shape
  }

  /// The dims of an input tensor that has to have at least a certain rank.
  func shape(_ slot: Int, minRank: Int) throws(RuleError) -> [Extent]? {
    guard let shape = shape(slot) else { return nil }
    guard shape.count >= minRank else {
      throw .shape("input \(slot) has rank \(shape.count) (\(Reconciling.text(shape))), less than \(minRank)")
    }
    return shape
  }

  /// The elements of an input, where they are known. Many of them are paid for, since the rule will look at each.
  func content(_ slot: Int) -> [Scalar]? {
    guard let content = input(slot).flatMap({ frame.content(of: $0, engine) }) else { return nil }
    return content.count <= InferenceLimits.freeElements || engine.mayFollow(content.count) ? content : nil
  }

  /// Whether an input's elements may be known, without reading any.
  func mayHaveContent(_ slot: Int) -> Bool { input(slot).map { frame.mayHaveContent($0, engine) } ?? false }

  /// The elements of an input as whole numbers, known or not.
  func extents(_ slot: Int) -> [Extent]? { content(slot)?.map(\.extent) }

  /// The elements of an input, if all are known whole numbers.
  func inputInts(_ slot: Int) -> [Int64]? {
    guard let content = content(slot) else { return nil }
    var list: [Int64] = []
    for element in content {
      guard let value = element.extent.value else { return nil }
      list.append(value)
    }
    return list
  }

  /// The only element of an input.
  func scalar(_ slot: Int) -> Extent? {
    guard let content = content(slot), content.count == 1 else { return nil }
    return content[0].extent
  }

  /// The number of elements of a vector input; nil for more than any that is followed by value.
  func length(_ slot: Int) -> Int? {
    guard let shape = shape(slot), shape.count == 1, let length = shape[0].value,
      (0...Int64(InferenceLimits.elements)).contains(length)
    else { return nil }
    return Int(length)
  }

  // MARK: Attributes

  /// An attribute, references resolved.
  func attribute(_ name: String) -> AttributeValue? {
    guard let value = node.attribute(name) else { return nil }
    guard case .reference(let outer) = value else { return value }
    for binding in frame.bindings where binding.name == outer { return binding.value }
    return nil
  }

  /// How many elements a list attribute has, whatever its type.
  func count(_ names: String...) -> Int? {
    for name in names {
      switch attribute(name) {
      case .ints(let list): return list.count
      case .floats(let list): return list.count
      case .strings(let list): return list.count
      case .tensor(let tensor): return tensor.elementCount.flatMap { Int(exactly: $0) }
      default: continue
      }
    }
    return nil
  }

  /// An axis as a position, negative ones counted from the end.
  func axis(_ axis: Int64, rank: Int, _ what: String = "axis") throws(RuleError) -> Int {
    guard let place = axisPlace(axis, rank: rank) else {
      throw .attribute("\(what) \(axis) is out of range for rank \(rank)")
    }
    return place
  }

  /// Axes as positions.
  func axes(_ axes: [Int64], rank: Int) throws(RuleError) -> [Int] {
    var found: [Int] = []
    for axis in axes { found.append(try self.axis(axis, rank: rank)) }
    return found
  }

  /// The axes that an attribute lists, as positions; all of them where the attribute is missing.
  func axes(_ name: String, rank: Int) throws(RuleError) -> [Int] {
    guard let listed = ints(name) else { return Array(0..<rank) }
    return try axes(listed, rank: rank)
  }

  // MARK: Outputs

  /// Leaves a type.
  func set(_ slot: Int, _ type: InferredType) {
    guard hasOutput(slot) else { return }
    if let shape = type.shape, shape.count > InferenceLimits.rank { return }
    results[slot] = type
  }

  /// Leaves a tensor's type.
  func set(_ slot: Int, _ element: DataType, _ shape: [Extent]?) { set(slot, .tensor(element, shape)) }

  /// Leaves a tensor whose dims have to be sizes.
  func setChecked(_ slot: Int, _ element: DataType, _ shape: [Extent]) throws(RuleError) {
    if let bad = shape.first(where: { $0.value.map { $0 < 0 } ?? false }) {
      set(slot, element, shape.map { $0 == bad ? .unknown : $0 })
      throw .shape("output \(slot) would have a negative dim: \(Reconciling.text(shape))")
    }
    set(slot, element, shape)
  }

  /// Leaves the elements of a small tensor.
  func setContent(_ slot: Int, _ content: [Scalar]) {
    guard slot < node.outputs.count, let output = node.outputs[slot],
      content.count <= InferenceLimits.elements
    else {
      return
    }
    frame.contents[output] = content
  }

  /// Takes back all elements, after a fault.
  func forgetContents() {
    for case let output? in node.outputs {
      frame.contents[output] = nil
      frame.parts[output] = nil
    }
  }

  // MARK: Bodies

  /// Infers a body of this node; it is kept as part of the result if `keeping`.
  func run(
    _ body: GraphID, _ inputs: [Fact], keeping: Bool = true, asserting: Frame.Running = .certain
  ) -> Frame? {
    let inner = engine.run(body: body, in: frame, inputs: inputs, running: asserting, owner: label)
    if keeping, let inner { frame.bodies.append(inner) }
    return inner
  }
}
