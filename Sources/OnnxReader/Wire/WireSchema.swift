/// The messages of the format that the scan walks into.
enum Message: UInt8, CaseIterable {
  case model, graph, node, attribute, tensor, sparseTensor, valueInfo
  case type, typeTensor, typeSequence, typeMap, typeOptional, typeSparse, typeOpaque
  case shape, dimension, entry, annotation, opset, function, training

  /// The name as the format has it.
  var name: String {
    switch self {
    case .model: "ModelProto"
    case .graph: "GraphProto"
    case .node: "NodeProto"
    case .attribute: "AttributeProto"
    case .tensor: "TensorProto"
    case .sparseTensor: "SparseTensorProto"
    case .valueInfo: "ValueInfoProto"
    case .type: "TypeProto"
    case .typeTensor: "TypeProto.Tensor"
    case .typeSequence: "TypeProto.Sequence"
    case .typeMap: "TypeProto.Map"
    case .typeOptional: "TypeProto.Optional"
    case .typeSparse: "TypeProto.SparseTensor"
    case .typeOpaque: "TypeProto.Opaque"
    case .shape: "TensorShapeProto"
    case .dimension: "TensorShapeProto.Dimension"
    case .entry: "StringStringEntryProto"
    case .annotation: "TensorAnnotation"
    case .opset: "OperatorSetIdProto"
    case .function: "FunctionProto"
    case .training: "TrainingInfoProto"
    }
  }

  /// Whether the message gets longer or shorter by cutting, so that its length needs a fixed width.
  ///
  /// All others only ever lose fields, and keep the width that the file gave their length.
  var holdsTensors: Bool {
    switch self {
    case .model, .graph, .node, .attribute, .tensor, .sparseTensor, .function, .training: true
    default: false
    }
  }
}

/// The scan's treatment of one field of one message.
enum FieldRule: UInt8 {
  /// Not in the schema: skipped, whatever its wire type.
  case unknown
  /// A number of variable length.
  case varint
  /// A 32-bit number.
  case fixed32
  /// Text: copied; a NUL in it would end it early for C and is replaced.
  case text
  /// Bytes: copied as they are.
  case bytes
  /// Repeated numbers, packed or one by one; copied.
  case varints
  /// Repeated 32-bit numbers, packed or one by one; copied.
  case fixed32s
  /// A length-delimited field that is never shown: its length is checked and it is left out.
  case dropped
  /// The metadata of a node: only entries that name scopes are copied.
  case nodeMetadata
  /// Elements of a tensor as varints, packed or one by one: cut out.
  case payloadVarints
  /// Elements of a tensor as 32-bit numbers: cut out.
  case payloadFixed32
  /// Elements of a tensor as 64-bit numbers: cut out.
  case payloadFixed64
  /// Elements of a tensor as bytes: cut out.
  case payloadBytes
  /// From here on: a message, `submessage + Message.rawValue`.
  case submessage
}

/// The format's fields as one flat table: 32 field numbers for each message.
struct WireSchema {
  static let fieldLimit = 32
  private(set) var rules: [UInt8]
  /// Per message a bit for each message-valued field that may stand only once.
  private(set) var singular: [UInt32]

  /// The table of `Schemas/onnx.proto`.
  static let onnx = WireSchema()

  private init() {
    rules = [UInt8](repeating: FieldRule.unknown.rawValue, count: Message.allCases.count * Self.fieldLimit)
    singular = [UInt32](repeating: 0, count: Message.allCases.count)
    addGraphs()
    addTensors()
    addTypes()
    addSingular()
  }

  private mutating func set(_ message: Message, _ rule: FieldRule, _ numbers: Int...) {
    for number in numbers { rules[Int(message.rawValue) * Self.fieldLimit + number] = rule.rawValue }
  }

  private mutating func set(_ message: Message, _ child: Message, _ numbers: Int...) {
    for number in numbers {
      rules[Int(message.rawValue) * Self.fieldLimit + number] =
        FieldRule.submessage.rawValue + child.rawValue
    }
  }

