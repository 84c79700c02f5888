import ModelGraph

/// Matrix products.
enum Multiplying {
  static let rules: [Rule] = [
    Rule("MatMul") { context throws(RuleError) in try multiply(context, 0, 1, context.element(0)) },
    Rule("MatMulInteger") { context throws(RuleError) in try multiply(context, 0, 1, .int32) },
    Rule("QLinearMatMul") { context throws(RuleError) in try multiply(context, 0, 3, context.element(7)) },
    Rule("Gemm", gemm),
    Rule("Det") { context throws(RuleError) in
      context.set(0, context.element(0), nil)
      guard let shape = try context.shape(0, minRank: 2) else { return }
      context.set(0, context.element(0), Array(shape.dropLast(2)))
    },
  ]

  /// The product of two inputs as NumPy's `matmul` has it.
  static func multiply(_ context: InferenceContext, _ left: Int, _ right: Int, _ element: DataType)
    throws(RuleError)
  {
    context.set(0, element, nil)
    guard let a = context.shape(left), let b = context.shape(right) else { return }
    context.set(0, element, try product(a, b))
  }

  /// The dims of a matrix product; vectors are taken as one row or one column, which then goes.
  static func product(_ a: [Extent], _ b: [Extent]) throws(RuleError) -> [Extent] {
    guard !a.isEmpty, !b.isEmpty else { throw .shape("a scalar can't be multiplied as a matrix") }
    let rows = a.count == 1 ? [.known(1)] + a : a
    let columns = b.count == 1 ? b + [.known(1)] : b
    let (inner, other) = (rows[rows.count - 1], columns[columns.count - 2])
    if let x = inner.value, let y = other.value, x != y {
      throw .shape("\(Reconciling.text(a)) and \(Reconciling.text(b)) can't be multiplied: \(x) is not \(y)")
    }
    var result = try Broadcasting.join(Array(rows.dropLast(2)), Array(columns.dropLast(2)))
    if a.count > 1 { result.append(rows[rows.count - 2]) }
    if b.count > 1 { result.append(columns[columns.count - 1]) }
    return result
  }

  /// A 2-D product with optional transpositions.
  private static func gemm(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    let a = try context.shape(0, rank: 2)
    let b = try context.shape(1, rank: 2)
    let isLeftFlipped = context.flag("transA")
    let isRightFlipped = context.flag("transB")
    if let a, let b, let x = a[isLeftFlipped ? 0 : 1].value, let y = b[isRightFlipped ? 1 : 0].value, x != y {
      throw .shape("\(Reconciling.text(a)) and \(Reconciling.text(b)) can't be multiplied: \(x) is not \(y)")
    }
    context.set(0, element, [a?[isLeftFlipped ? 1 : 0] ?? .unknown, b?[isRightFlipped ? 0 : 1] ?? .unknown])
  }
}
