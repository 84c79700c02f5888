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
      unknownBytes: a.unknownBytes + b.unknownBytes)
  }

  /// A number of times the cost; saturates.
  public static func * (a: Cost, times: Int) -> Cost {
    Cost(
      countedMacs: saturatingProduct(a.countedMacs, Int64(times)),
      unknownMacs: a.unknownMacs.multipliedReportingOverflow(by: times).partialValue,
      countedBytes: saturatingProduct(a.countedBytes, Int64(times)),
      unknownBytes: a.unknownBytes.multipliedReportingOverflow(by: times).partialValue)
  }

  /// The one of two alternatives with more multiply-accumulates.
  public static func larger(_ a: Cost, _ b: Cost) -> Cost { a.countedMacs >= b.countedMacs ? a : b }
}

/// The cost of one operator.
///
/// Its outputs count in full, as if each had memory of its own; constants count nothing.
public func cost(of node: Node, attributes: [Attribute], in graph: Graph) -> Cost {
  var cost = Cost.zero
  if let macs = multiplications(of: node, attributes: attributes, in: graph) {
    cost.countedMacs = macs
  } else {
    cost.unknownMacs = 1
  }
  var isUnknown = false
  for case let output? in node.outputs where graph.values[output].constant == nil {
    guard let bytes = byteCount(graph.values[output].type) else {
      isUnknown = true
      continue
    }
    cost.countedBytes = saturatingSum(cost.countedBytes, bytes)
  }
  cost.unknownBytes = isUnknown ? 1 : 0
  return cost
}

/// The bytes of a tensor, packed; nil where its size is not known.
func byteCount(_ type: ValueType?) -> Int64? {
  guard case .tensor(let element, _)? = type, let dims = CostContext.dims(type) else { return nil }
  return TensorRef(dataType: element, dims: dims).byteCount
}
