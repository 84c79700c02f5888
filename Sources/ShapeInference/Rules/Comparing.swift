import ModelGraph

/// Comparisons, logic, and choosing by a condition.
enum Comparing {
  static let rules: [Rule] = [
    Rule("Equal") { site throws(Fault) in
      try compare(site) { a, b in a == b && a.isDetermined ? true : isZero(a - b) }
    },
    Rule("Greater") { site throws(Fault) in try compare(site) { a, b in order(a, b).map { $0 > 0 } } },
    Rule("Less") { site throws(Fault) in try compare(site) { a, b in order(a, b).map { $0 < 0 } } },
    Rule("GreaterOrEqual") { site throws(Fault) in
      try compare(site) { a, b in a.isAtLeast(b) ? true : order(a, b).map { $0 >= 0 } }
    },
    Rule("LessOrEqual") { site throws(Fault) in
      try compare(site) { a, b in b.isAtLeast(a) ? true : order(a, b).map { $0 <= 0 } }
    },
    Rule("And") { site throws(Fault) in try compare(site) { a, b in logic(a, b) { $0 && $1 } } },
    Rule("Or") { site throws(Fault) in try compare(site) { a, b in logic(a, b) { $0 || $1 } } },
    Rule("Xor") { site throws(Fault) in try compare(site) { a, b in logic(a, b) { $0 != $1 } } },
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

  private static func compare(_ site: Site, _ combine: (Extent, Extent) -> Bool?) throws(Fault) {
    try Arithmetic.broadcast(site, .bool)
    guard site.mayHaveContent(0), site.mayHaveContent(1), let a = site.content(0), let b = site.content(1)
    else {
      return
    }
    let content = Broadcasting.map(a, site.shape(0), b, site.shape(1), site.results.first?.shape) { x, y in
      if case .real(let p) = x, case .real(let q) = y, site.node.op.type == "Equal" {
        return .whole(.known(p == q ? 1 : 0))
      }
      return combine(x.extent, y.extent).map { .whole(.known($0 ? 1 : 0)) } ?? .unknown
    }
    if let content { site.setContent(0, content) }
  }

  /// Elements of the second or third input, by the first.
  private static func choose(_ site: Site) throws(Fault) {
    let element = site.element(1) == .undefined ? site.element(2) : site.element(1)
    site.set(0, element, nil)
    let shape = try Broadcasting.shape([site.shape(0), site.shape(1), site.shape(2)])
    site.set(0, element, shape)
    guard site.mayHaveContent(1), site.mayHaveContent(2), let conditions = site.content(0),
      let a = site.content(1),
      let b = site.content(2), let shape, let shapeC = site.shape(0), let shapeA = site.shape(1),
      let shapeB = site.shape(2), let c = Broadcasting.spread(conditions, shapeC, to: shape),
      let x = Broadcasting.spread(a, shapeA, to: shape), let y = Broadcasting.spread(b, shapeB, to: shape)
    else { return }
    site.setContent(
      0,
      c.indices.map { index in
        guard let condition = c[index].extent.value else { return x[index] == y[index] ? x[index] : .unknown }
        return condition != 0 ? x[index] : y[index]
      })
  }
}
