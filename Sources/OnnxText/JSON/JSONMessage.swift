/// The messages of the format, as far as JSON may hold them.
enum JSONMessage: String {
  case model = "ModelProto"
  case graph = "GraphProto"
  case node = "NodeProto"
  case attribute = "AttributeProto"
  case tensor = "TensorProto"
  case sparse = "SparseTensorProto"
  case value = "ValueInfoProto"
  case type = "TypeProto"
  case tensorType = "TypeProto.Tensor"
  case containerType = "TypeProto.Sequence"
  case mapType = "TypeProto.Map"
  case opaqueType = "TypeProto.Opaque"
  case shape = "TensorShapeProto"
  case dim = "TensorShapeProto.Dimension"
  case entry = "StringStringEntryProto"
  case annotation = "TensorAnnotation"
  case opset = "OperatorSetIdProto"
  case function = "FunctionProto"
  case training = "TrainingInfoProto"

  /// The fields, by the names that JSON may give them: `ir_version` and `irVersion`.
  var fields: [String: ProtoField] { ProtoField.all[self] ?? [:] }

  /// Whether one of its fields has that name.
  func names(aField name: String) -> Bool { fields[name] != nil }
}

/// One field of a message. What no reader looks at is not listed.
struct ProtoField: Sendable {
  enum Kind: Sendable {
    case int, uint64, float, double, text, bytes
    /// A number, or one of these words.
    case word([String: Int64])
    case message(JSONMessage)
  }

  var name: String
  var number: Int
  var kind: Kind
  var isRepeated: Bool

  /// A field that may stand once.
  static func one(_ name: String, _ number: Int, _ kind: Kind) -> ProtoField {
    ProtoField(name: name, number: number, kind: kind, isRepeated: false)
  }

  /// A field that is a list.
  static func many(_ name: String, _ number: Int, _ kind: Kind) -> ProtoField {
    ProtoField(name: name, number: number, kind: kind, isRepeated: true)
  }

  /// The name as JSON has it: `irVersion`.
  private var jsonName: String {
    let words = name.split(separator: "_")
    return words.dropFirst().reduce(into: String(words.first ?? "")) { text, word in
      text += word.prefix(1).uppercased() + word.dropFirst()
    }
  }

  fileprivate static let all: [JSONMessage: [String: ProtoField]] = table.mapValues { fields in
    var found: [String: ProtoField] = [:]
    for field in fields {
      found[field.name] = field
      found[field.jsonName] = field
    }
    return found
  }
}
