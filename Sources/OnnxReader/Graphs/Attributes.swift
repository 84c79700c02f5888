import COnnx
import Diagnostics
import ModelGraph

extension GraphBuilder {
  /// Attributes in file order; bodies in them become graphs of the model. `node` is nil for a function's defaults.
  func attributes(
    _ start: UnsafeMutablePointer<ProtobufCBinaryData>?, _ count: Int, of node: Int?
  ) -> [Attribute] {
    var found: [Attribute] = []
    found.reserveCapacity(count)
    for bytes in messages(start, count) {
      if let attribute = attribute(bytes, of: node) { found.append(attribute) }
    }
    return found
  }

  /// A body stays decoded, since its names are looked up until the whole model is built.
  private func attribute(_ bytes: ProtobufCBinaryData, of node: Int?) -> Attribute? {
    let decoder = owner.decoder
    guard let brief = decoder.decodeBriefly(bytes, by: onnx__attribute_proto__unpack) else { return nil }
    guard brief.pointee.g != nil || brief.pointee.n_graphs > 0 else {
      return attribute(brief.pointee, of: node)
    }
    let proto = decoder.decode(bytes, by: onnx__attribute_proto__unpack)
    decoder.giveBack(bytes)
    return proto.map { attribute($0.pointee, of: node) }
  }

  private func attribute(_ proto: Onnx__AttributeProto, of node: Int?) -> Attribute {
    let name = string(proto.name)
    if !isEmpty(proto.ref_attr_name) { return Attribute(name, .reference(string(proto.ref_attr_name))) }
    let type = proto.has_type != 0 ? proto.type : Self.guessedType(proto)
    return Attribute(name, value(proto, type, name, node))
  }

  private func value(
    _ proto: Onnx__AttributeProto, _ type: Onnx__AttributeProto__AttributeType, _ name: String, _ node: Int?
  ) -> AttributeValue {
    let place: () -> String = {
      self.label("\(node.map { self.nodeLabel($0) } ?? "a default"): attribute \(quoted(name))")
    }
    switch type {
    case ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__INT: return .int(proto.i)
    case ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__FLOAT: return .float(proto.f)
    case ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__STRING: return .string(string(proto.s))
    case ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__INTS: return .ints(numbers(proto.ints, proto.n_ints))
    case ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__FLOATS: return .floats(numbers(proto.floats, proto.n_floats))
    case ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__STRINGS:
      return .strings(numbers(proto.strings, proto.n_strings).map { string($0) })
    case ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__TENSOR:
      guard let tensor = proto.t else { return .unknown }
      return .tensor(owner.tensors.reference(tensor.pointee, &owner.complaints, place))
    case ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__TENSORS:
      return .tensors(
        elements(proto.tensors, proto.n_tensors).compactMap { tensor in
          tensor.map { owner.tensors.reference($0.pointee, &owner.complaints, place) }
        })
    case ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__SPARSE_TENSOR:
      guard let tensor = proto.sparse_tensor else { return .unknown }
      return .sparseTensor(owner.tensors.reference(sparse: tensor.pointee, &owner.complaints, place))
    case ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__SPARSE_TENSORS:
      return .sparseTensors(
        elements(proto.sparse_tensors, proto.n_sparse_tensors).compactMap { tensor in
          tensor.map { owner.tensors.reference(sparse: $0.pointee, &owner.complaints, place) }
        })
    case ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__TYPE_PROTO:
      return valueType(proto.tp).map { .type($0) } ?? .unknown
    case ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__TYPE_PROTOS:
      return .types(elements(proto.type_protos, proto.n_type_protos).compactMap { valueType($0) })
    case ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__GRAPH, ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__GRAPHS:
      return bodies(proto, single: type == ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__GRAPH, name, node)
    default:
      owner.complaints.add(.warning, "unknown-attribute") { "\(place()) is of a kind that is not known" }
      return .unknown
    }
  }

  private func bodies(
    _ proto: Onnx__AttributeProto, single: Bool, _ name: String, _ node: Int?
  ) -> AttributeValue {
    guard let node else {
      complain(.error, "default-graph") { "attribute default \(quoted(name)) is a graph, which has no owner" }
      return .unknown
    }
    if single {
      guard let graph = proto.g else { return .unknown }
      let place = Place.body(of: self, node: node, attribute: name)
      return .graph(GraphBuilder(owner, place: place).build(graph: graph.pointee))
    }
    return .graphs(
      elements(proto.graphs, proto.n_graphs).compactMap { graph in
        guard let graph else { return nil }
        let place = Place.body(of: self, node: node, attribute: name)
        return GraphBuilder(owner, place: place).build(graph: graph.pointee)
      })
  }

  /// Files of IR version 1 don't say what an attribute holds: the first field that is there.
  private static func guessedType(_ proto: Onnx__AttributeProto) -> Onnx__AttributeProto__AttributeType {
    if proto.has_i != 0 { return ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__INT }
    if proto.has_f != 0 { return ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__FLOAT }
    if proto.has_s != 0 { return ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__STRING }
    if proto.t != nil { return ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__TENSOR }
    if proto.g != nil { return ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__GRAPH }
    if proto.n_ints > 0 { return ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__INTS }
    if proto.n_floats > 0 { return ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__FLOATS }
    if proto.n_strings > 0 { return ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__STRINGS }
    if proto.n_tensors > 0 { return ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__TENSORS }
    if proto.n_graphs > 0 { return ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__GRAPHS }
    return ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__UNDEFINED
  }
}
