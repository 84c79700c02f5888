/// The shapes that an `EinsumDense` equation such as `abc,cde->abde` gives.
struct Einsum {
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
  ///   - partial: what the config says of the output, without the batch.
  ///   - biasAxes: the letters of the axes that have a bias.
  init?(_ equation: String, input: [Int64?], output partial: [Int64?]?, biasAxes: String?) {
    var text = equation.filter { $0 != " " }
    // An ellipsis stands for any leading or trailing axes; these letters stand for it from here on.
    let dots = text.contains("...")
    guard let arrow = text.range(of: "->"), let comma = text.firstIndex(of: ","), comma < arrow.lowerBound
    else { return nil }
    if dots {
      let named = text[..<comma].filter { $0 != "." }.count
      guard named <= input.count, input.count - named <= 16 else { return nil }
      let free = String("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠ".prefix(input.count - named))
      text = text.replacing("...", with: free)
    }
    let sides = text.split(separator: ",", maxSplits: 1)
    guard sides.count == 2 else { return nil }
    let data = Array(sides[0])
    let parts = sides[1].replacing("->", with: ">").split(separator: ">", omittingEmptySubsequences: false)
    guard parts.count == 2, data.count == input.count else { return nil }
    let weight = Array(parts[0])
    let result = Array(parts[1])
    var sizes: [Character: Int64?] = [:]
    for (letter, size) in zip(data, input) { sizes[letter] = size }
    if let partial {
      // The config's dims are the last ones of the output, or all after the batch.
      for (letter, size) in zip(result.suffix(partial.count), partial) {
        if let size, size >= 0 { sizes[letter] = size }
      }
    }
    for letter in weight + result where sizes[letter] == nil { return nil }
    kernel = weight.map { sizes[$0] ?? nil }
    output = result.map { sizes[$0] ?? nil }
    scale = weight.filter { !data.contains($0) }.map { sizes[$0] ?? nil }
    guard let biasAxes, let first = result.firstIndex(where: { biasAxes.contains($0) }) else { return }
    // The bias has a dim of one for every axis without a letter after its first.
    bias = result[first...].map { biasAxes.contains($0) ? sizes[$0] ?? nil : 1 }
  }
}

extension String {
  /// The range of a piece of text, or nil.
  fileprivate func range(of piece: String) -> Range<String.Index>? { ranges(of: piece).first }
}
