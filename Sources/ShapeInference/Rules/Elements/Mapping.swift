import ModelGraph

/// Functions of one number, evaluated where it is known.
enum Mapping {
  static let rules: [Rule] = [
    Rule("Abs") { context throws(RuleError) in
      mapped(context) {
        .whole($0.isNonnegative ? $0 : Extent.maximum($0, .known(0) - $0))
      } real: {
        abs($0)
      }
    },
    Rule("Round") { context throws(RuleError) in
      mapped(context) {
        .whole($0)
      } real: {
        $0.rounded(.toNearestOrEven)
      }
    },
    Rule("Sqrt") { context throws(RuleError) in
      mapped(context) {
        $0.value.map { Scalar(Double($0).squareRoot()) } ?? .unknown
      } real: {
        $0.squareRoot()
      }
    },
    Rule("Not") { context throws(RuleError) in
      mapped(context) {
        $0.value.map { .whole(.known($0 == 0 ? 1 : 0)) } ?? .unknown
      } real: {
        $0 == 0 ? 1 : 0
      }
    },
    Rule("Relu") { context throws(RuleError) in
      mapped(context) {
        .whole(Extent.maximum($0, .known(0)))
      } real: {
        max($0, 0)
      }
    },
    Rule("Reciprocal") { context throws(RuleError) in
      mapped(context) {
        $0.value.map { $0 == 0 ? .unknown : Scalar(1 / Double($0)) } ?? .unknown
      } real: {
        1 / $0
      }
    },
    Rule("Clip", clip),
    Rule("Neg") { context throws(RuleError) in
      mapped(context) {
        .whole(.known(0) - $0)
      } real: {
        -$0
      }
    },
    Rule("Floor") { context throws(RuleError) in
      mapped(context) {
        .whole($0)
      } real: {
        $0.rounded(.down)
      }
    },
    Rule("Ceil") { context throws(RuleError) in
      mapped(context) {
        .whole($0)
      } real: {
        $0.rounded(.up)
      }
    },
  ]

  /// Bounds are attributes before version 11; one that is there but not known leaves nothing known.
  private static func clip(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.type(0))
    guard context.mayHaveContent(0), let content = context.content(0) else { return }
    var bounds: [Scalar?] = []
    for (name, slot) in [("min", 1), ("max", 2)] {
      if let number = context.float(name) {
        bounds.append(Scalar(Double(number)))
      } else if context.has(slot) {
        bounds.append(context.content(slot)?.first ?? .unknown)
      } else {
        bounds.append(nil)
      }
    }
    context.setContent(
      0,
      content.map { element in
        let above = bounds[0].map { larger(element, $0) } ?? element
        return bounds[1].map { smaller(above, $0) } ?? above
      })
  }

  /// The larger of two elements.
  static func larger(_ a: Scalar, _ b: Scalar) -> Scalar {
    if case .whole(let x) = a, case .whole(let y) = b { return .whole(Extent.maximum(x, y)) }
    guard let x = a.number, let y = b.number else { return .unknown }
    return Scalar(max(x, y))
  }

  /// The smaller of two elements.
  static func smaller(_ a: Scalar, _ b: Scalar) -> Scalar {
    if case .whole(let x) = a, case .whole(let y) = b { return .whole(Extent.minimum(x, y)) }
    guard let x = a.number, let y = b.number else { return .unknown }
    return Scalar(min(x, y))
  }

  private static func mapped(
    _ context: InferenceContext, _ whole: (Extent) -> Scalar, real: (Double) -> Double
  ) {
    context.set(0, context.type(0))
    let type = context.element(0)
    guard context.mayHaveContent(0), let content = context.content(0) else { return }
    context.setContent(
      0,
      content.map { element in
        switch element {
        case .whole(let extent): whole(extent).held(by: type)
        case .real(let number): Scalar(real(number)).held(by: type)
        }
      })
  }
}
