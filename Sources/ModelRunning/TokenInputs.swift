import Diagnostics
import ModelGraph
import Recordings
import TextOutput

/// Inputs that models of text take beside the ids of tokens, and that follow from them where nothing is said: all tokens are looked
/// at, are of the first part of a text, and stand one after another.
struct TokenInputs {
  private let inputs: [ModelInput]

  init(_ inputs: [ModelInput]) { self.inputs = inputs }

  /// What stands in such an input.
  enum Content {
    case ones, zeros, positions
  }

  /// By the names that exporters of transformers write.
  static func content(of name: String) -> Content? {
    switch name.lowercased() {
    case "attention_mask", "input_mask": .ones
    case "token_type_ids", "segment_ids", "input_type_ids": .zeros
    case "position_ids": .positions
    default: nil
    }
  }

  /// The place of the ids: the input of whole numbers that has a value, is called so first, and is none of the others.
  static func ids(of inputs: [ModelInput], _ found: [RunTensor?]) -> Int? {
    let places = inputs.indices.filter { place in
      guard let tensor = found[place], ElementCode(tensor.dataType) != nil else { return false }
      return !tensor.dataType.isFloatingPoint && tensor.dataType != .bool
        && [1, 2].contains(tensor.dims.count)
        && content(of: inputs[place].name) == nil
    }
    return places.first { inputs[$0].name.lowercased().contains("input_ids") } ?? places.first
  }

  /// Fills inputs that nothing was named for and whose shape is that of the ids.
  ///
  /// - Returns: their names, and what they were filled with.
  func fill(_ found: inout [RunTensor?]) -> [(name: String, content: Content)] {
    guard let place = Self.ids(of: inputs, found), let ids = found[place], let shape = inputs[place].shape
    else { return [] }
    var filled: [(name: String, content: Content)] = []
    for other in inputs.indices where found[other] == nil && !inputs[other].isOptional {
      let input = inputs[other]
      guard let content = Self.content(of: input.name), Self.agree(input.shape, shape),
        let tensor = Self.tensor(content, as: input, ids.dims)
      else { continue }
      found[other] = tensor
      filled.append((input.name, content))
    }
    return filled
  }

  /// Whether an input has the shape of the ids: sizes or names that are equal, or none. A name of its own may be another size, such
  /// as that of a text with what stood before it.
  private static func agree(_ shape: Shape?, _ ids: Shape) -> Bool {
    guard let shape, shape.dims.count == ids.dims.count else { return false }
    func isNameless(_ dim: Dim) -> Bool {
      // tf2onnx numbers sizes without a name: unk__12.
      if case .symbol(let name) = dim { name.hasPrefix("unk__") } else { dim == .unknown }
    }
    return zip(shape.dims, ids.dims).allSatisfy { $0 == $1 || isNameless($0) && isNameless($1) }
  }

  private static func tensor(_ content: Content, as input: ModelInput, _ dims: [Int64]) -> RunTensor? {
    guard let code = ElementCode(input.dataType) else { return nil }
    let count = dims.reduce(1) { $0 * Int($1) }
    let row = max(1, Int(dims.last ?? 1))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * code.width)
    for place in 0..<count {
      let number = content == .ones ? 1 : content == .zeros ? 0 : Int64(place % row)
      if input.dataType.isFloatingPoint {
        code.append(real: Double(number), to: &bytes)
      } else if code.fits(number) {
        code.append(whole: number, to: &bytes)
      } else {
        return nil
      }
    }
    return RunTensor(name: input.name, dataType: input.dataType, dims: dims, bytes: bytes)
  }

  static func note(_ filled: [(name: String, content: Content)]) -> Diagnostic {
    let parts = filled.map { name, content in
      let what = content == .ones ? "ones" : content == .zeros ? "zeros" : "0, 1, 2 and so on"
      return "\(quoted(name)) is given \(what)"
    }
    return Diagnostic(
      .warning, "tokens-filled", parts.joined(separator: ", ") + ", since nothing is named for it",
      hint: "To give other numbers: \(escaped(filled[0].name))=FILE.")
  }
}

extension RunInputs {
  /// Takes the arrays of a recording that inputs of whole numbers had, as far as they can be had: ids of tokens. Others are not read.
  ///
  /// - Parameters:
  ///   - recording: the recording.
  ///   - inputs: the inputs of the model.
  public init(tokensOf recording: Recording, for inputs: [ModelInput]) {
    let arrays = inputs.compactMap { recording.array($0.name) }.filter { array in
      !array.dataType.isFloatingPoint && array.byteCount <= RunTuning.tokenBytes
    }
    self.init(arrays.compactMap { try? RunTensor($0, name: $0.name) })
  }

  /// The ids of tokens in one row, of the model's input of ids; empty where it has none.
  ///
  /// - Parameters:
  ///   - row: the row, from 0.
  ///   - inputs: the inputs of the model.
  public func tokenIDs(_ row: Int, of inputs: [ModelInput]) -> [Int64] {
    let found = inputs.map { input in tensors.first { $0.name == input.name } }
    guard row >= 0, let place = TokenInputs.ids(of: inputs, found), let ids = found[place],
      let code = ElementCode(ids.dataType), let length = ids.dims.last.flatMap({ Int(exactly: $0) }),
      length > 0,
      row < ids.bytes.count / code.width / length
    else { return [] }
    return (row * length..<(row + 1) * length).map { code.whole(ids.bytes, at: $0) ?? -1 }
  }
}
