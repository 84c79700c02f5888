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
    case (.whole(let extent), _): return .whole(fits(extent, type) ? extent : .unknown)
    case (.real, _) where type.isFloatingPoint: return element
    case (.real(let number), .bool): return .whole(.known(number == 0 ? 0 : 1))
    case (.real(let number), _):
      guard number.magnitude < 0x1p53 else { return .unknown }
      let whole = Extent.known(Int64(number))
      return .whole(fits(whole, type) ? whole : .unknown)
    }
  }

  private static func fits(_ extent: Extent, _ type: DataType) -> Bool {
    guard let value = extent.value else { return true }
    switch type {
    case .int8: return Int8(exactly: value) != nil
    case .uint8: return UInt8(exactly: value) != nil
    case .int16: return Int16(exactly: value) != nil
    case .uint16: return UInt16(exactly: value) != nil
    case .int32: return Int32(exactly: value) != nil
    case .uint32: return UInt32(exactly: value) != nil
    case .uint64: return value >= 0
    case .int64, .float32, .float64: return true
    default: return value.magnitude <= 128
    }
  }
}
