/// The number of a graph in ``Model/graphs``.
public typealias GraphID = Int
/// The number of a node in ``Graph/nodes``.
public typealias NodeID = Int
/// The number of a value in ``Graph/values``.
public typealias ValueID = Int
/// The number of a scope in ``Graph/scopes``.
public typealias ScopeID = Int

/// A model file as one plain value: its graphs, functions and header.
///
/// Identity is an index and names are data: real files hold empty, repeated and hostile names, so
/// nothing here is looked up by name once a reader is done. All arrays keep the file's order.
public struct Model: Sendable, Equatable {
  /// The file's data about itself.
  public var header: Header
  /// How the file is to be understood.
  public var traits = ModelTraits()
  /// Every graph: the main graph first, then bodies and function bodies in the order met.
  public var graphs: [Graph]
  /// Model-local functions (ONNX), in file order.
  public var functions: [Function]
  /// Training information (ONNX `training_info`): per entry its graphs, if any.
  public var training: [TrainingInfo]
  /// Layers as the file lists them (Keras), those of nested models after the model; empty for other formats.
  public var layers: [LayerInfo] = []
  /// The elements of all stored tensors that training changes, each once; nil where the format does not say.
  public var trainableParameters: Int64?

  /// What is known about dims that the file leaves open.
  public var openDims = OpenDims()

  /// Makes a model.
  public init(
    header: Header = Header(), graphs: [Graph] = [Graph()], functions: [Function] = [],
    training: [TrainingInfo] = []
  ) {
    self.header = header
    self.graphs = graphs
    self.functions = functions
    self.training = training
  }

  /// The main graph.
  public var main: Graph {
    get { graphs[0] }
    set { graphs[0] = newValue }
  }
}

/// A model file's data about itself.
public struct Header: Sendable, Equatable {
  /// The format's name as a reader would say it, e.g. `ONNX`.
  public var format = ""
  /// The format's own version (ONNX: the IR version), or nil.
  public var formatVersion: Int64?
  /// The tool that wrote the file.
  public var producerName = ""
  /// That tool's version.
  public var producerVersion = ""
  /// The model's domain (ONNX).
  public var domain = ""
  /// The model's own version number.
  public var modelVersion: Int64 = 0
  /// The model's doc string.
  public var documentation = ""
  /// Operator sets the main graph is written against.
  public var opsets: [OpsetImport] = []
  /// Key-value pairs, in file order.
  public var metadata: [MetadataEntry] = []

  /// Makes an empty header.
  public init() {}
}

/// One operator set a graph or function is written against.
public struct OpsetImport: Sendable, Hashable {
  /// The domain; `""` is `ai.onnx`.
  public var domain: String
  /// The version.
  public var version: Int64

  /// Makes an import.
  public init(domain: String, version: Int64) {
    self.domain = domain
    self.version = version
  }
}

/// One key-value pair.
public struct MetadataEntry: Sendable, Hashable {
  /// The key.
  public var key: String
  /// The value.
  public var value: String

  /// Makes a pair.
  public init(key: String, value: String) {
    self.key = key
    self.value = value
  }
}

/// Which operator a node applies. Two operators are the same only if all three parts are.
///
/// One word large, since every node has one; readers make each once, and copies share it.
public struct OperatorID: Sendable, Hashable {
  private let parts: Parts

  private final class Parts: Sendable {
    let domain: String
    let type: String
    let overload: String

    init(_ domain: String, _ type: String, _ overload: String) {
      self.domain = domain
      self.type = type
      self.overload = overload
    }
  }

  /// The domain, normalised: the default domain `ai.onnx` is `""`.
  public var domain: String { parts.domain }
  /// The operator's type, e.g. `Conv`.
  public var type: String { parts.type }
  /// The overload of a model-local function (IR 10), mostly `""`.
  public var overload: String { parts.overload }

  /// Makes an identity. The alias `ai.onnx` of the default domain becomes `""`.
  public init(domain: String = "", type: String, overload: String = "") {
    parts = Parts(domain == "ai.onnx" ? "" : domain, type, overload)
  }

  /// Whether two identities name the same operator.
  public static func == (a: OperatorID, b: OperatorID) -> Bool {
    a.parts === b.parts || a.type == b.type && a.domain == b.domain && a.overload == b.overload
  }

  /// Hashes the three parts.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(type)
    hasher.combine(domain)
    hasher.combine(overload)
  }

  /// `domain::Type:overload`, without the parts that are empty.
  public var description: String {
    (domain.isEmpty ? "" : domain + "::") + type + (overload.isEmpty ? "" : ":" + overload)
  }
}

/// A model-local function: an operator defined by a graph in the same file.
public struct Function: Sendable, Equatable {
  /// The operator it defines.
  public var id: OperatorID
  /// Its body in ``Model/graphs``; the body's inputs and outputs are the formal parameters.
  public var graph: GraphID
  /// Operator sets of its own.
  public var opsets: [OpsetImport]
  /// Names of attributes without a default, in file order.
  public var attributeNames: [String]
  /// Attributes with a default.
  public var defaults: [Attribute]
  /// The doc string.
  public var documentation: String
  /// Key-value pairs.
  public var metadata: [MetadataEntry]

  /// Makes a function.
  public init(
    id: OperatorID, graph: GraphID, opsets: [OpsetImport] = [], attributeNames: [String] = [],
    defaults: [Attribute] = [], documentation: String = "", metadata: [MetadataEntry] = []
  ) {
    self.id = id
    self.graph = graph
    self.opsets = opsets
    self.attributeNames = attributeNames
    self.defaults = defaults
    self.documentation = documentation
    self.metadata = metadata
  }
}

/// One ONNX `TrainingInfoProto`.
public struct TrainingInfo: Sendable, Equatable {
  /// The graph that sets initial values, if any.
  public var initialization: GraphID?
  /// The graph of one training step, if any.
  public var algorithm: GraphID?

  /// Makes an entry.
  public init(initialization: GraphID? = nil, algorithm: GraphID? = nil) {
    self.initialization = initialization
    self.algorithm = algorithm
  }
}
