import Idioms
import ModelGraph

/// The last conditions on idioms that take a value apart: which part goes where, which no pattern can express.
///
///       x ─┬─ front ─────── × cos ─ − ─┐       a rotation: each part meets the cosine in its own place,
///          ├─ back ── × sin ──────┘    Concat   and the sine in the other's
///          └─ …
///
/// Parts that are not known, since data decides the cut, are taken for the right ones.
struct PartIdioms {
  private let facts: FlatFacts

  init(_ facts: FlatFacts) { self.facts = facts }

  /// One part of a value: of which, how it was taken, and where it begins.
  private struct Part: Equatable {
    var operation: String
    var axis: Int64
    var start: Double
    var end: Double
    var step: Double
  }

  /// The part that a value is; nil where it is none, or which is not known.
  private func part(_ value: FlatValueID) -> Part? {
    guard let node = facts.producer(value) else { return nil }
    let type = facts.type(node)
    let inputs = Array(facts.flat.inputs(of: node))
    switch type {
    case "Unsqueeze", "Cast", "Identity", "Neg": return inputs.first.flatMap { $0 }.flatMap(part)
    case "Slice":
      guard let cuts = ShapeIdioms.cuts(node, facts), cuts.count == 1, let cut = cuts.first,
        let input = inputs[0]
      else { return nil }
      let length = facts.size(input, Int(cut.axis)).map(Double.init)
      guard cut.start >= 0 || length != nil else { return nil }
      let start = cut.start < 0 ? cut.start + (length ?? 0) : cut.start
      let end = cut.end < 0 ? cut.end + (length ?? 0) : min(cut.end, length ?? cut.end)
      return Part(operation: type, axis: cut.axis, start: start, end: end, step: cut.step)
    case "Split":
      guard let slot = facts.flat.outputs(of: node).firstIndex(of: value) else { return nil }
      let place = Double(slot - facts.flat.outputs(of: node).startIndex)
      return Part(
        operation: type, axis: facts.node(node).int("axis", or: 0), start: place, end: place + 1, step: 1)
    case "Gather":
      guard inputs.count > 1, let place = inputs[1].flatMap(facts.scalar) else { return nil }
      return Part(
        operation: type, axis: facts.node(node).int("axis", or: 0), start: place, end: place + 1, step: 1)
    default: return nil
    }
  }

  // MARK: Rotations

  /// Whether the two parts of each pair change places where they meet the sine, one of them negated.
  func turns(_ match: IdiomMatch) -> Bool {
    for node in match.nodes {
      let inputs = facts.flat.inputs(of: node).compactMap { $0 }
      switch facts.type(node) {
      case "Concat":
        // The half behind stands in front, negated.
        guard inputs.count == 2, isNegated(inputs[0]), let back = part(inputs[0]), let front = part(inputs[1])
        else { continue }
        guard back.axis == front.axis, back.start > front.start else { return false }
      case "Sub":
        guard inputs.count == 2, let cosine = match.inputs.dropFirst().first,
          let sum = match.nodes.first(where: { facts.type($0) == "Add" })
        else { continue }
        let own = (factor(inputs[0]), factor(inputs[1]))
        let terms = facts.flat.inputs(of: sum).compactMap { $0 }
        guard terms.count == 2, let first = own.0, let second = own.1 else { continue }
        let isFirst = facts.producer(terms[0]).map { facts.flat.inputs(of: $0).contains(cosine) } ?? false
        guard let withCosine = factor(terms[isFirst ? 0 : 1]), let withSine = factor(terms[isFirst ? 1 : 0])
        else { continue }
        guard first != second, withCosine == second, withSine == first else { return false }
      default: break
      }
    }
    return true
  }

  private func isNegated(_ value: FlatValueID) -> Bool {
    guard let node = facts.producer(value) else { return false }
    if facts.type(node) == "Unsqueeze", let input = facts.flat.inputs(of: node).first, let input {
      return isNegated(input)
    }
    return facts.type(node) == "Neg"
  }

  /// The part that a product multiplies.
  private func factor(_ product: FlatValueID) -> Part? {
    guard let node = facts.producer(product), facts.type(node) == "Mul" else { return nil }
    return facts.flat.inputs(of: node).lazy.compactMap { $0.flatMap(part) }.first
  }

  // MARK: Cells and boxes

  /// Whether each gate of a recurrent cell is a part of its own.
  func hasGates(_ match: IdiomMatch, _ count: Int) -> Bool {
    var parts: [Part] = []
    var gates = 0
    for node in match.nodes where facts.type(node) == "Sigmoid" {
      gates += 1
      guard let input = facts.flat.inputs(of: node).first, let input else { continue }
      // A gate that adds two products is told by its part of the first.
      let sum = facts.producer(input).flatMap { facts.type($0) == "Add" ? $0 : nil }
      let own = sum.flatMap { facts.flat.inputs(of: $0).first }.flatMap { $0 } ?? input
      guard let part = part(own) else { continue }
      if parts.contains(part) { return false }
      parts.append(part)
    }
    return gates == count
  }

  /// Whether all boxes are moved: a Slice on the way keeps everything.
  func keepsAll(_ match: IdiomMatch) -> Bool {
    match.nodes.allSatisfy { node in
      guard facts.type(node) == "Slice", let input = facts.flat.inputs(of: node).first, let input,
        facts.dims(input)?.count == 1, let output = facts.flat.outputs(of: node).first, let output
      else { return true }
      if let before = facts.size(input, 0), let after = facts.size(output, 0) { return before == after }
      return ShapeIdioms.cuts(node, facts)?.allSatisfy {
        $0.start == 0 && $0.step == 1 && $0.end >= Double(Int32.max)
      } ?? false
    }
  }
}
