import COnnx
import Diagnostics
import ModelGraph

/// Turns one graph of the file into a ``Graph``: values first, then nodes with their bodies, then order
/// and scopes.
final class GraphBuilder {
  /// Where a graph stands in the file.
  enum Place {
    case main
    case body(of: GraphBuilder, node: Int, attribute: String)
    case function(OperatorID)
    case training(String)
  }

  let owner: ModelBuilder
  let place: Place
  let id: GraphID
  var graph = Graph()
  var names = NameBinding(expecting: 0)
  /// The nodes as in the file.
  private(set) var protos: [UnsafeMutablePointer<Onnx__NodeProto>] = []
  /// Values of this graph that bodies read, with the node whose body it is.
  var readByBodies: [(node: Int, value: ValueID)] = []

  init(_ owner: ModelBuilder, place: Place) {
    self.owner = owner
    self.place = place
    id = owner.model.graphs.count
    owner.model.graphs.append(Graph())
  }

  /// Converts a graph and puts it into the model.
  @discardableResult
  func build(graph proto: Onnx__GraphProto) -> GraphID {
    names = NameBinding(expecting: proto.n_node + proto.n_initializer + proto.n_input)
    graph.name = string(proto.name)
    graph.documentation = string(proto.doc_string)
    graph.metadata = entries(proto.metadata_props, proto.n_metadata_props)
    if case .body(let outer, let node, let attribute) = place {
      graph.owner = Graph.Owner(graph: outer.id, node: node, attribute: attribute)
    }
    for (index, input) in elements(proto.input, proto.n_input).enumerated() {
      if let input { add(input: input.pointee.name, valueType(input.pointee.type), index) }
    }
    addInitializers(proto)
    nodes(proto.node, proto.n_node)
    types(proto.value_info, proto.n_value_info)
    for output in elements(proto.output, proto.n_output) { if let output { setType(by: output.pointee) } }
    connect()
    for (index, output) in elements(proto.output, proto.n_output).enumerated() {
      if let output { add(output: output.pointee.name, valueType(output.pointee.type), index) }
    }
    for annotation in elements(proto.quantization_annotation, proto.n_quantization_annotation) {
      guard let annotation = annotation?.pointee else { continue }
      graph.quantization.append(
        QuantizationAnnotation(
          tensor: string(annotation.tensor_name),
          parameters: entries(
            annotation.quant_parameter_tensor_names, annotation.n_quant_parameter_tensor_names)))
    }
    return finish()
  }

  /// Converts a function's body and puts it into the model.
  func build(function proto: Onnx__FunctionProto) -> GraphID {
    names = NameBinding(expecting: proto.n_node + proto.n_input)
    graph.name = string(proto.name)
    for (index, name) in elements(proto.input, proto.n_input).enumerated() { add(input: name, nil, index) }
    nodes(proto.node, proto.n_node)
    types(proto.value_info, proto.n_value_info)
    connect()
    for (index, name) in elements(proto.output, proto.n_output).enumerated() { add(output: name, nil, index) }
    return finish()
  }

  private func finish() -> GraphID {
    if let order = sortNodes() { protos = order.map { protos[$0] } }
    assignScopes(protos)
    owner.model.graphs[id] = graph
    return id
  }

  // MARK: Definitions

  private func add(input name: Text?, _ type: ValueType?, _ index: Int) {
    let value = graph.values.count
    graph.values.append(Value(name: string(name), producer: .input, type: type))
    graph.inputs.append(value)
    guard let name, name.pointee != 0 else {
      complain(.error, "unnamed-input") { "input \(index) has no name" }
      return
    }
    if names.define(name, value, at: NameBinding.beforeNodes) != nil {
      complain(.error, "duplicate-input") { "input \(index) \(quoted(string(name))) is listed twice" }
    }
  }

  private func addInitializers(_ proto: Onnx__GraphProto) {
    for (index, tensor) in elements(proto.initializer, proto.n_initializer).enumerated() {
      guard let tensor else { continue }
      let constant = owner.tensors.reference(tensor.pointee, &owner.complaints) {
        label("initializer \(index) \(quoted(string(tensor.pointee.name)))")
      }
      let type = owner.types.tensor(constant.dataType, constant.dims)
      add(initializer: tensor.pointee.name, constant, type, index)
    }
    for (index, tensor) in elements(proto.sparse_initializer, proto.n_sparse_initializer).enumerated() {
      guard let tensor else { continue }
      let name = tensor.pointee.values?.pointee.name
      let constant = owner.tensors.reference(sparse: tensor.pointee, &owner.complaints) {
        label("sparse initializer \(index) \(quoted(string(name)))")
      }
      add(initializer: name, constant, .sparseTensor(constant.dataType, Shape(constant.dims)), index)
    }
  }

