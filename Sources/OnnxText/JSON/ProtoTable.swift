extension ProtoField {
  /// The table of `Schemas/onnx.proto`.
  static let table: [JSONMessage: [ProtoField]] = [
    .model: modelFields, .graph: graphFields, .node: nodeFields, .function: functionFields,
    .attribute: attributeFields, .tensor: tensorFields, .type: typeFields,
    .sparse: [
      .one("values", 1, .message(.tensor)), .one("indices", 2, .message(.tensor)), .many("dims", 3, .int),
    ],
    .value: [.one("name", FieldNumber.first, .text), .one("type", FieldNumber.second, .message(.type))],
    .tensorType: [
      .one("elem_type", FieldNumber.element, .int),
      .one("shape", FieldNumber.shapeOrValue, .message(.shape)),
    ],
    .containerType: [.one("elem_type", FieldNumber.element, .message(.type))],
    .mapType: [
      .one("key_type", FieldNumber.element, .int),
      .one("value_type", FieldNumber.shapeOrValue, .message(.type)),
    ],
    .opaqueType: [.one("domain", FieldNumber.first, .text), .one("name", FieldNumber.second, .text)],
    .shape: [.many("dim", FieldNumber.dim, .message(.dim))],
    .dim: [.one("dim_value", FieldNumber.dimValue, .int), .one("dim_param", FieldNumber.dimName, .text)],
    .entry: [.one("key", FieldNumber.first, .text), .one("value", FieldNumber.second, .text)],
    .annotation: [
      .one("tensor_name", 1, .text), .many("quant_parameter_tensor_names", 2, .message(.entry)),
    ],
    .opset: [.one("domain", FieldNumber.first, .text), .one("version", FieldNumber.second, .int)],
    .training: [.one("initialization", 1, .message(.graph)), .one("algorithm", 2, .message(.graph))],
  ]

  private static let modelFields: [ProtoField] = [
    .one("ir_version", FieldNumber.Model.irVersion, .int),
    .one("producer_name", FieldNumber.Model.producerName, .text),
    .one("producer_version", FieldNumber.Model.producerVersion, .text),
    .one("domain", FieldNumber.Model.domain, .text),
    .one("model_version", FieldNumber.Model.modelVersion, .int),
    .one("doc_string", FieldNumber.Model.docString, .text),
    .one("graph", FieldNumber.Model.graph, .message(.graph)),
    .many("opset_import", FieldNumber.Model.opsetImport, .message(.opset)),
    .many("metadata_props", FieldNumber.Model.metadata, .message(.entry)),
    .many("training_info", FieldNumber.Model.training, .message(.training)),
    .many("functions", FieldNumber.Model.functions, .message(.function)),
  ]

  private static let graphFields: [ProtoField] = [
    .many("node", FieldNumber.Graph.node, .message(.node)),
    .one("name", FieldNumber.Graph.name, .text),
    .many("initializer", FieldNumber.Graph.initializer, .message(.tensor)),
    .one("doc_string", FieldNumber.Graph.docString, .text),
    .many("input", FieldNumber.Graph.input, .message(.value)),
    .many("output", FieldNumber.Graph.output, .message(.value)),
    .many("value_info", FieldNumber.Graph.valueInfo, .message(.value)),
    .many("quantization_annotation", FieldNumber.Graph.annotation, .message(.annotation)),
    .many("sparse_initializer", FieldNumber.Graph.sparseInitializer, .message(.sparse)),
    .many("metadata_props", FieldNumber.Graph.metadata, .message(.entry)),
  ]

  private static let nodeFields: [ProtoField] = [
    .many("input", FieldNumber.Node.input, .text), .many("output", FieldNumber.Node.output, .text),
    .one("name", FieldNumber.Node.name, .text), .one("op_type", FieldNumber.Node.opType, .text),
    .many("attribute", FieldNumber.Node.attribute, .message(.attribute)),
    .one("doc_string", FieldNumber.Node.docString, .text),
    .one("domain", FieldNumber.Node.domain, .text), .one("overload", FieldNumber.Node.overload, .text),
    .many("metadata_props", FieldNumber.Node.metadata, .message(.entry)),
  ]

  private static let functionFields: [ProtoField] = [
    .one("name", FieldNumber.Function.name, .text), .many("input", FieldNumber.Function.input, .text),
    .many("output", FieldNumber.Function.output, .text),
    .many("attribute", FieldNumber.Function.attribute, .text),
    .many("node", FieldNumber.Function.node, .message(.node)),
    .one("doc_string", FieldNumber.Function.docString, .text),
    .many("opset_import", FieldNumber.Function.opsetImport, .message(.opset)),
    .one("domain", FieldNumber.Function.domain, .text),
    .many("attribute_proto", FieldNumber.Function.attributeProto, .message(.attribute)),
    .many("value_info", FieldNumber.Function.valueInfo, .message(.value)),
    .one("overload", FieldNumber.Function.overload, .text),
    .many("metadata_props", FieldNumber.Function.metadata, .message(.entry)),
  ]

  /// AttributeProto's types by the names that they have in JSON, which are those of the text in capitals.
  private static let attributeTypes: [String: Int64] = Dictionary(
    uniqueKeysWithValues: AttributeWord.allCases.map { ($0.rawValue.uppercased(), $0.number) } + [
      ("UNDEFINED", 0)
    ])

  private static let attributeFields: [ProtoField] = [
    .one("name", FieldNumber.Attribute.name, .text),
    .one("ref_attr_name", FieldNumber.Attribute.reference, .text),
    .one("doc_string", FieldNumber.Attribute.docString, .text),
    .one("type", FieldNumber.Attribute.type, .word(attributeTypes)),
    .one("f", AttributeWord.float.field, .float), .one("i", AttributeWord.int.field, .int),
    .one("s", AttributeWord.string.field, .bytes), .one("t", AttributeWord.tensor.field, .message(.tensor)),
    .one("g", AttributeWord.graph.field, .message(.graph)),
    .one("sparse_tensor", AttributeWord.sparse.field, .message(.sparse)),
    .one("tp", AttributeWord.type.field, .message(.type)),
    .many("floats", AttributeWord.floats.field, .float), .many("ints", AttributeWord.ints.field, .int),
    .many("strings", AttributeWord.strings.field, .bytes),
    .many("tensors", AttributeWord.tensors.field, .message(.tensor)),
    .many("graphs", AttributeWord.graphs.field, .message(.graph)),
    .many("sparse_tensors", AttributeWord.sparses.field, .message(.sparse)),
    .many("type_protos", AttributeWord.types.field, .message(.type)),
  ]

  private static let tensorFields: [ProtoField] = [
    .many("dims", FieldNumber.Tensor.dims, .int), .one("data_type", FieldNumber.Tensor.dataType, .int),
    .many("float_data", FieldNumber.Tensor.floatData, .float),
    .many("int32_data", FieldNumber.Tensor.int32Data, .int),
    .many("string_data", FieldNumber.Tensor.stringData, .bytes),
    .many("int64_data", FieldNumber.Tensor.int64Data, .int),
    .one("name", FieldNumber.Tensor.name, .text), .one("raw_data", FieldNumber.Tensor.rawData, .bytes),
    .many("double_data", FieldNumber.Tensor.doubleData, .double),
    .many("uint64_data", FieldNumber.Tensor.uint64Data, .uint64),
    .one("doc_string", FieldNumber.Tensor.docString, .text),
    .many("external_data", FieldNumber.Tensor.externalData, .message(.entry)),
    .one("data_location", FieldNumber.Tensor.dataLocation, .word(["DEFAULT": 0, "EXTERNAL": 1])),
    .many("metadata_props", FieldNumber.Tensor.metadata, .message(.entry)),
  ]

  private static let typeFields: [ProtoField] = [
    .one("tensor_type", FieldNumber.Kind.tensor, .message(.tensorType)),
    .one("sequence_type", FieldNumber.Kind.sequence, .message(.containerType)),
    .one("map_type", FieldNumber.Kind.map, .message(.mapType)),
    .one("denotation", FieldNumber.Kind.denotation, .text),
    .one("opaque_type", FieldNumber.Kind.opaque, .message(.opaqueType)),
    .one("sparse_tensor_type", FieldNumber.Kind.sparse, .message(.tensorType)),
    .one("optional_type", FieldNumber.Kind.optional, .message(.containerType)),
  ]
}
