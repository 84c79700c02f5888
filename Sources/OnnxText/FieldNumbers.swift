/// The numbers of fields in the wire format, as `Schemas/onnx.proto` has them.
enum FieldNumber {
  /// Fields of ModelProto.
  enum Model {
    static let irVersion = 1
    static let producerName = 2
    static let producerVersion = 3
    static let domain = 4
    static let modelVersion = 5
    static let docString = 6
    static let graph = 7
    static let opsetImport = 8
    static let metadata = 14
    static let training = 20
    static let functions = 25
  }

  /// Fields of GraphProto.
  enum Graph {
    static let node = 1
    static let name = 2
    static let initializer = 5
    static let docString = 10
    static let input = 11
    static let output = 12
    static let valueInfo = 13
    static let annotation = 14
    static let sparseInitializer = 15
    static let metadata = 16
  }

  /// Fields of NodeProto.
  enum Node {
    static let input = 1
    static let output = 2
    static let name = 3
    static let opType = 4
    static let attribute = 5
    static let docString = 6
    static let domain = 7
    static let overload = 8
    static let metadata = 9
  }

  /// Fields of FunctionProto.
  enum Function {
    static let name = 1
    static let input = 4
    static let output = 5
    static let attribute = 6
    static let node = 7
    static let docString = 8
    static let opsetImport = 9
    static let domain = 10
    static let attributeProto = 11
    static let valueInfo = 12
    static let overload = 13
    static let metadata = 14
  }

  /// Fields of AttributeProto that hold no value.
  enum Attribute {
    static let name = 1
    static let docString = 13
    static let type = 20
    static let reference = 21
  }

  /// Fields of TensorProto.
  enum Tensor {
    static let dims = 1
    static let dataType = 2
    static let floatData = 4
    static let int32Data = 5
    static let stringData = 6
    static let int64Data = 7
    static let name = 8
    static let rawData = 9
    static let doubleData = 10
    static let uint64Data = 11
    static let docString = 12
    static let externalData = 13
    static let dataLocation = 14
    static let metadata = 16
  }

  /// Fields of TypeProto.
  enum Kind {
    static let tensor = 1
    static let sequence = 4
    static let map = 5
    static let denotation = 6
    static let opaque = 7
    static let sparse = 8
    static let optional = 9
  }

  /// Of a type of tensors and of sequences: what the elements are. Of a map: its keys.
  static let element = 1
  /// Of a type of tensors: the shape. Of a map: its values.
  static let shapeOrValue = 2
  /// Of a shape.
  static let dim = 1
  /// Of a dim with a number.
  static let dimValue = 1
  /// Of a dim with a name.
  static let dimName = 2
  /// Of an entry, an imported operator set, an opaque type, a ValueInfoProto: what comes first.
  static let first = 1
  /// Of those: what comes second.
  static let second = 2
}
