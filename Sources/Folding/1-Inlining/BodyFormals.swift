import ModelGraph

/// How the inputs of an operator with bodies meet the bodies' formal inputs (ONNX operator specs of
/// Loop, Scan and If, opset 1–25).
extension Inliner {
  /// The actual values of a body's formals, by position; nil for formals that only the running operator
  /// knows (a loop's counter and condition).
  static func bodyActuals(of node: Node, _ inputs: [FlatValueID?], formals: Int) -> [FlatValueID?] {
    var actuals = [FlatValueID?](repeating: nil, count: formals)
    let first: (formal: Int, input: Int)
    switch node.op.type {
    case "Loop": first = (2, 2)  // formals: counter, condition, carried…; inputs: limit, condition, carried…
    case "Scan", "SequenceMap": first = (0, 0)
    default: return actuals
    }
    var formal = first.formal
    var input = first.input
    while formal < formals, input < inputs.count {
      actuals[formal] = inputs[input]
      formal += 1
      input += 1
    }
    return actuals
  }

  /// The inputs that the collecting operator itself takes: those that no body takes over.
  static func controlInputs(of node: Node, _ inputs: [FlatValueID?]) -> [FlatValueID?] {
    switch node.op.type {
    case "Loop": Array(inputs.prefix(2))
    case "Scan", "SequenceMap": []
    default: inputs
    }
  }
}
