import JSONInput
import ModelGraph

/// Which values have the batch as their first dim. Keras calls every open dim `None`, so the names don't tell.
///
/// An input's first open dim is the batch, and layers keep it. Operations on tensors may not: those that could put
/// another dim first, or fold the batch with one, are not believed.
struct BatchFirst {
  /// By value; shorter than the graph's values where the rest have none.
  private(set) var flags: [Bool] = []

  /// Notes a value that has it.
  mutating func insert(_ value: ValueID) {
    if flags.count <= value { flags += [Bool](repeating: false, count: value + 1 - flags.count) }
    flags[value] = true
  }

  /// Whether a value has it.
  func contains(_ value: ValueID) -> Bool { flags.indices.contains(value) && flags[value] }

  /// Whether the results of a call have it where their first dim is open, for arguments of which all with an open first
  /// dim have it.
  static func isKept(by layer: Layer, _ inputs: [TensorSpec], _ call: JSON?) -> Bool {
    guard let dims = inputs.first?.dims else { return false }
    let config = layer.config
    switch layer.className {
    case "Concatenate":
      let axis = config.int("axis") ?? (layer.isOperation ? 0 : -1)
      return DimMath.axis(axis, dims.count) ?? 0 > 0
    case "Lambda", "TFOpLambda", "SlicingOpLambda", "ClassMethod", "InstanceMethod", "TensorFlowOpLayer":
      return false
    default: break
    }
    guard layer.isOperation || !LayerRules.isLayer(layer.className) else { return true }
    switch layer.className {
    case "Reshape": return keepsSize(dims, config)
    case "Transpose": return config.ints("axes")?.first == 0
    case "ExpandDims":
      return !(config.ints("axis") ?? [0]).contains { $0 == 0 || $0 == -Int64(dims.count) - 1 }
    case "Squeeze":
      return !(config.ints("axis", "dim") ?? [0]).contains { $0 == 0 || $0 == -Int64(dims.count) }
    case "GetItem": return takesAllSamples(call)
    case "Matmul": return inputs.allSatisfy { $0.dims?.count ?? 0 > 2 }
    default: return TensorOperations.keepsAxes(layer.className)
    }
  }

  /// Whether the target of a reshape leaves the first dim to be found and holds as many elements otherwise: then it is what
  /// it was.
  private static func keepsSize(_ dims: [Int64?], _ config: Config) -> Bool {
    guard let target = config.ints("newshape"), let first = target.first, first < 0,
      let before = DimMath.product(dims.dropFirst()), before > 0
    else { return false }
    return DimMath.product(target.dropFirst().map { $0 < 0 ? nil : $0 }) == before
  }

  /// Whether a subscript begins with a slice without ends.
  private static func takesAllSamples(_ call: JSON?) -> Bool {
    guard let key = call?["args"]?.elements.dropFirst().first(where: { _ in true }) else { return false }
    guard let first = key.isArray ? key.elements.first(where: { _ in true }) : key,
      first["class_name"]?.string == "__slice__", let slice = first["config"]
    else { return false }
    return ["start", "stop", "step"].allSatisfy { slice[$0]?.int == nil }
  }
}
