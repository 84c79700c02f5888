import Diagnostics
import JSONInput
import ModelGraph

/// Finds the model in a JSON text and builds it.
enum ModelAssembler {
  /// Facts from the file beside the model's JSON.
  struct Extras {
    var kerasVersion: String?
    var backend: String?
    var metadata: [MetadataEntry] = []
    var weights = StoredWeights()
    var diagnostics: [Diagnostic] = []

    /// Takes the stored tensors of a file over, with a word on those that could not be read.
    mutating func take(_ file: HDF5File, _ what: String) {
      weights = file.weights
      if let damage = file.damage { notRead(what, damage) }
    }

    /// Says that stored tensors can't be read: a model is drawn without them, too.
    mutating func notRead(_ what: String, _ why: FoldoutError) {
      diagnostics.append(
        Diagnostic(
          .warning, "weights-unread", "\(what) can't be read: \(why.diagnostic.message)",
          hint: why.diagnostic.hint))
    }
  }

  /// Reads the model; `letGo` lets go of the memory that the text takes, which may be looked at again.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` where the text is no JSON, holds no model, or its layers
  ///   form a circle.
  static func read(
    json bytes: UnsafeRawBufferPointer, _ extras: Extras = Extras(), letGo: @escaping () -> Void = {}
  ) throws(FoldoutError) -> ReadResult {
    let document = try JSONDocument(bytes)
    letGo()
    // People save the text that `to_json` gives as JSON once more; then it is one string.
    if let raw = withExtendedLifetime(document, { document.root.rawString }) {
      let inner = JSONString.unescaped(raw)
      var result: Result<ReadResult, FoldoutError>?
      inner.withUnsafeBytes { bytes in
        result = Result { () throws(FoldoutError) in
          let document = try JSONDocument(bytes)
          return try withExtendedLifetime(document) { () throws(FoldoutError) in
            try read(document, extras)
          }
        }
      }
      if let result { return try result.get() }
    }
    return try withExtendedLifetime(document) { () throws(FoldoutError) in
      try read(document, extras, letGo)
    }
  }

  private static func read(
    _ document: JSONDocument, _ extras: Extras, _ letGo: @escaping () -> Void = {}
  ) throws(FoldoutError) -> ReadResult {
    let root = document.root
    guard let topology = topology(in: root) else { throw notKeras(root) }
    let reader = TopologyReader()
    let layer = reader.model(topology)
    let budget = Budget(size: document.count)
    letGo()
    let builder = LayerGraphBuilder(reader: reader, budget: budget, letGo: letGo)
    try layer.subModel?.sortAll()
    if let subModel = layer.subModel {
      let weights = extras.weights.isEmpty ? Self.manifest(root) : extras.weights
      if !weights.isEmpty { weights.assign(to: subModel) }
    }
    var model = Model()
    model.header = header(root, topology, extras)
    model.traits.allTensorsAreParameters = true
    model.traits.nodesAreLayers = true
    model.traits.namesAreAuthored = true
    build(layer, builder)
    model.graphs = [builder.graph]
    model.openDims.batchFirst = builder.batchFirst.flags
    if let subModel = layer.subModel {
      let tally = LayerTally(subModel)
      model.layers = tally.layers
      model.trainableParameters = tally.total.trainable
    }
    var diagnostics = extras.diagnostics + reader.diagnostics
    if budget.isExceeded {
      diagnostics.append(
        Diagnostic(
          .warning, "too-many-calls", "models are called too often; further calls are drawn as one box"))
    }
    return ReadResult(model: model, diagnostics: diagnostics)
  }

  /// The model's own object, whatever is around it.
  private static func topology(in root: JSON) -> JSON? {
    var json = root
    for _ in 0..<4 {
      if TopologyReader.isLayer(json) { return json }
      guard let inner = json["modelTopology"] ?? json["model_config"] ?? json["config"] else { return nil }
      json = inner
    }
    return nil
  }

  /// The tensors that a TensorFlow.js file lists.
  private static func manifest(_ root: JSON) -> StoredWeights {
    var weights = StoredWeights()
    guard let manifest = root["weightsManifest"] else { return weights }
    for group in manifest.elements {
      guard let list = group["weights"] else { continue }
      for entry in list.elements {
        guard let name = entry["name"]?.string, let dims = Config.ints(entry["shape"]) else { continue }
        let dtype = entry["dtype"]?.string.flatMap(DataType.named) ?? .undefined
        weights.add(StoredWeight(path: name, dims: dims, dtype: dtype))
      }
    }
    return weights
  }

  private static func notKeras(_ root: JSON) -> FoldoutError {
    if root["format"]?.string == "graph-model" {
      return FoldoutError(
        .malformed, "not-keras", "this is a TensorFlow.js graph model, which has no layers",
        hint: "Convert the Keras model itself with tensorflowjs, or export it to ONNX.")
    }
    return FoldoutError(
      .malformed, "not-keras", "this JSON holds no Keras model",
      hint: "A model's JSON comes from `model.to_json()` and names a class_name and a config.")
  }

  private static func build(_ layer: Layer, _ builder: LayerGraphBuilder) {
    let generic: Set<String> = ["Functional", "Sequential", "Model", "Container", "Network"]
    builder.name(layer.name, className: generic.contains(layer.className) ? nil : layer.className)
    guard let subModel = layer.subModel else {
      let input = builder.addInput("input", layer.buildShapes.first ?? .unknown)
      let outputs = builder.call(
        layer, [.init(value: input)], nil, results: 1, recorded: [], in: 0, depth: 0)
      builder.setOutputs(outputs, names: outputs.map { _ in layer.name })
      return
    }
    let outputs = builder.expand(subModel, of: layer, [], in: 0, depth: LayerGraphBuilder.wholeDepth)
    builder.setOutputs(outputs, names: names(subModel, outputs.count))
  }

  /// The outputs' names: those of the layers that produce them.
  private static func names(_ subModel: SubModel, _ count: Int) -> [String] {
    if subModel.kind == .functional {
      return subModel.outputs.map { output in
        let name = output.layer.map { subModel.layers[$0].name } ?? ""
        return output.tensor > 0 ? "\(name):\(output.tensor)" : name
      }
    }
    return [String](repeating: subModel.layers.last?.name ?? "", count: count)
  }

  private static func header(_ root: JSON, _ topology: JSON, _ extras: Extras) -> Header {
    var header = Header()
    header.format = "Keras"
    header.producerName = "Keras"
    let version =
      root["keras_version"] ?? root["modelTopology"]?["keras_version"] ?? topology["keras_version"]
    header.producerVersion = extras.kerasVersion ?? version?.string ?? ""
    if let backend = extras.backend ?? (root["backend"] ?? root["modelTopology"]?["backend"])?.string {
      header.metadata.append(MetadataEntry(key: "backend", value: backend))
    }
    header.metadata += extras.metadata
    return header
  }
}