  private mutating func addGraphs() {
    set(.model, .varint, 1, 5)
    set(.model, .text, 2, 3, 4, 6)
    set(.model, .graph, 7)
    set(.model, .opset, 8)
    set(.model, .entry, 14)
    set(.model, .training, 20)
    set(.model, .function, 25)
    set(.model, .dropped, 26)

    set(.training, .graph, 1, 2)
    set(.training, .dropped, 3, 4)

    set(.opset, .text, 1)
    set(.opset, .varint, 2)

    set(.entry, .text, 1, 2)

    set(.graph, .node, 1)
    set(.graph, .text, 2, 10)
    set(.graph, .tensor, 5)
    set(.graph, .sparseTensor, 15)
    set(.graph, .valueInfo, 11, 12, 13)
    set(.graph, .annotation, 14)
    set(.graph, .entry, 16)

    set(.annotation, .text, 1)
    set(.annotation, .entry, 2)

    set(.function, .text, 1, 4, 5, 6, 8, 10, 13)
    set(.function, .node, 7)
    set(.function, .opset, 9)
    set(.function, .attribute, 11)
    set(.function, .valueInfo, 12)
    set(.function, .entry, 14)

    set(.node, .text, 1, 2, 3, 4, 6, 7, 8)
    set(.node, .attribute, 5)
    set(.node, .nodeMetadata, 9)
    set(.node, .dropped, 10)

    set(.attribute, .text, 1, 21)
    set(.attribute, .fixed32, 2)
    set(.attribute, .varint, 3, 20)
    set(.attribute, .bytes, 4, 9)
    set(.attribute, .tensor, 5, 10)
    set(.attribute, .graph, 6, 11)
    set(.attribute, .fixed32s, 7)
    set(.attribute, .varints, 8)
    set(.attribute, .dropped, 13)
    set(.attribute, .type, 14, 15)
    set(.attribute, .sparseTensor, 22, 23)
  }

  private mutating func addTensors() {
    set(.tensor, .varints, 1)
    set(.tensor, .varint, 2, 14)
    set(.tensor, .dropped, 3, 12, 16)
    set(.tensor, .text, 8)
    set(.tensor, .entry, 13)
    set(.tensor, .payloadFixed32, 4)
    set(.tensor, .payloadVarints, 5, 7, 11)
    set(.tensor, .payloadBytes, 6, 9)
    set(.tensor, .payloadFixed64, 10)

    set(.sparseTensor, .tensor, 1, 2)
    set(.sparseTensor, .varints, 3)
  }

  private mutating func addTypes() {
    set(.valueInfo, .text, 1)
    set(.valueInfo, .type, 2)
    set(.valueInfo, .dropped, 3, 4)

    set(.type, .typeTensor, 1)
    set(.type, .typeSequence, 4)
    set(.type, .typeMap, 5)
    set(.type, .dropped, 6)
    set(.type, .typeOpaque, 7)
    set(.type, .typeSparse, 8)
    set(.type, .typeOptional, 9)
    set(.typeTensor, .varint, 1)
    set(.typeTensor, .shape, 2)
    set(.typeSparse, .varint, 1)
    set(.typeSparse, .shape, 2)
    set(.typeSequence, .type, 1)
    set(.typeOptional, .type, 1)
    set(.typeMap, .varint, 1)
    set(.typeMap, .type, 2)
    set(.typeOpaque, .text, 1, 2)
    set(.shape, .dimension, 1)
    set(.dimension, .varint, 1)
    set(.dimension, .text, 2)
    set(.dimension, .dropped, 3)
  }

  private mutating func addSingular() {
    func mark(_ message: Message, _ numbers: Int...) {
      for number in numbers { singular[Int(message.rawValue)] |= 1 << UInt32(number) }
    }
    mark(.model, 7)
    mark(.training, 1, 2)
    mark(.attribute, 5, 6, 14, 22)
    mark(.sparseTensor, 1, 2)
    mark(.valueInfo, 2)
    mark(.type, 1, 4, 5, 7, 8, 9)
    mark(.typeTensor, 2)
    mark(.typeSparse, 2)
    mark(.typeSequence, 1)
    mark(.typeOptional, 1)
    mark(.typeMap, 2)
  }
}
