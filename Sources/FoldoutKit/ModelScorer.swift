import Diagnostics
import ElementaryFunctions
import Explaining
import ModelGraph
import ModelRunning

/// A model as a function from rows of numbers to scores, run by ONNX Runtime.
struct ModelScorer {
  private let runner: ModelRunner
  private let options: RunOptions
  private let input: ModelInput
  /// The axes of a row, without that of the samples.
  let rowDims: [Int64]
  /// The value whose numbers are the scores.
  let output: String
  /// Whether scores are turned into shares by a softmax: those of networks that end before it.
  private(set) var appliesSoftmax = false
  private let batch: Int

  /// The numbers of one batch: images take more room than rows of a table.
  private static let batchNumbers = 1 << 22

  /// Prepares a model that has one input of numbers.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where it has others, or no output with scores.
  init(_ runner: ModelRunner, rows: RunTensor, _ options: RunOptions) throws(FoldoutError) {
    let needed = runner.inputs.filter { !$0.isOptional }
    guard needed.count == 1, let input = needed.first, input.dataType.isFloatingPoint else {
      throw FoldoutError(
        .usage, "explain-inputs", "explanations are for models with one input of real numbers",
        hint: "This one has \(needed.count == 1 ? "whole numbers" : "\(needed.count) inputs").")
    }
    guard rows.dims.count > 1, let first = rows.dims.first, first > 0 else {
      throw FoldoutError(.usage, "explain-rows", "there are no rows to explain")
    }
    (self.runner, self.options, self.input) = (runner, options, input)
    rowDims = Array(rows.dims.dropFirst())
    let width = rowDims.reduce(1) { $0 * Int($1) }
    var most = max(1, Self.batchNumbers / max(width, 1))
    if case .known(let size)? = input.shape?.dims.first { most = max(1, Int(clamping: size)) }
    batch = most
    output = try Self.scores(of: runner.model)
    let found = try scores(of: [Self.rows(of: rows).first ?? []]).first ?? []
    let areShares = abs(found.reduce(0, +) - 1) < 1e-3 && found.allSatisfy { $0 >= 0 }
    appliesSoftmax = found.count > 1 && !areShares
  }

  /// The function, for methods of explanation.
  var model: ScoredModel { ScoredModel(batch: batch) { [self] in try scores(of: $0) } }

  /// The last value that is one row of real numbers a sample: an output, or what a map of them is made of.
  private static func scores(of model: Model) throws(FoldoutError) -> String {
    let graph = model.main
    func isScores(_ value: ValueID) -> Bool {
      guard case .tensor(let type, let shape?)? = graph.values[value].type else { return false }
      return type.isFloatingPoint && shape.dims.count == 2
    }
    if let own = graph.outputs.first(where: isScores) { return graph.values[own].name }
    for node in graph.nodes.reversed() {
      for case let value? in node.outputs where isScores(value) { return graph.values[value].name }
    }
    throw FoldoutError(
      .usage, "explain-output", "the model has no output with one row of scores for each sample",
      hint: "Explanations are for classifiers, and for regressors with one row of results.")
  }

  /// The numbers of a tensor, row by row.
  static func rows(of tensor: RunTensor) -> [[Double]] {
    let count = Int(clamping: tensor.dims.first ?? 0)
    guard count > 0 else { return [] }
    let numbers = tensor.reals
    let width = numbers.count / count
    return (0..<count).map { Array(numbers[($0 * width)..<(($0 + 1) * width)]) }
  }

  /// The scores of some rows. Cost: one run.
  func scores(of rows: [[Double]]) throws(FoldoutError) -> [[Double]] {
    let inputs = RunInputs([
      RunTensor(
        name: input.name, dataType: input.dataType, dims: [Int64(rows.count)] + rowDims,
        reals: rows.flatMap { $0 })
    ])
    let run = try runner.run(inputs, only: [output], options)
    guard let tensor = run.tensors.first(where: { $0.name == output }) else { return [] }
    let scores = Self.rows(of: tensor)
    return appliesSoftmax ? scores.map(Self.softmax) : scores
  }

  private static func softmax(_ scores: [Double]) -> [Double] {
    let most = scores.max() ?? 0
    let powers = scores.map { exponential($0 - most) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
