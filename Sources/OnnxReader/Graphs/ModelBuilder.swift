import COnnx
import Diagnostics
import ModelGraph

/// Collects what is common to all graphs of one file while it is turned into a ``Model``.
final class ModelBuilder {
  var model = Model(graphs: [])
  var complaints = Complaints()
  let decoder: MessageDecoder
  let tensors: TensorConverter
  /// The types of stored tensors, each made once.
  let types = TypeTable()
  /// The captures made so far.
  var captures = 0
  /// The main graph's builder, while training graphs are built that refer to its initializers.
  private var main: GraphBuilder?
  private var operatorNumbers = ByteTable(expecting: 64)
  private var operatorTypes: [String] = []
  /// Each operator made once, by the number of its type; only those without domain and overload.
  private var operators: [Int: OperatorID] = [:]
  /// Those with a domain or an overload, each made once.
  private var qualifiedOperators: Set<OperatorID> = []

  /// Builds from the payloads that a scan found in the bytes of a file, which must outlive this value.
  init(payloads: [Payload], decoder: MessageDecoder, bytes: UnsafeRawBufferPointer) {
    self.decoder = decoder
    tensors = TensorConverter(payloads: payloads, types: types, stored: StoredTensors(bytes))
  }

  /// Converts a decoded file.
  func build(_ proto: Onnx__ModelProto, graph: Onnx__GraphProto) {
    header(proto)
    let main = GraphBuilder(self, place: .main)
    main.build(graph: graph)
    self.main = main
    defer { self.main = nil }
    for bytes in messages(proto.functions, proto.n_functions) {
      decoder.withPart(bytes, decodedBy: onnx__function_proto__unpack) { add(function: $0) }
    }
    for training in elements(proto.training_info, proto.n_training_info) {
      guard let training else { continue }
      var info = TrainingInfo()
      if let graph = training.pointee.initialization {
        info.initialization = GraphBuilder(self, place: .training("initialization")).build(
          graph: graph.pointee)
      }
      if let graph = training.pointee.algorithm {
        info.algorithm = GraphBuilder(self, place: .training("algorithm")).build(graph: graph.pointee)
      }
      model.training.append(info)
    }
  }

  /// The main graph's stored value of that name, without its uses.
  func mainInitializer(_ name: Text) -> Value? {
    guard let main, let value = main.names.value(name, at: 0) else { return nil }
    let stored = main.graph.values[value]
    guard stored.constant != nil, stored.producer == .initializer || stored.producer == .input else {
      return nil
    }
    return Value(name: stored.name, producer: .initializer, type: stored.type, constant: stored.constant)
  }

  /// The name of an operator type, made once for all nodes that have it.
  func operatorType(_ text: Text?) -> String {
    guard let text, text.pointee != 0 else { return "" }
    if let known = operatorNumbers.find(text) { return operatorTypes[known] }
    let type = string(text)
    operatorTypes.append(type)
    // The text itself is gone once a function is built.
    if let kept = decoder.keep(text) { _ = operatorNumbers.add(kept) }
    return type
  }

  /// The operator that a node names.
  func operatorID(_ proto: Onnx__NodeProto) -> OperatorID {
    guard proto.domain.map({ $0.pointee == 0 }) ?? true, proto.overload.map({ $0.pointee == 0 }) ?? true,
      let text = proto.op_type, text.pointee != 0
    else {
      return shared(
        OperatorID(
          domain: string(proto.domain), type: operatorType(proto.op_type), overload: string(proto.overload)))
    }
    let type = operatorType(text)
    guard let number = operatorNumbers.find(text) else { return OperatorID(type: type) }
    if let known = operators[number] { return known }
    let made = OperatorID(type: type)
    operators[number] = made
    return made
  }

  /// The first of equal operators, so that one is kept.
  private func shared(_ operation: OperatorID) -> OperatorID {
    qualifiedOperators.insert(operation).memberAfterInsert
  }

  private func header(_ proto: Onnx__ModelProto) {
    var header = Header()
    header.format = "ONNX"
    header.formatVersion = proto.has_ir_version != 0 ? proto.ir_version : nil
    header.producerName = string(proto.producer_name)
    header.producerVersion = string(proto.producer_version)
    header.domain = string(proto.domain)
    header.modelVersion = proto.model_version
    header.documentation = string(proto.doc_string)
    header.opsets = opsets(proto.opset_import, proto.n_opset_import)
    header.metadata = entries(proto.metadata_props, proto.n_metadata_props)
    model.header = header
    if header.opsets.isEmpty, proto.ir_version >= 3 {
      complaints.add(.warning, "no-opset") { "the model names no operator set" }
    }
  }

  private func add(function proto: Onnx__FunctionProto) {
    let id = shared(
      OperatorID(domain: string(proto.domain), type: string(proto.name), overload: string(proto.overload)))
    let builder = GraphBuilder(self, place: .function(id))
    let graph = builder.build(function: proto)
    var function = Function(id: id, graph: graph)
    function.opsets = opsets(proto.opset_import, proto.n_opset_import)
    function.attributeNames = strings(proto.attribute, proto.n_attribute)
    function.defaults = builder.attributes(proto.attribute_proto, proto.n_attribute_proto, of: nil)
    // Functions of one exporter mostly have equal defaults: lists that are shared take no room.
    if let last = model.functions.last, last.defaults == function.defaults {
      function.defaults = last.defaults
    }
    function.documentation = string(proto.doc_string)
    function.metadata = entries(proto.metadata_props, proto.n_metadata_props)
    model.functions.append(function)
  }
}
