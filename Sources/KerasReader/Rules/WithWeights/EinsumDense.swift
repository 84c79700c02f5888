import ShapeMath

/// The shapes that follow from an `EinsumDense` equation such as `abc,cde->abde`.
struct EinsumDense {
  private(set) var kernel: [Int64?] = []
  private(set) var output: [Int64?] = []
  /// Nil where there is no bias.
  private(set) var bias: [Int64?]?
  /// The kernel's dims that are not summed over, in the kernel's order.
  private(set) var scale: [Int64?] = []

  /// Reads an equation; nil where it does not fit the input.
  ///
  /// - Parameters:
  ///   - input: the dims of the data.
  ///   - partial: what the config says of the output, without the batch and what an ellipsis stands for.
  ///   - biasAxes: the letters of the axes that have a bias.
  init?(_ equation: String, input: [Int64?], output partial: [Int64?], biasAxes: String?) {
    let parsed = EinsumEquation(equation)
    guard parsed.inputs.count == 2, let batch = input.first, let result = parsed.output?.letters else {
      return nil
    }
    let data = parsed.inputs[0].letters
    let weight = parsed.inputs[1].letters
    let isLeft = parsed.inputs[0].ellipsis == 0
    let elided = input.count - data.count
    guard elided >= 0, elided == 0 || parsed.inputs[0].ellipsis != nil else { return nil }
    output = [batch] + partial
    if elided > 0 {
      if isLeft {
        output.insert(contentsOf: input[1..<elided], at: 1)
      } else {
        output += input.suffix(elided)
      }
    }
    // Letters name axes from the left, or, behind an ellipsis, from the right.
    let dataOffset = isLeft ? elided : 0
    guard result.count + elided == output.count else { return nil }
    var sizes: [UInt8: Int64?] = [:]
    for (place, letter) in result.enumerated() { sizes[letter] = output[place + dataOffset] }
    for (place, letter) in data.enumerated() { sizes[letter] = input[place + dataOffset] }
    for letter in weight where sizes[letter] == nil { return nil }
    kernel = weight.map { sizes[$0] ?? nil }
    scale = weight.filter { !data.contains($0) }.map { sizes[$0] ?? nil }
    guard let biased = biasAxes?.utf8, let first = result.firstIndex(where: { biased.contains($0) }) else {
      return
    }
    // The bias has a dim of one for every axis without a letter after its first.
    bias = result[first...].enumerated().map { place, letter in
      biased.contains(letter) ? output[first + place + dataOffset] : 1
    }
    if !isLeft { bias? += [Int64?](repeating: 1, count: elided) }
  }
}