  private func add(initializer name: Text?, _ constant: TensorRef, _ type: ValueType, _ index: Int) {
    if let name, let value = names.value(name, at: 0), graph.values[value].producer == .input,
      graph.values[value].constant == nil
    {
      graph.values[value].constant = constant
      if graph.values[value].type == nil { graph.values[value].type = type }
      return
    }
    let value = graph.values.count
    graph.values.append(Value(name: constant.name, producer: .initializer, type: type, constant: constant))
    guard let name, name.pointee != 0 else {
      complain(.warning, "unnamed-initializer") { "initializer \(index) has no name" }
      return
    }
    if names.define(name, value, at: NameBinding.beforeNodes) != nil {
      complain(.error, "duplicate-value") { "initializer \(index) \(quoted(constant.name)) is stored twice" }
    }
  }

  private func nodes(_ start: UnsafeMutablePointer<UnsafeMutablePointer<Onnx__NodeProto>?>?, _ count: Int) {
    protos = elements(start, count).compactMap(\.self)
    graph.nodes.reserveCapacity(protos.count)
    graph.values.reserveCapacity(graph.values.count + protos.count)
    for (index, proto) in protos.enumerated() { add(node: proto.pointee, index) }
  }

  private func add(node proto: Onnx__NodeProto, _ index: Int) {
    let op = owner.operatorID(proto)
    graph.nodes.append(Node(op: op, name: string(proto.name), documentation: string(proto.doc_string)))
    var outputs: Slots = []
    for (slot, name) in elements(proto.output, proto.n_output).enumerated() {
      guard let name, name.pointee != 0 else {
        outputs.append(nil)
        continue
      }
      let value = graph.values.count
      graph.values.append(Value(name: string(name), producer: .node(index, slot: slot)))
      outputs.append(value)
      if let earlier = names.define(name, value, at: index) {
        complain(.error, "duplicate-value") {
          "\(nodeLabel(index)): output \(slot) \(quoted(string(name))) is already made by \(maker(of: earlier))"
        }
      }
    }
    graph.nodes[index].outputs = outputs
    if op.type.isEmpty { complain(.error, "no-operator") { "\(nodeLabel(index)) names no operator" } }
  }

  private func types(_ start: UnsafeMutablePointer<ProtobufCBinaryData>?, _ count: Int) {
    for bytes in messages(start, count) {
      let info = owner.decoder.decodeBriefly(bytes, by: onnx__value_info_proto__unpack)
      if let info { setType(by: info.pointee) }
    }
  }

  private func setType(by info: Onnx__ValueInfoProto) {
    guard let name = info.name, let type = valueType(info.type), let first = names.value(name, at: 0),
      Self.setType(type, of: &graph.values[first])
    else { return }
    for value in names.others(name) { _ = Self.setType(type, of: &graph.values[value]) }
  }

  /// Sets a value's type unless it has one.
  private static func setType(_ type: ValueType, of value: inout Value) -> Bool {
    guard value.type == nil else { return false }
    value.type = type
    return true
  }

  private func add(output name: Text?, _ type: ValueType?, _ index: Int) {
    guard let name, name.pointee != 0 else {
      complain(.error, "unnamed-output") { "output \(index) has no name" }
      graph.outputs.append(graph.values.count)
      graph.values.append(Value(name: "", type: type))
      return
    }
    if let value = resolve(name, at: protos.count) { return graph.outputs.append(value) }
    complain(.error, "dangling-output") { "output \(index) \(quoted(string(name))) has no producer" }
    graph.outputs.append(addUnmade(name, type))
  }

  /// A value without a producer.
  func addUnmade(_ name: Text, _ type: ValueType? = nil) -> ValueID {
    let value = graph.values.count
    graph.values.append(Value(name: string(name), type: type))
    _ = names.define(name, value, at: NameBinding.beforeNodes)
    return value
  }
}
