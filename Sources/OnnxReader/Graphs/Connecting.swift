import COnnx
import Diagnostics
import ModelGraph

/// The values that nodes read: inputs and, through their bodies, values of this and enclosing graphs.
extension GraphBuilder {
  /// Resolves the inputs and attributes of every node.
  func connect() {
    for (index, proto) in protos.enumerated() {
      let proto = proto.pointee
      var inputs: Slots = []
      for (slot, name) in elements(proto.input, proto.n_input).enumerated() {
        guard let name, name.pointee != 0 else {
          inputs.append(nil)
          continue
        }
        inputs.append(input(name, index, slot))
      }
      graph.nodes[index].inputs = inputs
      guard proto.n_attribute > 0 else { continue }
      graph.nodes[index].attributes = attributes(proto.attribute, proto.n_attribute, of: index)
      if graph.nodes[index].op.type == "Constant", graph.nodes[index].op.domain.isEmpty {
        noteConstant(index)
      }
    }
  }

  private func input(_ name: Text, _ node: Int, _ slot: Int) -> ValueID {
    if let value = resolve(name, at: node) { return value }
    if case .training = place, let value = mainInitializer(name) { return value }
    complain(.error, "dangling-input") {
      "\(nodeLabel(node)): input \(slot) \(quoted(string(name))) has no producer"
    }
    return addUnmade(name)
  }

  /// The value that a name stands for, here or in an enclosing graph. A value of an enclosing graph is
  /// captured by every graph on the way.
  func resolve(_ name: Text, at node: Int) -> ValueID? {
    if let value = names.value(name, at: node) { return value }
    guard case .body(let outer, let outerNode, _) = place, let outerValue = outer.resolve(name, at: outerNode)
    else { return nil }
    owner.captures += 1
    guard owner.captures <= OnnxLimits.captures else {
      if owner.captures == OnnxLimits.captures + 1 {
        complain(.error, "too-large") { "more than \(OnnxLimits.captures) values are read by bodies" }
      }
      return nil
    }
    outer.readByBodies.append((outerNode, outerValue))
    let value = graph.values.count
    let captured = outer.graph.values[outerValue]
    graph.values.append(Value(name: captured.name, producer: .capture, type: captured.type))
    graph.captures.append(Graph.Capture(inner: value, outer: outerValue))
    _ = names.define(name, value, at: NameBinding.beforeNodes)
    return value
  }

  /// Training graphs may read the main graph's initializers; each gets a stored value of its own.
  private func mainInitializer(_ name: Text) -> ValueID? {
    guard let constant = owner.mainInitializer(name) else { return nil }
    let value = graph.values.count
    graph.values.append(constant)
    _ = names.define(name, value, at: NameBinding.beforeNodes)
    return value
  }

  /// Notes what a `Constant` node makes on its output.
  private func noteConstant(_ index: Int) {
    guard let output = graph.nodes[index].outputs.first ?? nil else { return }
    guard let constant = graph.nodes[index].attributes.lazy.compactMap(Self.constant).first else { return }
    graph.values[output].constant = constant
    guard graph.values[output].type == nil else { return }
    let shape = Shape(constant.dims)
    graph.values[output].type =
      constant.sparseCount == nil
      ? .tensor(constant.dataType, shape) : .sparseTensor(constant.dataType, shape)
  }

  private static func constant(_ attribute: Attribute) -> TensorRef? {
    switch (attribute.name, attribute.value) {
    case ("value", .tensor(let tensor)), ("sparse_value", .sparseTensor(let tensor)): tensor
    case ("value_float", .float(let number)):
      TensorRef(dataType: .float32, dims: [], elements: [Double(number)])
    case ("value_int", .int(let number)): TensorRef(dataType: .int64, dims: [], elements: [Double(number)])
    case ("value_string", .string): TensorRef(dataType: .string, dims: [])
    case ("value_floats", .floats(let list)): TensorRef(dataType: .float32, dims: [Int64(list.count)])
    case ("value_ints", .ints(let list)):
      TensorRef(
        dataType: .int64, dims: [Int64(list.count)],
        elements: list.count > TensorRef.mostElements ? nil : list.map(Double.init))
    case ("value_strings", .strings(let list)): TensorRef(dataType: .string, dims: [Int64(list.count)])
    default: nil
    }
  }
}
