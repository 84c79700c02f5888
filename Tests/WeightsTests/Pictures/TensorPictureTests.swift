import TestSupport
import Testing

@testable import FoldoutKit
@testable import Weights

/// Tensors in few numbers, for pictures of them.
@Suite struct TensorPictureTests {
  private func grid(_ tensor: Wire, columns: Int = 4, rows: Int = 3) throws -> TensorGrid? {
    let folder = try TestFolder()
    defer { withExtendedLifetime(folder) {} }
    let product = Wire.node("MatMul", inputs: ["x", "w"], outputs: ["y"])
    try folder.put(
      Wire.model(.graph([product], inputs: ["x"], outputs: ["y"], initializers: [tensor])), "m.onnx")
    let file = try WeightFile(path: folder.path("m.onnx"))
    let stored = try #require(storedTensors(of: file.model).first)
    return file.pictures.grid(of: stored, columns: columns, rows: rows)
  }

  /// Of each cell the number of the largest magnitude.
  @Test func cells() throws {
    let numbers = (0..<60).map { Float($0 % 2 == 0 ? $0 : -$0) }
    let found = try #require(try grid(.floats("w", [6, 10], numbers)))
    #expect(found.columns == 4 && found.rows == 3 && found.allColumns == 10 && found.allRows == 6)
    for row in 0..<3 {
      for column in 0..<4 {
        let own = numbers.indices.filter { $0 / 10 * 3 / 6 == row && $0 % 10 * 4 / 10 == column }
        #expect(found.values[4 * row + column] == own.map { numbers[$0] }.max { abs($0) < abs($1) })
      }
    }
    // Smaller than the picture: as it is.
    #expect(try grid(.floats("w", [2, 2], [1, 2, 3, 4]))?.values == [1, 2, 3, 4])
    #expect(try grid(.floats("w", [2, 2], [.nan, 2, 3, 4]))?.values.dropFirst() == [2, 3, 4])
  }

  /// Dims that speak of more than there is.
  @Test(arguments: [[2, 1 << 40], [1 << 40, 2], [1 << 30, 1 << 30], [-1, 4], [0, 5], [5]] as [[Int64]])
  func dimsThatLie(dims: [Int64]) throws {
    #expect(try grid(.tensor("w", 1, dims, raw: [0, 0, 0, 0])) == nil)
  }
}
