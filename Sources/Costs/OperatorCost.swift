import ModelGraph
import ShapeMath

/// The cost of running a part of a model once.
public struct Cost: Sendable, Hashable {
  /// Multiply-accumulates of the operators where they are known.
  public var countedMacs: Int64
  /// Operators whose multiply-accumulates are not known, because a dim isn't.
  public var unknownMacs: Int
  /// Bytes of the operators' outputs, where known.
  public var countedBytes: Int64
  /// Operators with outputs of unknown size.
  public var unknownBytes: Int
  /// Operators among the unknown ones that sizes for the inputs' named dims would make known.
  public var openMacs = 0
  /// Whether multiply-accumulates are those of one sample, since the batch is open.
  public var areMacsPerSample = false
  /// The same of bytes.
  public var areBytesPerSample = false

  /// Nothing.
  public static let zero = Cost(countedMacs: 0, unknownMacs: 0, countedBytes: 0, unknownBytes: 0)

  /// The multiply-accumulates if those of all operators are known.
  public var macs: Int64? { unknownMacs == 0 ? countedMacs : nil }

  /// The bytes of outputs if those of all operators are known.
  public var bytes: Int64? { unknownBytes == 0 ? countedBytes : nil }

  /// The sum; saturates.
  public static func + (a: Cost, b: Cost) -> Cost {
    Cost(
      countedMacs: saturatingSum(a.countedMacs, b.countedMacs), unknownMacs: a.unknownMacs + b.unknownMacs,
      countedBytes: saturatingSum(a.countedBytes, b.countedBytes),
      unknownBytes: a.unknownBytes + b.unknownBytes, openMacs: a.openMacs + b.openMacs,
      areMacsPerSample: a.areMacsPerSample || b.areMacsPerSample,
      areBytesPerSample: a.areBytesPerSample || b.areBytesPerSample)
  }

  /// A number of times the cost; saturates.
  public static func * (a: Cost, times: Int) -> Cost {
    Cost(
      countedMacs: saturatingProduct(a.countedMacs, Int64(times)),
      unknownMacs: a.unknownMacs.multipliedReportingOverflow(by: times).partialValue,
      countedBytes: saturatingProduct(a.countedBytes, Int64(times)),
      unknownBytes: a.unknownBytes.multipliedReportingOverflow(by: times).partialValue,
      openMacs: a.openMacs.multipliedReportingOverflow(by: times).partialValue,
      areMacsPerSample: a.areMacsPerSample, areBytesPerSample: a.areBytesPerSample)
  }

  /// The one of two alternatives with more multiply-accumulates.
  public static func larger(_ a: Cost, _ b: Cost) -> Cost { a.countedMacs >= b.countedMacs ? a : b }
}

/// The cost of one operator. Where the batch is open, it is that of one sample, and says so.
///
/// Its outputs count in full, as if each had memory of its own; constants count nothing.
///
/// - Parameters:
///   - attributes: the node's attributes, references to a function's resolved.
///   - openDims: what is known of dims that the file leaves open.
///   - isMain: whether the graph is the main graph, whose values ``OpenDims/batchFirst`` lists.
public func cost(
  of node: Node, attributes: [Attribute], in graph: Graph, openDims: OpenDims = OpenDims(),
  isMain: Bool = false
) -> Cost {
  var cost = Cost.zero
  let sample = OpenSizes(dims: openDims, extent: .sample, isMain: isMain)
  if let macs = multiplications(of: node, attributes: attributes, in: graph) {
    cost.countedMacs = macs
  } else if let macs = multiplications(of: node, attributes, in: graph, sample) {
    cost.countedMacs = macs
    cost.areMacsPerSample = true
  } else {
    cost.unknownMacs = 1
    let sizes = OpenSizes(dims: openDims, extent: .anyInput, isMain: isMain)
    if multiplications(of: node, attributes, in: graph, sizes) != nil { cost.openMacs = 1 }
  }
  for case let output? in node.outputs where graph.values[output].constant == nil {
    if let bytes = byteCount(of: output, in: graph, .none) {
      cost.countedBytes = saturatingSum(cost.countedBytes, bytes)
    } else if let bytes = byteCount(of: output, in: graph, sample) {
      cost.countedBytes = saturatingSum(cost.countedBytes, bytes)
      cost.areBytesPerSample = true
    } else {
      cost.unknownBytes = 1
    }
  }
  return cost
}

/// The bytes of a value's tensor, packed; nil where its size is not known.
func byteCount(of value: ValueID, in graph: Graph, _ sizes: OpenSizes) -> Int64? {
  guard case .tensor(let element, _)? = graph.values[value].type, let dims = sizes.dims(of: value, in: graph)
  else { return nil }
  return TensorRef(dataType: element, dims: dims).byteCount
}
