import JSONInput
import ModelGraph

/// One layer, operation or model of the file, with what is learned about it while the graph is built.
final class Layer {
  /// The operator of its nodes: its class, without its package.
  let op: OperatorID
  let name: String
  let config: Config
  /// The shapes it was built with, in the file's own form, or nil.
  let buildConfig: JSON?
  /// Whether it, or a model around it, is not to be trained.
  let isFrozen: Bool
  /// Its layers, where it is a model.
  let subModel: SubModel?
  /// The Python module that the class is from, as far as the file says.
  let module: String
  /// How many calls of it the model around it lists.
  var callCount = 0

  /// The stored tensors it uses, once they are known, which stand together; shared by all calls.
  var weights: Range<ValueID>?
  /// The same as specifications, for counting.
  var weightList: [Weight]?
  /// Its tensors in the file.
  var stored: [StoredWeight] = []
  /// The types of the results of its first call, once it is known.
  var firstResults: [ValueType?]?
  /// Those of its further calls, in order.
  var furtherResults: [[ValueType?]] = []

  init(
    op: OperatorID, name: String, config: Config, buildConfig: JSON?, isFrozen: Bool, subModel: SubModel?,
    module: String = ""
  ) {
    self.op = op
    self.name = name
    self.config = config
    self.buildConfig = buildConfig
    self.isFrozen = isFrozen
    self.subModel = subModel
    self.module = module
    isOperation = module.holds(".ops.")
  }

  /// The class, without its package.
  var className: String { op.type }
  /// Whether it is an operation on tensors that Keras lists among the layers.
  let isOperation: Bool
  /// The types that it computes in and stores variables in.
  private(set) lazy var policy: (compute: DataType, variable: DataType) =
    TensorSpec.policy(config.json?["dtype"]) ?? (.float32, .float32)
  /// The input shapes it was built with: one, several, or none known.
  private(set) lazy var buildShapes = Self.buildShapes(buildConfig)
  private var knownAttributes: NodeAttributes.Shared?
  /// Its settings as attributes, the same for all its calls.
  var attributes: NodeAttributes.Shared {
    if let known = knownAttributes { return known }
    let made = NodeAttributes.shared(self)
    knownAttributes = made
    return made
  }
  /// The name as a part of longer names, whose number is not bounded by the file's length.
  var shortName: String {
    name.utf8.count <= KerasLimits.nameBytes ? name : String(name.prefix(50)) + "…"
  }

  /// Lets go of the attributes, when its only call has been written out for the only time.
  func forgetAttributes() { if callCount == 1 { knownAttributes = nil } }

  /// Keeps the results of a call, for as many calls as are listed.
  func note(_ types: [ValueType?]) {
    if firstResults == nil {
      firstResults = types
    } else if furtherResults.count + 1 < callCount {
      furtherResults.append(types)
    }
  }

  private static func buildShapes(_ build: JSON?) -> [TensorSpec] {
    guard let build else { return [] }
    if let shape = build["input_shape"] {
      if let dims = TensorSpec.dims(shape) { return [TensorSpec(dims: dims)] }
      return shape.elements.compactMap { TensorSpec.dims($0).map { TensorSpec(dims: $0) } }
    }
    guard let shapes = build["shapes_dict"] else { return [] }
    return shapes.members.compactMap { TensorSpec.dims($0.value).map { TensorSpec(dims: $0) } }
  }
}

/// A tensor, named by the layer that makes it. It takes 24 bytes, since a file has as many as lines.
struct Reference {
  private var layerNumber: Int32
  private var callNumber, tensorNumber: Int32
  private var rare: Rare?

  /// Parts that few references have, or not for long.
  private final class Rare {
    let keyword: String?
    let recorded: TensorSpec?

    init(_ keyword: String?, _ recorded: TensorSpec?) {
      self.keyword = keyword
      self.recorded = recorded
    }
  }

  init(layer: Int?, call: Int64, tensor: Int64, keyword: String?, recorded: TensorSpec?) {
    layerNumber = Int32(layer ?? -1)
    callNumber = Int32(clamping: call)
    tensorNumber = Int32(clamping: tensor)
    setRare(keyword, recorded)
  }

  private mutating func setRare(_ keyword: String?, _ recorded: TensorSpec?) {
    rare = keyword == nil && recorded == nil ? nil : Rare(keyword, recorded)
  }

  /// The layer in ``SubModel/layers``; nil where there is none of that name.
  var layer: Int? {
    get { layerNumber < 0 ? nil : Int(layerNumber) }
    set { layerNumber = Int32(newValue ?? -1) }
  }
  /// Which of the layer's calls.
  var call: Int {
    get { Int(callNumber) }
    set { callNumber = Int32(clamping: newValue) }
  }
  /// Which of the call's results.
  var tensor: Int { Int(tensorNumber) }
  /// The argument or dictionary key it is passed by, where it is.
  var keyword: String? { rare?.keyword }
  /// Its type in the file.
  var recorded: TensorSpec? {
    get { rare?.recorded }
    set { setRare(keyword, newValue) }
  }
}

/// The layers of a model and their wiring.
final class SubModel {
  enum Kind {
    /// Layers wired by `inbound_nodes`.
    case functional
    /// Layers one after the other.
    case sequential
    /// Layers in the config of a model whose wiring is code.
    case loose
  }

  let kind: Kind
  let layers: [Layer]
  /// Where a functional model's inputs come in.
  let inputs: [Reference]
  /// The outputs of a functional model.
  let outputs: [Reference]
  /// What the calls of a functional model's layers read.
  private(set) var wiring: Wiring
  /// The work of going through its layers once, those of models among them left out.
  private(set) lazy var work = layers.reduce(inputs.count) { $0 + 1 + $1.callCount }
  /// The calls of a functional model, each after those it reads.
  var order: [CallPlace] = []
  /// The types of tensors in the file.
  var recorded: [TensorPlace: TensorSpec] = [:]
  /// How many results of a call are used, as far as the file says.
  var resultCounts: [CallPlace: Int] = [:]

  init(
    kind: Kind, layers: [Layer], inputs: [Reference] = [], outputs: [Reference] = [],
    wiring: Wiring = Wiring()
  ) {
    self.kind = kind
    self.layers = layers
    self.inputs = inputs
    self.outputs = outputs
    self.wiring = wiring
  }

  /// Lets go of the wiring, when the model has been written out for the only time.
  func forgetWiring() {
    wiring = Wiring()
    order = []
  }
}

/// A call by number.
struct CallPlace: Hashable {
  var layer: Int
  var call: Int
}

/// A result of a call by number.
struct TensorPlace: Hashable {
  var layer: Int
  var call: Int
  var tensor: Int
}
