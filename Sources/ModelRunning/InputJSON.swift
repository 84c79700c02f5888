import Diagnostics
import JSONInput
import ModelGraph

/// Numbers in JSON: a list of numbers or of lists of one length, such as token ids.
struct InputJSON {
  private var dims: [Int64] = []
  private var reals: [Double] = []
  private var wholes: [Int64] = []
  private var isWhole = true

  /// Reads a list; nil where it is none of numbers, or its lists differ in length.
  static func tensor(_ value: JSON) -> RunTensor? {
    var list = InputJSON()
    guard value.isArray, list.read(value, depth: 0) else { return nil }
    var bytes: [UInt8] = []
    if list.isWhole, let code = ElementCode(.int64) {
      for whole in list.wholes { code.append(whole: whole, to: &bytes) }
      return RunTensor(name: "", dataType: .int64, dims: list.dims, bytes: bytes)
    }
    guard let code = ElementCode(.float64) else { return nil }
    for real in list.reals { code.append(real: real, to: &bytes) }
    return RunTensor(name: "", dataType: .float64, dims: list.dims, bytes: bytes)
  }

  /// Takes a value at a depth, which ``RunTuning/rank`` bounds.
  private mutating func read(_ value: JSON, depth: Int) -> Bool {
    guard value.isArray else {
      guard depth == dims.count, let real = value.double else { return false }
      reals.append(real)
      if let whole = value.int, value.isWhole { wholes.append(whole) } else { isWhole = false }
      return true
    }
    // Axes are known once the first innermost list was met; before, no number was.
    let count = value.elements.reduce(Int64(0)) { sum, _ in sum + 1 }
    if depth == dims.count {
      guard reals.isEmpty, depth < RunTuning.rank else { return false }
      dims.append(count)
    } else if dims[depth] != count {
      return false
    }
    for element in value.elements where !read(element, depth: depth + 1) { return false }
    return true
  }
}
