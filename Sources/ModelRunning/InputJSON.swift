import Diagnostics
import JSONInput
import ModelGraph

/// Numbers in JSON: a list of numbers or of lists of one length, such as token ids.
struct InputJSON {
  private var dims: [Int64] = []
  private var reals: [Double] = []
  private var wholes: [Int64] = []
  private var isWhole = true

  /// Reads a list.
  ///
  /// - Throws: ``FoldoutError`` of kind `malformed` where it holds other things than numbers, or its lists differ in length.
  static func tensor(_ value: JSON) throws(FoldoutError) -> RunTensor {
    var list = InputJSON()
    try list.read(value, depth: 0)
    var bytes: [UInt8] = []
    if list.isWhole, let code = ElementCode(.int64) {
      bytes.reserveCapacity(list.wholes.count * code.width)
      for whole in list.wholes { code.append(whole: whole, to: &bytes) }
      return RunTensor(name: "", dataType: .int64, dims: list.dims, bytes: bytes)
    }
    return RunTensor(name: "", dataType: .float64, dims: list.dims, reals: list.reals)
  }

  /// Takes a value at a depth, which ``RunTuning/rank`` bounds.
  private mutating func read(_ value: JSON, depth: Int) throws(FoldoutError) {
    guard value.isArray else {
      guard let real = value.double else {
        throw FoldoutError(
          .malformed, "no-numbers", "the JSON holds other things than lists of numbers",
          hint: "Give ids of tokens, not their texts: [3, 17, 4] or [[3, 17, 4], [5, 1, 2]].")
      }
      guard depth == dims.count else { throw Self.ragged("a number stands beside a list") }
      reals.append(real)
      if let whole = value.int, value.isWhole { wholes.append(whole) } else { isWhole = false }
      return
    }
    // Axes are known once the first innermost list was met; before, no number was.
    let count = value.elements.reduce(Int64(0)) { sum, _ in sum + 1 }
    if depth == dims.count {
      guard reals.isEmpty else { throw Self.ragged("a number stands beside a list") }
      guard depth < RunTuning.rank else {
        throw Self.ragged("lists are nested more than \(RunTuning.rank) deep")
      }
      dims.append(count)
    } else if dims[depth] != count {
      throw Self.ragged("the first has \(dims[depth]) elements, another \(count)")
    }
    for element in value.elements { try read(element, depth: depth + 1) }
  }

  private static func ragged(_ how: String) -> FoldoutError {
    FoldoutError(
      .malformed, "ragged-lists", "lists of the JSON differ in length: \(how)",
      hint:
        "Fill shorter ones with the id that the model has for padding, and name a mask with 0 there; or run them one by one."
    )
  }
}
