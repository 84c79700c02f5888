/// The shapes that an `EinsumDense` equation such as `abc,cde->abde` gives.
struct EinsumDense {
  private(set) var kernel: [Int64?] = []
  private(set) var output: [Int64?] = []
  /// Nil where there is no bias.
  private(set) var bias: [Int64?]?
  /// The kernel's dims that are not summed over, in the kernel's order.
  private(set) var scale: [Int64?] = []

  /// Reads an equation; nil where it makes no sense for the input.
  ///
  /// - Parameters:
  ///   - input: the dims of the data.
  ///   - partial: what the config says of the output, without the batch and what an ellipsis stands for.
  ///   - biasAxes: the letters of the axes that have a bias.
  init?(_ equation: String, input: [Int64?], output partial: [Int64?], biasAxes: String?) {
    let text = equation.filter { $0 != " " }
    let isLeft = text.hasPrefix("...")
    let parts = text.replacing("...", with: "").split(separator: ",", maxSplits: 1)
    guard parts.count == 2, let batch = input.first else { return nil }
    let sides = parts[1].replacing("->", with: ">").split(separator: ">", omittingEmptySubsequences: false)
    guard sides.count == 2 else { return nil }
    let data = Array(parts[0])
    let weight = Array(sides[0])
    let result = Array(sides[1])
    let elided = input.count - data.count
    guard elided >= 0, elided == 0 || text.contains("...") else { return nil }
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
    var sizes: [Character: Int64?] = [:]
    for (place, letter) in result.enumerated() { sizes[letter] = output[place + dataOffset] }
    for (place, letter) in data.enumerated() { sizes[letter] = input[place + dataOffset] }
    for letter in weight where sizes[letter] == nil { return nil }
    kernel = weight.map { sizes[$0] ?? nil }
    scale = weight.filter { !data.contains($0) }.map { sizes[$0] ?? nil }
    guard let biasAxes, let first = result.firstIndex(where: { biasAxes.contains($0) }) else { return }
    // The bias has a dim of one for every axis without a letter after its first.
    bias = result[first...].enumerated().map { place, letter in
      biasAxes.contains(letter) ? output[first + place + dataOffset] : 1
    }
    if !isLeft { bias? += [Int64?](repeating: 1, count: elided) }
  }
}
