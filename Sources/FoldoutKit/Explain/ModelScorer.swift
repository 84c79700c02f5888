import Diagnostics
import ElementaryFunctions
import Explaining
import ModelGraph
import ModelRunning

/// A model as a function from rows of numbers to scores, run by ONNX Runtime in one process for all of them.
final class ModelScorer {
  private let session: ModelSession
  private let explained: RowInputs
  private let rowDims: [Int64]
  /// What the other inputs are given; whether each has a row for each sample, which is said again for all.
  private let others: [(tensor: RunTensor, isRow: Bool)]
  private let output: ScoreOutput
  private let position: Int
  /// The most rows at once.
  private(set) var batch: Int
  /// What is explained.
  private(set) var score = ExplanationReport.Score()
  /// Whether scores come out of a sigmoid.
  var endsInSigmoid: Bool { output.isOfSigmoid }
  /// The version of the library, after the first run.
  private(set) var runtime = ""
  /// Seconds that a row takes, among as many as are run at once.
  private(set) var secondsPerRow = 0.0

  /// The numbers of one batch: images take more room than rows of a table.
  private static let batchNumbers = 1 << 20
  /// Seconds that it may take to find out how long a row takes.
  private static let probeSeconds = 0.2
  /// Scores of a row alone and among others differ by rounding, and by no more.
  private static let rounding = 1e-3

  /// Opens a session and runs it on a first row, to see what comes out and how long it takes.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where inputs or outputs don't fit, else as `ModelSession.run`.
  init(
    _ runner: ModelRunner, _ rows: RunInputs, _ explained: RowInputs, _ options: ExplainOptions
  ) throws(FoldoutError) {
    guard let (dims, numbers) = explained.rows(in: rows), let first = numbers.first else {
      throw FoldoutError(.usage, "explain-rows", "there are no rows to explain")
    }
    (self.explained, rowDims) = (explained, dims)
    output = try ScoreOutput(runner.model, named: options.output)
    position = options.position
    var others: [(RunTensor, Bool)] = []
    for other in rows.tensors where !explained.names.contains(other.name) {
      let own = runner.inputs.first { $0.name == other.name }
      let isRow = own?.fixedRows == nil || own?.fixedRows == explained.first.fixedRows
      others.append(isRow ? try Self.held(other, rows: Int64(numbers.count)) : (other, false))
    }
    self.others = others
    session = try runner.session(only: [output.name], options.run)
    batch = explained.first.fixedRows ?? 1
    let found = try scores(of: [first])[0]
    score.output = output.name
    score.isSoftmax = !options.isRaw && ScoreOutput.areLogits(found)
    score.count = found.count
    try probe(first, score.isSoftmax ? softmax(found) : found)
  }

  /// What another input is given for one row: its own where all are equal, or where there is one.
  private static func held(_ tensor: RunTensor, rows: Int64) throws(FoldoutError) -> (RunTensor, Bool) {
    guard let count = tensor.dims.first, count == rows, count > 0 else { return (tensor, false) }
    let size = tensor.bytes.count / Int(clamping: count)
    let first = Array(tensor.bytes.prefix(size))
    for start in stride(from: size, to: size * Int(clamping: count), by: max(1, size))
    where !tensor.bytes[start..<(start + size)].elementsEqual(first) {
      throw FoldoutError(
        .usage, "explain-inputs",
        "input \(quoted(tensor.name)) differs from row to row, and is not what is explained",
        hint: "--rows A:B takes one row; --input NAME explains another input.")
    }
    var row = tensor
    (row.dims[0], row.bytes) = (1, first)
    return (row, true)
  }

  /// Finds out how many rows may come at once, and how long that takes.
  ///
  /// - Parameters:
  ///   - row: a row.
  ///   - alone: its scores where it came alone.
  private func probe(_ row: [Double], _ alone: [Double]) throws(FoldoutError) {
    let clock = ContinuousClock()
    let start = clock.now
    _ = try scores(of: [row])
    secondsPerRow = (clock.now - start).seconds / Double(max(1, explained.first.fixedRows ?? 1))
    guard explained.first.fixedRows == nil else { return }
    let most = max(1, Self.batchNumbers / max(1, row.count))
    let count = min(most, max(2, Int(min(Self.probeSeconds / max(secondsPerRow, 1e-6), 256))))
    guard count > 1 else { return }
    let many = [[Double]](repeating: row, count: count)
    let begin = clock.now
    guard let found = try? scores(of: many), found.count == count else {
      // A model that says it takes any number of rows may have one written in a reshape.
      return
    }
    let isSame = found.allSatisfy { other in
      zip(other, alone).allSatisfy { abs($0 - $1) <= Self.rounding * max(1, abs($1)) }
    }
    guard isSame else { return }
    (batch, secondsPerRow) = (most, min(secondsPerRow, (clock.now - begin).seconds / Double(count)))
  }

  /// The scores of some rows, at most a batch. Cost: one run.
  ///
  /// - Throws: as `ModelSession.run`; ``FoldoutError`` where what comes out is not one row of scores for each.
  func scores(of rows: [[Double]]) throws(FoldoutError) -> [[Double]] {
    guard let last = rows.last else { return [] }
    // A model of a fixed batch gets the last row again, and what it says of that is left out.
    let count = max(rows.count, explained.first.fixedRows ?? 1)
    var tensors = explained.tensors(
      rows + [[Double]](repeating: last, count: count - rows.count), dims: rowDims)
    for (tensor, isRow) in others { tensors.append(isRow ? tensor.repeated(count) : tensor) }
    let run = try session.run(RunInputs(tensors))
    runtime = run.runtime
    guard let tensor = run.tensors.first(where: { $0.name == output.name }),
      let found = output.scores(tensor, rows: count, position: position)
    else { throw unusable(run, count) }
    if output.isStepwise, tensor.dims.count == 3 {
      score.position = ScoreOutput.step(position, of: Int(clamping: tensor.dims[1]))
    }
    let own = found.prefix(rows.count)
    return score.isSoftmax ? own.map { softmax($0) } : Array(own)
  }

  private func unusable(_ run: ModelRun, _ count: Int) -> FoldoutError {
    guard let tensor = run.tensors.first(where: { $0.name == output.name }) else {
      return FoldoutError(.unavailable, "explain-answers", "the model gave no scores")
    }
    if output.isStepwise, tensor.dims.count == 3,
      ScoreOutput.step(position, of: Int(clamping: tensor.dims[1])) == nil
    {
      return FoldoutError(
        .usage, "explain-position",
        "\(quoted(output.name)) has \(tensor.dims[1]) steps, and no step \(position)",
        hint: "Steps count from 0, or from the end below 0.")
    }
    let dims = tensor.dims.map { "\($0)" }.joined(separator: "×")
    return FoldoutError(
      .usage, "explain-output",
      "\(quoted(output.name)) is \(dims) for \(count) \(count == 1 ? "row" : "rows"), and no row of scores for each",
      hint: "--scores names another value, --position the step of one with scores for each.")
  }
}

extension RunTensor {
  /// One row, several times. Cost: linear in what comes out.
  fileprivate func repeated(_ count: Int) -> RunTensor {
    guard count != 1 else { return self }
    var tensor = self
    tensor.dims[0] = Int64(count)
    tensor.bytes = []
    tensor.bytes.reserveCapacity(bytes.count * count)
    for _ in 0..<count { tensor.bytes += bytes }
    return tensor
  }
}

extension Duration {
  /// In seconds.
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
