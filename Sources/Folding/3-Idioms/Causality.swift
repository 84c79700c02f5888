import ModelGraph

/// Tells whether a mask keeps every query from the keys behind it, from the operators that make the mask.
///
///       Range → Unsqueeze ─┐
///       Range ─────────────┴ LessOrEqual ─ And ─ Where(·, 0, −∞)   →   causal
///
/// A mask may hide more than that (padding, what lies too far back). Where a way to it is not understood, or the mask is a
/// stored tensor, nothing is said: elements of tensors are not read.
///
/// Cost: bounded by ``FoldTuning/Idioms/mostMaskSteps`` operators.
struct Causality {
  private let facts: FlatFacts
  private var steps = FoldTuning.Idioms.mostMaskSteps

  /// What a value with rows for queries and columns for keys holds for every key behind its query.
  private enum Side {
    /// False, or zero.
    case zero
    /// True, or a number other than zero.
    case marked
    /// A number that no score outweighs.
    case lowered
  }

  init(_ facts: FlatFacts) { self.facts = facts }

  /// Whether a mask that is added to scores hides all keys behind a query.
  mutating func lowersLater(_ mask: FlatValueID) -> Bool { side(mask) == .lowered }

  /// Whether a mask that says which scores are kept drops all keys behind a query.
  mutating func dropsLater(_ mask: FlatValueID) -> Bool { side(mask) == .zero }

  /// Whether a mask that says which scores are replaced marks all keys behind a query.
  mutating func marksLater(_ mask: FlatValueID) -> Bool { side(mask) == .marked }

  private mutating func side(_ value: FlatValueID) -> Side? {
    steps -= 1
    guard steps > 0, case .node(let node, _) = facts.flat.values[value].producer else { return nil }
    let inputs = Array(facts.flat.inputs(of: node))
    guard let first = inputs.first, let first else { return nil }
    let second = inputs.count > 1 ? inputs[1] : nil
    switch facts.type(node) {
    case "Cast", "CastLike", "Identity", "Unsqueeze", "Expand": return side(first)
    case "Not": return side(first).flatMap(Self.opposite)
    case "And": return either(first, second, is: .zero)
    case "Or": return either(first, second, is: .marked)
    case "Add": return either(first, second, is: .lowered)
    case "Mul": return second.flatMap { product(first, $0) }
    case "Sub":
      // One minus a mask of zeros and ones.
      guard facts.scalar(first) == 1, let second else { return nil }
      return side(second).flatMap(Self.opposite)
    case "Where": return inputs.count > 2 ? choice(first, second, inputs[2]) : nil
    case "Trilu": return triangle(node, first, second)
    case "LessOrEqual", "Less", "GreaterOrEqual", "Greater": return second.flatMap { order(node, first, $0) }
    default: return nil
    }
  }

  private static func opposite(_ side: Side) -> Side? {
    switch side {
    case .zero: .marked
    case .marked: .zero
    case .lowered: nil
    }
  }

  private mutating func either(_ a: FlatValueID?, _ b: FlatValueID?, is wanted: Side) -> Side? {
    guard let a, let b else { return nil }
    return side(a) == wanted || side(b) == wanted ? wanted : nil
  }

  private mutating func product(_ a: FlatValueID, _ b: FlatValueID) -> Side? {
    if facts.isLow(b) { return side(a) == .marked ? .lowered : nil }
    if facts.isLow(a) { return side(b) == .marked ? .lowered : nil }
    let sides = (side(a), side(b))
    if sides.0 == .zero || sides.1 == .zero { return .zero }
    return sides == (.lowered, .marked) || sides == (.marked, .lowered) ? .lowered : nil
  }

  /// `Where(condition, x, y)`.
  private mutating func choice(_ condition: FlatValueID, _ x: FlatValueID?, _ y: FlatValueID?) -> Side? {
    guard let x, let y else { return nil }
    if facts.isLow(y) { return side(condition) == .zero || side(x) == .lowered ? .lowered : nil }
    if facts.isLow(x) { return side(condition) == .marked || side(y) == .lowered ? .lowered : nil }
    return nil
  }

  /// The upper or lower triangle of a tensor that holds one number everywhere.
  private func triangle(_ node: FlatNodeID, _ input: FlatValueID, _ diagonal: FlatValueID?) -> Side? {
    guard let offset = diagonal.map(facts.scalar) ?? 0, let number = filled(input), number != 0 else {
      return nil
    }
    if facts.node(node).int("upper", or: 1) == 0 { return offset == 0 ? .zero : nil }
    // What is kept are the places behind the diagonal.
    guard offset == 1 else { return nil }
    return number <= FoldTuning.Idioms.lowScore ? .lowered : .marked
  }

  /// The number that a tensor holds everywhere.
  private func filled(_ value: FlatValueID) -> Double? {
    var next = value
    for _ in 0..<FoldTuning.Idioms.mostMaskSteps {
      if let number = facts.scalar(next) { return number }
      guard case .node(let node, _) = facts.flat.values[next].producer else { return nil }
      switch facts.type(node) {
      case "ConstantOfShape":
        // Zero is its default, which says nothing of a mask.
        return facts.node(node).tensor("value")?.elements?.first
      case "Expand", "Cast", "Identity", "Unsqueeze", "CastLike":
        guard let input = facts.flat.inputs(of: node).first, let input else { return nil }
        next = input
      default: return nil
      }
    }
    return nil
  }

  /// What a comparison of the places of keys and queries holds: the one counts along the last axis, the other along the
  /// one before it.
  private func order(_ node: FlatNodeID, _ first: FlatValueID, _ second: FlatValueID) -> Side? {
    let type = facts.type(node)
    let isStrict = type == "Less" || type == "Greater"
    let (small, large) = type.hasPrefix("Less") ? (first, second) : (second, first)
    // Keys up to the query are kept; or keys behind the query are marked.
    if isKeys(small), isQueries(large, mayAddOne: isStrict) { return .zero }
    return isStrict && isQueries(small, mayAddOne: false) && isKeys(large) ? .marked : nil
  }

  private func isKeys(_ value: FlatValueID) -> Bool {
    guard let dims = facts.dims(value), let last = dims.last, last != .known(1),
      dims.dropLast().allSatisfy({ $0 == .known(1) })
    else { return false }
    return isRange(value, mayAddOne: false)
  }

  private func isQueries(_ value: FlatValueID, mayAddOne: Bool) -> Bool {
    guard let dims = facts.dims(value), dims.count > 1, dims.last == .known(1),
      dims[dims.count - 2] != .known(1),
      dims.dropLast(2).allSatisfy({ $0 == .known(1) })
    else { return false }
    return isRange(value, mayAddOne: mayAddOne)
  }

  /// Whether a value holds 0, 1, 2 and so on, or one more.
  private func isRange(_ value: FlatValueID, mayAddOne: Bool) -> Bool {
    var next = value
    for _ in 0..<FoldTuning.Idioms.mostMaskSteps {
      guard case .node(let node, _) = facts.flat.values[next].producer else { return false }
      let inputs = Array(facts.flat.inputs(of: node))
      guard let first = inputs.first, let first else { return false }
      switch facts.type(node) {
      case "Range":
        return inputs.count == 3 && facts.scalar(first) == 0 && inputs[2].flatMap(facts.scalar) == 1
      case "Unsqueeze", "Reshape", "Cast", "Identity", "CastLike": next = first
      case "Add":
        guard inputs.count == 2, let second = inputs[1], let number = facts.scalar(second),
          number == 0 || (number == 1 && mayAddOne)
        else { return false }
        next = first
      default: return false
      }
    }
    return false
  }
}
