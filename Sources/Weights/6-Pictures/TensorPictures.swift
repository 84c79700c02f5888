import ModelGraph
import TensorReading

/// Reads tensors again for pictures of them: few numbers of each, however large it is.
public struct TensorPictures: Sendable {
  let model: Model
  let files: TensorFiles

  /// Makes a reader of a model's tensors.
  public init(_ model: Model, _ files: TensorFiles) { (self.model, self.files) = (model, files) }

  /// Calls `body` with the numbers that a tensor stands for, some at a time, and the place of the first.
  ///
  /// - Returns: whether all could be had.
  func forEachPiece(of stored: StoredTensor, _ body: ([Double], Int) -> Void) -> Bool {
    let scaled = FindScaling(model: model, files: files).task(stored)
    let task = scaled ?? ScanTask(tensor: stored.tensor)
    guard task.tensor.sparseCount == nil, let count = task.tensor.elementCount.flatMap({ Int(exactly: $0) }),
      ElementForm(task.tensor.dataType) != nil, let bytes = try? files.open(task.tensor)
    else { return false }
    let scan = NumberScan(
      bytes: bytes, type: task.tensor.dataType, count: count, layout: nil, scaling: task.scaling)
    return (try? scan.forEachPiece(WorkerMemory()) { values, start, _ in body(values, start) }) != nil
  }

  /// The dims of the numbers of a tensor: those stored, unless blocks of several are packed.
  func dims(of stored: StoredTensor) -> [Int] {
    let scaled = FindScaling(model: model, files: files).task(stored)
    return (scaled ?? ScanTask(tensor: stored.tensor)).tensor.dims.map { Int(clamping: $0) }
  }
}

/// A tensor as rows and columns, in few cells.
public struct TensorGrid: Sendable, Equatable {
  /// By cell, row by row: of the numbers that it stands for the one of the largest magnitude; NaN of none.
  public var values: [Float]
  public var columns, rows: Int
  /// How many columns and rows the tensor has.
  public var allColumns, allRows: Int
}

extension TensorPictures {
  /// A tensor of two axes and more as a grid: rows by its first axis and columns by all others; where channels are its
  /// last axis, columns by that. Of each cell the number of the largest magnitude is kept, since a mean hides outliers.
  ///
  /// - Returns: nil where the elements can't be had, or there is only one axis.
  ///
  /// Cost: one look at each element, of some nanoseconds.
  public func grid(of stored: StoredTensor, columns most: Int, rows mostRows: Int) -> TensorGrid? {
    let dims = dims(of: stored)
    guard dims.count >= 2, dims.allSatisfy({ $0 > 0 }) else { return nil }
    let isLast = stored.use?.channelAxis == dims.count - 1
    let all = dims.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    let (height, width) =
      isLast ? (all / dims[dims.count - 1], dims[dims.count - 1]) : (dims[0], all / dims[0])
    guard all > 0, height > 0, width > 0, width <= Int.max / max(most, 1),
      height <= Int.max / max(mostRows, 1)
    else { return nil }
    let (columns, rows) = (min(most, width), min(mostRows, height))
    var values = [Float](repeating: .nan, count: columns * rows)
    let isRead = forEachPiece(of: stored) { numbers, start in
      var (row, column) = (start / width, start % width)
      for number in numbers {
        // Nothing is kept by column: dims of a damaged file say what they like.
        let place = row * rows / height * columns + column * columns / width
        let value = Float(number)
        if !(abs(values[place]) >= abs(value)) { values[place] = value }
        column += 1
        if column == width { (row, column) = (row + 1, 0) }
      }
    }
    return isRead
      ? TensorGrid(values: values, columns: columns, rows: rows, allColumns: width, allRows: height) : nil
  }
}
