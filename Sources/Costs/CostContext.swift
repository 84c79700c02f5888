import ModelGraph
import ShapeMath

/// One operator with what a cost rule may ask about it: numbers only, since a cost is one.
struct CostContext: AttributeLookup {
  let node: Node
  let attributes: [Attribute]
  let graph: Graph
  let sizes: OpenSizes

  /// The dims of an input, if all are known.
  func input(_ slot: Int) -> [Int64]? {
    guard slot < node.inputs.count, let value = node.inputs[slot] else { return nil }
    return sizes.dims(of: value, in: graph) ?? Self.dims(graph.values[value].constant)
  }

  /// The dims of an output, if all are known.
  func output(_ slot: Int = 0) -> [Int64]? {
    guard slot < node.outputs.count, let value = node.outputs[slot] else { return nil }
    return sizes.dims(of: value, in: graph)
  }

  /// Whether an input is there.
  func has(_ slot: Int) -> Bool { slot < node.inputs.count && node.inputs[slot] != nil }

  /// An attribute, references resolved.
  func attribute(_ name: String) -> AttributeValue? { attributes.value(of: name) }

  private static func dims(_ constant: TensorRef?) -> [Int64]? {
    constant.flatMap { $0.dims.allSatisfy { $0 >= 0 } ? $0.dims : nil }
  }
}

/// The sum of some numbers; nil where it does not fit or a number is missing.
func sum(_ numbers: [Int64?]) -> Int64? { numbers.reduce(PlainSize(0)) { $0 + PlainSize($1) }.value }

/// The product of some numbers; nil where it does not fit or a number is missing.
func product(_ numbers: [Int64?]) -> Int64? { PlainSize.product(numbers).value }
