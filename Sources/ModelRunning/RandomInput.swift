import Diagnostics
import ElementaryFunctions
import ModelGraph

extension ModelInput {
  /// Random elements for this input: reals from 0 up to 1; whole numbers 0 or 1, which any vocabulary or axis has; open dims
  /// are 1.
  ///
  /// - Parameter place: the place of the input, so that no two are given the same.
  /// - Throws: ``FoldoutError`` of kind `usage` where it is no tensor of numbers, or too large.
  func random(at place: Int) throws(FoldoutError) -> RunTensor {
    let dims = (shape?.dims ?? []).map { dim in
      if case .known(let size) = dim { max(0, size) } else { Int64(1) }
    }
    let count = TensorRef(dataType: dataType, dims: dims).elementCount
    guard let count, count <= Int64(RunTuning.randomElements), ElementCode(dataType) != nil else {
      throw FoldoutError(
        .usage, "no-random", "input \(quoted(name)) (\(text)) can't be given random numbers",
        hint: "Name a file for it, or set its dims with --dim.")
    }
    var numbers = SplitMix(seed: RunTuning.seed &+ UInt64(place))
    var bytes: [UInt8] = []
    guard let code = ElementCode(dataType) else {
      return RunTensor(name: name, dataType: dataType, dims: dims, bytes: [])
    }
    bytes.reserveCapacity(Int(count) * code.width)
    for _ in 0..<count {
      if dataType.isFloatingPoint {
        // 24 bits, which every type of real numbers rounds as it should.
        code.append(real: Double(numbers.next() >> 40) / Double(1 << 24), to: &bytes)
      } else {
        code.append(whole: Int64(numbers.next() >> 63), to: &bytes)
      }
    }
    return RunTensor(name: name, dataType: dataType, dims: dims, bytes: bytes)
  }
}
