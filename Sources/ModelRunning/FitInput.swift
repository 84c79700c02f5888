import Diagnostics
import ModelGraph

extension ModelInput {
  /// A tensor as this input takes it: in its type, with axes of 1 in front where those are missing.
  ///
  /// - Parameter source: where the tensor comes from, for messages.
  /// - Throws: ``FoldoutError`` of kind `usage` where it does not fit.
  func fit(_ tensor: RunTensor, from source: String) throws(FoldoutError) -> RunTensor {
    var tensor = tensor
    tensor.name = name
    if let shape {
      while tensor.dims.count < shape.dims.count,
        Self.canBeOne(shape.dims[shape.dims.count - tensor.dims.count - 1])
      {
        tensor.dims.insert(1, at: 0)
      }
      let fits =
        tensor.dims.count == shape.dims.count
        && zip(tensor.dims, shape.dims).allSatisfy { size, dim in
          if case .known(let known) = dim { known == size } else { true }
        }
      guard fits else {
        throw FoldoutError(
          .usage, "wrong-shape",
          "input \(quoted(name)) takes \(shape.text), and \(quoted(source)) has \(Shape(tensor.dims).text)",
          hint: "Sizes that are numbers must agree; --rows A:B takes some rows of a file.")
      }
    }
    guard let converted = tensor.converted(to: dataType) else {
      throw FoldoutError(
        .usage, "wrong-type",
        "input \(quoted(name)) takes \(dataType.name), and not all of the \(tensor.dataType.name) in \(quoted(source)) are such numbers",
        hint: "Save the array in that type.")
    }
    try checkTokens(converted, from: source)
    return converted
  }

  /// Looks for numbers that no token has. As in Python, −1 is the last.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where there is one.
  private func checkTokens(_ tensor: RunTensor, from source: String) throws(FoldoutError) {
    guard let tokenCount, let code = ElementCode(tensor.dataType) else { return }
    for place in 0..<(tensor.bytes.count / code.width) {
      guard let token = code.whole(tensor.bytes, at: place), token >= tokenCount || token < -tokenCount else {
        continue
      }
      throw FoldoutError(
        .usage, "no-token",
        "input \(quoted(name)) has \(tokenCount) tokens, and \(quoted(source)) names token \(token)",
        hint: "Ids of tokens go from 0 to \(tokenCount - 1): see that they are from this model's tokenizer.")
    }
  }

  private static func canBeOne(_ dim: Dim) -> Bool {
    if case .known(let size) = dim { size == 1 } else { true }
  }
}

extension RunTensor {
  /// Some rows: a part of the first axis. One without axes, or of bits that fill no byte, stays.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where there are no such rows.
  func rows(_ range: Range<Int64>, from source: String) throws(FoldoutError) -> RunTensor {
    guard let count = dims.first, let code = ElementCode(dataType) else { return self }
    guard range.lowerBound >= 0, range.upperBound <= count else {
      throw FoldoutError(
        .usage, "no-row",
        "\(quoted(source)) has \(count) rows, and not \(range.lowerBound) to \(range.upperBound)",
        hint: "--rows 0:\(min(count, 1)) takes the first.")
    }
    var part = self
    let size = bytes.count / code.width / max(1, Int(clamping: count)) * code.width
    part.dims[0] = Int64(range.count)
    part.bytes = Array(bytes[(Int(range.lowerBound) * size)..<(Int(range.upperBound) * size)])
    return part
  }

  /// The elements with the last axis running fastest, of which the first does so here. Cost: linear.
  func turned() -> RunTensor {
    guard let code = ElementCode(dataType), dims.count > 1, !bytes.isEmpty else { return self }
    var turned = self
    var strides: [Int] = []
    var stride = code.width
    for dim in dims {
      strides.append(stride)
      stride *= Int(dim)
    }
    var index = [Int](repeating: 0, count: dims.count)
    var place = 0
    for target in Swift.stride(from: 0, to: bytes.count - code.width + 1, by: code.width) {
      for byte in 0..<code.width { turned.bytes[target + byte] = bytes[place + byte] }
      var axis = dims.count - 1
      while axis >= 0 {
        index[axis] += 1
        place += strides[axis]
        if index[axis] < Int(dims[axis]) { break }
        place -= strides[axis] * index[axis]
        index[axis] = 0
        axis -= 1
      }
    }
    return turned
  }
}
