import ModelGraph

/// Changes of the element type.
enum Casting {
  static let rules: [Rule] = [
    Rule("Cast") { context throws(RuleError) in
      let type = context.dataType("to") ?? .undefined
      context.set(0, type, context.shape(0))
      convert(context, to: type)
    },
    Rule("CastLike") { context throws(RuleError) in
      context.set(0, context.element(1), context.shape(0))
      convert(context, to: context.element(1))
    },
    Rule("BitCast") { context throws(RuleError) in
      context.set(0, context.dataType("to") ?? .undefined, context.shape(0))
    },
  ]

  /// The elements as far as they stay exact: whole numbers stay, real ones lose their fraction.
  private static func convert(_ context: InferenceContext, to type: DataType) {
    guard context.mayHaveContent(0), let content = context.content(0) else { return }
    context.setContent(0, content.map { convert($0, to: type) })
  }

  private static func convert(_ element: Scalar, to type: DataType) -> Scalar {
    switch (element, type) {
    case (_, .string), (_, .undefined): return .unknown
    case (.whole(let extent), .bool): return extent.value.map { .whole(.known($0 == 0 ? 0 : 1)) } ?? .unknown
    case (.real(let number), .bool): return .whole(.known(number == 0 ? 0 : 1))
    case (.real(let number), _) where !type.isFloatingPoint:
      return number.magnitude < 0x1p53 ? Scalar.whole(.known(Int64(number))).held(by: type) : .unknown
    case (_, .float16), (_, .bfloat16):
      // Halves and their like are exact in any of them.
      if let number = element.number, (number * 256).rounded() == number * 256, number.magnitude < 1 {
        return element
      }
      return element.held(by: type)
    default: return element.held(by: type)
    }
  }
}
