import ModelGraph

/// What a part of a model costs to run once.
public struct Cost: Sendable, Hashable {
  /// Multiply-accumulates of the operators where they are known.
  public var macs: Int64
  /// Operators whose multiply-accumulates are not known, because a dim isn't.
  public var unknownMacs: Int
  /// Bytes of the operators' outputs, where known.
  public var activationBytes: Int64
  /// Operators with outputs of unknown size.
  public var unknownActivations: Int

  /// Nothing.
  public static let zero = Cost(macs: 0, unknownMacs: 0, activationBytes: 0, unknownActivations: 0)

  /// The multiply-accumulates if all are known.
  public var knownMacs: Int64? { unknownMacs == 0 ? macs : nil }

  /// The bytes if all are known.
  public var knownBytes: Int64? { unknownActivations == 0 ? activationBytes : nil }

  /// The sum; saturates.
  public static func + (a: Cost, b: Cost) -> Cost {
    Cost(
      macs: saturatingSum(a.macs, b.macs), unknownMacs: a.unknownMacs + b.unknownMacs,
      activationBytes: saturatingSum(a.activationBytes, b.activationBytes),
      unknownActivations: a.unknownActivations + b.unknownActivations)
  }

  /// A number of times the cost; saturates.
  public static func * (a: Cost, times: Int) -> Cost {
    Cost(
      macs: saturatingProduct(a.macs, Int64(times)),
      unknownMacs: a.unknownMacs.multipliedReportingOverflow(by: times).partialValue,
      activationBytes: saturatingProduct(a.activationBytes, Int64(times)),
      unknownActivations: a.unknownActivations.multipliedReportingOverflow(by: times).partialValue)
  }

  /// The larger of two alternatives.
  static func larger(_ a: Cost, _ b: Cost) -> Cost { a.macs >= b.macs ? a : b }
}

/// What one operator costs.
///
/// Its outputs count in full, as if each had memory of its own; constants count nothing.
public func cost(of node: Node, attributes: [Attribute], in graph: Graph) -> Cost {
  var cost = Cost.zero
  if let macs = multiplications(of: node, attributes: attributes, in: graph) {
    cost.macs = macs
  } else {
    cost.unknownMacs = 1
  }
  var isUnknown = false
  for case let output? in node.outputs where graph.values[output].constant == nil {
    guard let bytes = byteCount(graph.values[output].type) else {
      isUnknown = true
      continue
    }
    cost.activationBytes = saturatingSum(cost.activationBytes, bytes)
  }
  cost.unknownActivations = isUnknown ? 1 : 0
  return cost
}

/// The bytes of a tensor, packed; nil where its size is not known.
func byteCount(_ type: ValueType?) -> Int64? {
  guard case .tensor(let element, _)? = type, let dims = CostContext.dims(type) else { return nil }
  return TensorRef(dataType: element, dims: dims).byteCount
}
