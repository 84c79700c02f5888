import ModelGraph
import ShapeMath

/// The parameters of one element type.
public struct ParameterGroup: Sendable, Hashable {
  /// The element type.
  public var dataType: DataType
  /// The number of elements.
  public var count: Int64
  /// Their bytes when packed; 0 for strings.
  public var bytes: Int64
}

/// A model's initializers by element type, each once, in the order of ``DataType``'s numbers.
///
/// Cost: linear in values.
public func parameterGroups(of model: Model) -> [ParameterGroup] {
  var groups: [Int32: ParameterGroup] = [:]
  for id in model.inferenceGraphs {
    for constant in model.graphs[id].parameterTensors {
      guard let count = constant.elementCount else { continue }
      let number = constant.dataType.rawValue
      let earlier = groups[number] ?? ParameterGroup(dataType: constant.dataType, count: 0, bytes: 0)
      groups[number] = ParameterGroup(
        dataType: earlier.dataType, count: saturatingSum(earlier.count, count),
        bytes: saturatingSum(earlier.bytes, constant.byteCount ?? 0))
    }
  }
  return groups.keys.sorted().compactMap { groups[$0] }
}

/// The most bytes that values of the main graph take at one time, if nodes run in the file's order, every
/// value has memory of its own, and is freed after its last use. Parameters are not among them.
///
/// Where the batch is open, they are those of one sample.
///
/// - Returns: nil where the size of a value is not known. Cost: linear.
public func peakActivationBytes(of model: Model) -> Int64? {
  guard let graph = model.graphs.first else { return nil }
  let sizes = OpenSizes(dims: model.openDims, extent: .sample, isMain: true)
  let uses = Uses(of: graph)
  var lastUse = graph.values.indices.map { uses[$0].last?.node ?? -1 }
  for body in model.graphs where body.owner?.graph == 0 {
    for capture in body.captures where lastUse.indices.contains(capture.outer) {
      lastUse[capture.outer] = max(lastUse[capture.outer], body.owner?.node ?? -1)
    }
  }
  for output in graph.outputs { lastUse[output] = graph.nodes.count }
  var freedAfter = [[ValueID]](repeating: [], count: graph.nodes.count + 1)
  var live: Int64 = 0
  for input in graph.inputs where graph.values[input].constant == nil {
    guard let bytes = byteCount(of: input, in: graph, sizes) else { return nil }
    live = saturatingSum(live, bytes)
    if lastUse[input] >= 0 { freedAfter[lastUse[input]].append(input) }
  }
  var peak = live
  for (index, node) in graph.nodes.enumerated() {
    for case let output? in node.outputs where graph.values[output].constant == nil {
      guard let bytes = byteCount(of: output, in: graph, sizes) else { return nil }
      live = saturatingSum(live, bytes)
      freedAfter[max(lastUse[output], index)].append(output)
    }
    peak = max(peak, live)
    for value in freedAfter[index] { live -= byteCount(of: value, in: graph, sizes) ?? 0 }
  }
  return peak
}
