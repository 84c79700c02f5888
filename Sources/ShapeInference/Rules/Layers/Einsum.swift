import ModelGraph
import ShapeMath

/// Sums of products in Einstein's notation.
enum Einsum {
  static let rules: [Rule] = [Rule("Einsum", einsum)]

  private static func einsum(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let equation = context.string("equation") else { throw .attribute("there is no equation") }
    guard equation.utf8.count <= InferenceLimits.equationBytes else {
      throw .attribute("the equation is too long")
    }
    let parsed = EinsumEquation(equation)
    guard parsed.inputs.count == context.inputCount else {
      throw .attribute("the equation has \(parsed.inputs.count) terms for \(context.inputCount) inputs")
    }
    var sizes: [UInt8: Extent] = [:]
    var dotted: [Extent] = []
    for (slot, term) in parsed.inputs.enumerated() {
      guard let shape = context.shape(slot) else { return }
      try match(term, shape, slot, &sizes, &dotted)
    }
    guard let output = parsed.output else {
      // Without an arrow: the dots, then every index that stands once, sorted.
      let result = dotted + parsed.lettersOfImplicitOutput.map { sizes[$0] ?? .unknown }
      return context.set(0, element, result)
    }
    var result: [Extent] = []
    for (place, letter) in output.letters.enumerated() {
      if place == output.ellipsis { result += dotted }
      guard let size = sizes[letter] else {
        throw .attribute("the equation's output names an index that no input has")
      }
      result.append(size)
    }
    if output.ellipsis == output.letters.count { result += dotted }
    context.set(0, element, result)
  }

  private static func match(
    _ term: EinsumEquation.Term, _ shape: [Extent], _ slot: Int, _ sizes: inout [UInt8: Extent],
    _ dotted: inout [Extent]
  ) throws(RuleError) {
    let names = term.letters
    guard term.ellipsis == nil ? shape.count == names.count : shape.count >= names.count else {
      throw .shape("input \(slot) has rank \(shape.count), but the equation gives it \(names.count) indices")
    }
    let before = term.ellipsis ?? names.count
    let skipped = shape.count - names.count
    for (position, name) in names.enumerated() {
      let dim = shape[position < before ? position : position + skipped]
      let known = sizes[name] ?? .known(1)
      guard let joined = known.broadcast(with: dim) else {
        throw .shape("the equation gives one index the sizes \(known.dim.text) and \(dim.dim.text)")
      }
      sizes[name] = joined
    }
    if skipped > 0 { dotted = try Broadcasting.join(dotted, Array(shape[before..<(before + skipped)])) }
  }
}
