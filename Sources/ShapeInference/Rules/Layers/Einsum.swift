import ModelGraph

/// Sums of products in Einstein's notation.
enum Einsum {
  static let rules: [Rule] = [Rule("Einsum", einsum)]

  private static func einsum(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let equation = context.string("equation") else { throw .attribute("there is no equation") }
    let letters = Array(equation.utf8).filter { $0 != UInt8(ascii: " ") }
    guard letters.count <= InferenceLimits.equationBytes else { throw .attribute("the equation is too long") }
    let sides = split(letters)
    let terms = sides.left.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(
      Array.init)
    guard terms.count == context.inputCount else {
      throw .attribute("the equation has \(terms.count) terms for \(context.inputCount) inputs")
    }
    var sizes: [UInt8: Extent] = [:]
    var ellipsis: [Extent] = []
    var seen: [UInt8: Int] = [:]
    for (slot, term) in terms.enumerated() {
      for letter in term where letter != dot { seen[letter, default: 0] += 1 }
      guard let shape = context.shape(slot) else { return }
      try match(Array(term), shape, slot, &sizes, &ellipsis)
    }
    var result: [Extent] = []
    if let right = sides.right {
      guard let output = expanded(right, sizes, ellipsis) else {
        throw .attribute("the equation's output names an index that no input has")
      }
      result = output
    } else {
      // Without an arrow: the dots, then every index that stands once, sorted.
      result = ellipsis + seen.filter { $0.value == 1 }.keys.sorted().map { sizes[$0] ?? .unknown }
    }
    context.set(0, element, result)
  }

  private static let dot = UInt8(ascii: ".")

  private static func split(_ letters: [UInt8]) -> (left: [UInt8], right: [UInt8]?) {
    for index in letters.indices.dropLast()
    where letters[index] == UInt8(ascii: "-") && letters[index + 1] == UInt8(ascii: ">") {
      return (Array(letters[..<index]), Array(letters[(index + 2)...]))
    }
    return (letters, nil)
  }

  private static func match(
    _ term: [UInt8], _ shape: [Extent], _ slot: Int, _ sizes: inout [UInt8: Extent],
    _ ellipsis: inout [Extent]
  ) throws(RuleError) {
    let names = term.filter { $0 != dot }
    let hasDots = names.count != term.count
    guard hasDots ? shape.count >= names.count : shape.count == names.count else {
      throw .shape("input \(slot) has rank \(shape.count), but the equation gives it \(names.count) indices")
    }
    let before = term.firstIndex(of: dot) ?? names.count
    let skipped = shape.count - names.count
    for (position, name) in names.enumerated() {
      let dim = shape[position < before ? position : position + skipped]
      let known = sizes[name] ?? .known(1)
      guard let joined = Broadcasting.dim(known, dim) else {
        throw .shape("the equation gives one index the sizes \(known.dim.text) and \(dim.dim.text)")
      }
      sizes[name] = joined
    }
    if skipped > 0 { ellipsis = try Broadcasting.join(ellipsis, Array(shape[before..<(before + skipped)])) }
  }

  private static func expanded(
    _ right: [UInt8], _ sizes: [UInt8: Extent], _ ellipsis: [Extent]
  ) -> [Extent]? {
    var result: [Extent] = []
    var dots = 0
    for letter in right {
      if letter == dot {
        dots += 1
        if dots == 3 { result += ellipsis }
      } else {
        guard let size = sizes[letter] else { return nil }
        result.append(size)
      }
    }
    return result
  }
}
