import ModelGraph

/// Whole rows of a matrix.
public struct TensorRows: Sendable, Equatable {
  /// The numbers, row by row.
  public var numbers: [Double]
  public var count, width: Int
  /// How many rows the tensor has.
  public var allCount: Int
}

extension TensorPictures {
  /// More numbers are not kept.
  private static let mostNumbers = 16 << 20

  /// Rows of a tensor of two axes: all, or `most` of them at even steps.
  ///
  /// - Returns: nil where the elements can't be had, are not all finite, or are too many.
  ///
  /// Cost: one look at each element.
  public func rows(of stored: StoredTensor, most: Int) -> TensorRows? {
    let dims = dims(of: stored)
    guard dims.count == 2, dims[0] > 0, dims[1] > 0 else { return nil }
    let (height, width) = (dims[0], dims[1])
    let count = min(most, height)
    let (size, overflow) = count.multipliedReportingOverflow(by: width)
    guard !overflow, size <= Self.mostNumbers else { return nil }
    let chosen = (0..<count).map { $0 * height / count }
    var numbers: [Double] = []
    numbers.reserveCapacity(size)
    var next = 0
    let isRead = forEachPiece(of: stored) { piece, start in
      while next < count, chosen[next] * width < start + piece.count {
        let from = max(chosen[next] * width, start) - start
        let end = min((chosen[next] + 1) * width - start, piece.count)
        numbers += piece[from..<end]
        guard end < piece.count || end + start == (chosen[next] + 1) * width else { return }
        next += 1
      }
    }
    guard isRead, numbers.count == size, numbers.allSatisfy(\.isFinite) else { return nil }
    return TensorRows(numbers: numbers, count: count, width: width, allCount: height)
  }
}
