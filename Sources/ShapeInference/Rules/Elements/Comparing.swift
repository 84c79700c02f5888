import ModelGraph

/// Comparisons, logic, and choosing by a condition.
enum Comparing {
  static let rules: [Rule] = [
    Rule("Equal") { context throws(RuleError) in
      try compare(context) { a, b in a == b && a.isDetermined ? true : isZero(a - b) }
    },
    Rule("Greater") { context throws(RuleError) in try compare(context) { a, b in order(a, b).map { $0 > 0 } }
    },
    Rule("Less") { context throws(RuleError) in try compare(context) { a, b in order(a, b).map { $0 < 0 } } },
    Rule("GreaterOrEqual") { context throws(RuleError) in
      try compare(context) { a, b in a.isAtLeast(b) ? true : order(a, b).map { $0 >= 0 } }
    },
    Rule("LessOrEqual") { context throws(RuleError) in
      try compare(context) { a, b in b.isAtLeast(a) ? true : order(a, b).map { $0 <= 0 } }
    },
    Rule("And") { context throws(RuleError) in try compare(context) { a, b in logic(a, b) { $0 && $1 } } },
    Rule("Or") { context throws(RuleError) in try compare(context) { a, b in logic(a, b) { $0 || $1 } } },
    Rule("Xor") { context throws(RuleError) in try compare(context) { a, b in logic(a, b) { $0 != $1 } } },
    Rule("Where", choose),
  ]

  /// Whether a difference is zero, where it can be told: one that stays positive for all sizes is not.
  private static func isZero(_ difference: Extent) -> Bool? {
    if let value = difference.value { return value == 0 }
    return (difference - 1).isNonnegative || (.known(-1) - difference).isNonnegative ? false : nil
  }

  private static func order(_ a: Extent, _ b: Extent) -> Int64? {
    let difference = a - b
    if let value = difference.value { return value.signum() }
    if (difference - 1).isNonnegative { return 1 }
    return (.known(-1) - difference).isNonnegative ? -1 : nil
  }

  private static func logic(_ a: Extent, _ b: Extent, _ combine: (Bool, Bool) -> Bool) -> Bool? {
    guard let x = a.value, let y = b.value else { return nil }
    return combine(x != 0, y != 0)
  }

  private static func compare(_ context: InferenceContext, _ combine: (Extent, Extent) -> Bool?)
    throws(RuleError)
  {
    try Arithmetic.broadcast(context, .bool)
    guard context.mayHaveContent(0), context.mayHaveContent(1), let a = context.content(0),
      let b = context.content(1)
    else {
      return
    }
    let content = Broadcasting.map(a, context.shape(0), b, context.shape(1), context.results.first?.shape) {
      x, y in
      // Where one is no whole number, the sign of the difference is compared with 0.
      if x.extent.value == nil || y.extent.value == nil, let p = x.number, let q = y.number, !p.isNaN,
        !q.isNaN
      {
        return combine(.known(p < q ? -1 : p > q ? 1 : 0), .known(0)).map { .whole(.known($0 ? 1 : 0)) }
          ?? .unknown
      }
      return combine(x.extent, y.extent).map { .whole(.known($0 ? 1 : 0)) } ?? .unknown
    }
    if let content { context.setContent(0, content) }
  }

  /// Elements of the second or third input, by the first.
  private static func choose(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(1) == .undefined ? context.element(2) : context.element(1)
    context.set(0, element, nil)
    let shape = try Broadcasting.shape([context.shape(0), context.shape(1), context.shape(2)])
    context.set(0, element, shape)
    guard context.mayHaveContent(1), context.mayHaveContent(2), let conditions = context.content(0),
      let a = context.content(1),
      let b = context.content(2), let shape, let shapeC = context.shape(0), let shapeA = context.shape(1),
      let shapeB = context.shape(2), let c = Broadcasting.spread(conditions, shapeC, to: shape),
      let x = Broadcasting.spread(a, shapeA, to: shape), let y = Broadcasting.spread(b, shapeB, to: shape)
    else { return }
    context.setContent(
      0,
      c.indices.map { index in
        guard let condition = c[index].extent.value else { return x[index] == y[index] ? x[index] : .unknown }
        return condition != 0 ? x[index] : y[index]
      })
  }
}
