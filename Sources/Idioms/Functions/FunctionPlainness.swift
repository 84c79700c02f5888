extension ElementProgram {
  /// Whether it has a value for each input and grows no faster than a line, far out too: what squares or divides is no
  /// activation. False for a program that looks at more than single numbers.
  package var isBounded: Bool {
    guard !reduces, vectorCount == 0 else { return false }
    let values = evaluate(Samples.points, columns: 1)
    guard values.allSatisfy(\.isFinite) else { return false }
    let extent = values.reduce(0) { max($0, abs($1)) }
    return [false, true].allSatisfy { isRight in
      if case .growing = FunctionEnd(of: self, isRight: isRight, extent: extent) { false } else { true }
    }
  }

  /// Whether it is a straight line on the stretch that functions are told on.
  package var isAffine: Bool { Self.isLinear(evaluate(Samples.points, columns: 1), in: Samples.points) }

  /// Whether it is another program's result times a number, plus a number.
  package func isLinear(in other: ElementProgram) -> Bool {
    Self.isLinear(evaluate(Samples.points, columns: 1), in: other.evaluate(Samples.points, columns: 1))
  }

  private static func isLinear(_ values: [Double], in inputs: [Double]) -> Bool {
    guard let low = inputs.indices.min(by: { inputs[$0] < inputs[$1] }),
      let high = inputs.indices.max(by: { inputs[$0] < inputs[$1] }), inputs[low] < inputs[high]
    else { return false }
    let slope = (values[high] - values[low]) / (inputs[high] - inputs[low])
    return FormulaTable.difference(values, inputs.lazy.map { values[low] + slope * ($0 - inputs[low]) })
      != nil
  }
}
