import Diagnostics
import Explaining
import ModelGraph
import ModelRunning

/// The value of a model whose numbers are explained.
struct ScoreOutput {
  /// Its name.
  let name: String
  /// Whether it has a row of scores for each step.
  let isStepwise: Bool
  /// Whether it comes out of a sigmoid.
  let isOfSigmoid: Bool

  /// Chooses the value: the one of that name, else the first output with one row of real numbers for each sample, or what a map of
  /// them is made of, else the first with one for each step.
  ///
  /// - Throws: ``FoldoutError`` of kind `usage` where there is none.
  init(_ model: Model, named name: String?) throws(FoldoutError) {
    let graph = model.main
    let value = try Self.value(graph, named: name)
    self.name = graph.values[value].name
    isStepwise = Self.rank(value, graph) == 3
    isOfSigmoid = graph.nodes.contains { $0.op.type == "Sigmoid" && $0.outputs.contains(value) }
  }

  private static func rank(_ value: ValueID, _ graph: Graph) -> Int? {
    guard case .tensor(let type, let shape?)? = graph.values[value].type, type.isFloatingPoint else {
      return nil
    }
    return shape.dims.count
  }

  /// Whether only the run will say which axes there are.
  private static func isUnshaped(_ type: ValueType?) -> Bool {
    if case .tensor(let type, nil)? = type { type.isFloatingPoint } else { false }
  }

  private static func value(_ graph: Graph, named name: String?) throws(FoldoutError) -> ValueID {
    func rank(_ value: ValueID) -> Int? { Self.rank(value, graph) }
    if let name {
      let all = graph.outputs + graph.nodes.flatMap { $0.outputs.compactMap(\.self) }
      guard let value = all.first(where: { graph.values[$0].name == name }) else {
        throw FoldoutError(
          .usage, "explain-output", "the model has no value called \(quoted(name))",
          hint: "`foldout summary MODEL --values` lists them.")
      }
      return value
    }
    let reversed = graph.nodes.reversed().flatMap { $0.outputs.compactMap(\.self) }
    let found =
      graph.outputs.first { rank($0) == 2 } ?? graph.outputs.first { rank($0) == 1 }
      ?? graph.outputs.first { rank($0) == 3 } ?? reversed.first { rank($0) == 2 }
      ?? graph.outputs.first { isUnshaped(graph.values[$0].type) }
    guard let found else {
      throw FoldoutError(
        .usage, "explain-output", "the model has no output with one row of scores for each sample",
        hint: "Explanations are of classes, and of single numbers; --scores names another value.")
    }
    return found
  }

  /// The scores of each row; nil where the tensor is not one row of them for each.
  ///
  /// - Parameters:
  ///   - tensor: what the model gave.
  ///   - count: rows that it was given.
  ///   - position: of a value with scores for each step: which one, from the end where negative.
  func scores(_ tensor: RunTensor, rows count: Int, position: Int) -> [[Double]]? {
    let dims = tensor.dims.map { Int(clamping: $0) }
    guard dims.first == count, count > 0 else { return nil }
    let numbers = tensor.reals
    let width = numbers.count / count
    guard isStepwise, dims.count == 3, dims[1] > 0 else {
      guard dims.count <= 2 || dims.dropFirst(2).allSatisfy({ $0 == 1 }), width > 0 else { return nil }
      return (0..<count).map { Array(numbers[($0 * width)..<(($0 + 1) * width)]) }
    }
    guard let step = Self.step(position, of: dims[1]), dims[2] > 0 else { return nil }
    return (0..<count).map { row in
      let start = row * width + step * dims[2]
      return Array(numbers[start..<(start + dims[2])])
    }
  }

  /// A step from the start, of one that may be counted from the end; nil where there is none.
  static func step(_ position: Int, of count: Int) -> Int? {
    let step = position < 0 ? count + position : position
    return (0..<count).contains(step) ? step : nil
  }

  /// Whether scores have to be turned into shares: several, of which some are below 0 or above 1.
  static func areLogits(_ scores: [Double]) -> Bool {
    scores.count > 1 && !scores.allSatisfy { (-1e-6...(1 + 1e-6)).contains($0) }
  }
}
