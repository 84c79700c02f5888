import Diagnostics
import ModelGraph
import ModelRunning

/// What holds the rows that are explained: one input, or the columns of a table that a model takes one by one, as those of
/// scikit-learn's column transformers are.
public struct RowInputs: Sendable {
  /// The inputs, in the model's order; one for all that is no table of columns.
  public let all: [ModelInput]

  /// The input, or the first column.
  var first: ModelInput { all[0] }
  /// Whether each input is a column.
  var areColumns: Bool { all.count > 1 }
  /// Their names.
  public var names: Set<String> { Set(all.map(\.name)) }

  /// Chooses the inputs: the one of that name, else all columns of numbers, else the first input of real numbers, else the first of
  /// whole numbers; masks and positions last.
  ///
  /// - Parameters:
  ///   - inputs: those of the model.
  ///   - name: the name of one; nil to choose.
  /// - Throws: ``FoldoutError`` of kind `usage` where there is none.
  init(among inputs: [ModelInput], named name: String?) throws(FoldoutError) {
    let needed = inputs.filter { !$0.isOptional && $0.dataType != .undefined && $0.dataType != .string }
    if let name {
      guard let input = needed.first(where: { $0.name == name }) else {
        throw FoldoutError(
          .usage, "explain-inputs", "the model has no input of numbers called \(quoted(name))",
          hint: "It has \(needed.map { quoted($0.name) }.joined(separator: ", ")).")
      }
      all = [input]
      return
    }
    let own = needed.filter { input in
      !["mask", "type_ids", "segment_ids", "position"].contains { input.name.lowercased().contains($0) }
    }
    guard let input = own.first(where: { $0.dataType.isFloatingPoint }) ?? own.first ?? needed.first else {
      throw FoldoutError(.usage, "explain-inputs", "the model has no input of numbers")
    }
    all = own.count > 1 && own.allSatisfy(\.isColumn) ? own : [input]
  }

  /// The sizes of a row's axes, and the rows; nil where an input has none, or columns differ in length. Cost: linear.
  func rows(in inputs: RunInputs) -> (dims: [Int64], rows: [[Double]])? {
    let found = all.compactMap { input in inputs.tensors.first { $0.name == input.name } }
    guard found.count == all.count, let first = found.first, !first.dims.isEmpty else { return nil }
    guard areColumns else { return (Array(first.dims.dropFirst()), first.realRows) }
    let columns = found.map(\.reals)
    guard columns.allSatisfy({ $0.count == Int(clamping: first.dims[0]) }) else { return nil }
    return ([Int64(columns.count)], columns[0].indices.map { row in columns.map { $0[row] } })
  }

  /// So many rows as the model takes them.
  ///
  /// - Parameters:
  ///   - rows: the rows, all of one length.
  ///   - dims: the sizes of a row's axes.
  func tensors(_ rows: [[Double]], dims: [Int64]) -> [RunTensor] {
    guard areColumns else {
      return [
        RunTensor(
          name: first.name, dataType: first.dataType, dims: [Int64(rows.count)] + dims,
          reals: Array(rows.joined()))
      ]
    }
    return all.enumerated().map { place, input in
      let axes: [Int64] = input.shape?.dims.count == 1 ? [] : [1]
      return RunTensor(
        name: input.name, dataType: input.dataType, dims: [Int64(rows.count)] + axes,
        reals: rows.map { $0[place] })
    }
  }
}

extension ModelInput {
  /// Whether it takes one number of each row.
  fileprivate var isColumn: Bool {
    guard let dims = shape?.dims, dims.count <= 2, let last = dims.last else { return false }
    return (last == .known(1)) == (dims.count == 2)
  }
}
