import Diagnostics
import Explaining
import ModelGraph
import ModelRunning

extension ModelRunner {
  /// The inputs whose rows are explained.
  ///
  /// - Parameter name: the name of one; nil to choose what fits.
  /// - Throws: ``FoldoutError`` of kind `usage` where there is none.
  public func rowInputs(named name: String? = nil) throws(FoldoutError) -> RowInputs {
    try RowInputs(among: inputs, named: name)
  }

  /// All inputs, with any number of rows for those that are explained, and for those that go with them, even where the model takes a
  /// fixed number at once.
  ///
  /// - Parameter explained: those that are explained.
  public func inputs(withRowsOf explained: RowInputs) -> [ModelInput] {
    guard let rows = explained.first.fixedRows else { return inputs }
    return inputs.map { $0.fixedRows == rows ? $0.withAnyRows : $0 }
  }

  /// What rows of an input are, by their axes and by what the model does with them first.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where that is unclear, ``ExplainingFault`` for images without pixels.
  func form(of input: ModelInput, _ dims: [Int64], _ asked: ExplainOptions.Form?) throws
    -> ExplainingTask.RowForm
  {
    let sizes = dims.map { Int(clamping: $0) }
    let readers = readers(of: input)
    let isConvolved = readers.contains { $0.op.type == "Conv" }
    func form(_ form: ExplainOptions.Form) throws -> ExplainingTask.RowForm {
      switch (form, sizes.count) {
      case (.table, _): return .table
      case (.tokens, 1): return .tokens
      case (.sequence, 1): return .sequence(steps: sizes[0], channels: 1, isStepwise: true)
      case (.sequence, 2):
        if readers.contains(where: { Self.takesTimeFirst($0) }) {
          throw FoldoutError(
            .usage, "explain-time-first",
            "the first axis of input \(quoted(input.name)) is time, and not rows",
            hint: "Export the model with the batch as its first axis.")
        }
        return isConvolved
          ? .sequence(steps: sizes[1], channels: sizes[0], isStepwise: false)
          : .sequence(steps: sizes[0], channels: sizes[1], isStepwise: true)
      case (.image, 2): return .image(try ImageGrid(height: sizes[0], width: sizes[1], channels: 1))
      case (.image, 3):
        let isPlanar = isConvolved || sizes[0] <= 4 || sizes[2] > 4
        return .image(
          isPlanar
            ? try ImageGrid(height: sizes[1], width: sizes[2], channels: sizes[0])
            : try ImageGrid(height: sizes[0], width: sizes[1], channels: sizes[2], isPlanar: false))
      default:
        throw FoldoutError(
          .usage, "explain-form", "rows of \(Shape(dims).text) are no \(form.rawValue)",
          hint: "--as table takes any numbers, each as a feature.")
      }
    }
    if let asked { return try form(asked) }
    switch sizes.count {
    case 0: return .table
    case 1: return try form(input.dataType.isFloatingPoint || !classicModels.isEmpty ? .table : .tokens)
    case 2: return try form(.sequence)
    case 3: return try form(.image)
    default:
      throw FoldoutError(
        .usage, "explain-form", "rows of \(Shape(dims).text) are no table, image or sequence",
        hint: "--as table takes any numbers, each as a feature.")
    }
  }

  /// The nodes that read an input, or a cast of it.
  private func readers(of input: ModelInput) -> [Node] {
    let graph = model.main
    guard let value = graph.inputs.first(where: { graph.values[$0].name == input.name }) else { return [] }
    return graph.nodes.filter { $0.inputs.first == value }
  }

  /// Whether a recurrent layer has time as the first axis of its input; see the ONNX operator `LSTM`, `layout`.
  private static func takesTimeFirst(_ node: Node) -> Bool {
    ["LSTM", "GRU", "RNN"].contains(node.op.type) && node.int("layout", or: 0) == 0
  }
}

extension ModelInput {
  /// The same input for any number of rows.
  var withAnyRows: ModelInput {
    guard var shape, !shape.dims.isEmpty else { return self }
    shape.dims[0] = .unknown
    var input = self
    input.shape = shape
    return input
  }

  /// How many rows it takes at once; nil where any.
  var fixedRows: Int? {
    if case .known(let size)? = shape?.dims.first { Int(clamping: size) } else { nil }
  }
}

extension RunTensor {
  /// The numbers, row by row. Cost: linear.
  var realRows: [[Double]] {
    let count = Int(clamping: dims.first ?? 0)
    guard count > 0 else { return [] }
    let numbers = reals
    let width = numbers.count / count
    return (0..<count).map { Array(numbers[($0 * width)..<(($0 + 1) * width)]) }
  }
}
