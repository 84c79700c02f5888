import Foundation
import TestSupport
import Testing

@testable import Weights

/// Tensors of several parts, which workers look at together: the same figures to the last bit, and the right ones.
@Suite struct LargeTensorTests {
  /// A model of one matrix whose elements lie in a file beside it.
  private func model(_ type: Int64, _ dims: [Int64], _ bytes: [UInt8]) throws -> TestFolder {
    let folder = try TestFolder()
    try folder.put(bytes, "w.bin")
    let node = Wire.node("MatMul", inputs: ["x", "w"], outputs: ["y"])
    let tensor = Wire.external("w", type: type, dims, "w.bin")
    try folder.put(
      Wire.model(.graph([node], inputs: ["x"], outputs: ["y"], initializers: [tensor])), "m.onnx")
    return folder
  }

  private func sameForAllWidths(_ folder: TestFolder) throws -> TensorReport {
    defer { withExtendedLifetime(folder) {} }
    let one = try weights(at: folder.path("m.onnx"), width: 1)
    for width in [2, 5] {
      let other = try weights(at: folder.path("m.onnx"), width: width)
      #expect(WorkerTests.text(other) == WorkerTests.text(one))
    }
    return try #require(one.tensors.first)
  }

  @Test func floats() throws {
    // Three parts, the last not full; rows end amid tiles.
    let (rows, columns) = (5000, 3777)
    var random = SeededGenerator(seed: 9)
    var numbers = (0..<(rows * columns)).map { _ in
      (Float.random(in: -1...1, using: &random) + Float.random(in: -1...1, using: &random)) * 0.05
    }
    numbers[12_345_678] = 30
    numbers[17] = 0
    numbers[18_000_000] = .nan
    for row in 0..<rows { numbers[row * columns + 1000] = 0 }
    let folder = try model(1, [Int64(rows), Int64(columns)], numbers.withUnsafeBytes { Array($0) })
    let report = try sameForAllWidths(folder)
    let naive = NaiveFigures(numbers.filter(\.isFinite).map(Double.init))
    let figures = try #require(report.statistics)
    let range = try #require(figures.range)
    #expect(figures.count == Int64(numbers.count) && figures.nanCount == 1)
    #expect(figures.zeros == Int64(numbers.count { $0 == 0 }))
    #expect(range.min == naive.min && range.max == naive.max)
    #expect(
      abs(range.mean - naive.mean) <= 1e-9 * naive.deviation
        && abs(range.deviation / naive.deviation - 1) < 1e-6)
    #expect(figures.nearZero == Int64(naive.nearZero) && figures.outliers == Int64(naive.outliers))
    for (share, value) in zip(TensorStatistics.quantileShares, figures.quantiles) {
      #expect(abs(value - naive.quantile(share)) <= 0.01 * abs(naive.quantile(share)) + 1e-6)
    }
    #expect(report.channels?.dead == [1000])
  }

  @Test func halves() throws {
    let (rows, columns) = (4100, 4200)
    var random = SeededGenerator(seed: 10)
    let codes = (0..<(rows * columns)).map { _ in
      UInt16.random(in: 0x2000...0x3C00, using: &random) | UInt16.random(in: 0...1, using: &random) << 15
    }
    let folder = try model(10, [Int64(rows), Int64(columns)], codes.withUnsafeBytes { Array($0) })
    let figures = try #require(try sameForAllWidths(folder).statistics)
    let table = (0...UInt16.max).map { Float16Table.value($0) }
    let naive = NaiveFigures(codes.map { table[Int($0)] })
    #expect(figures.range?.min == naive.min && figures.range?.max == naive.max)
    #expect(abs((figures.range?.deviation ?? 0) / naive.deviation - 1) < 1e-9)
    for (share, value) in zip(TensorStatistics.quantileShares, figures.quantiles) {
      #expect(value == naive.quantile(share))
    }
  }
}

/// Halves by their definition, for normal numbers.
private enum Float16Table {
  static func value(_ code: UInt16) -> Double {
    let size = Double(
      sign: .plus, exponent: Int(code >> 10 & 31) - 15, significand: 1 + Double(code & 1023) / 1024)
    return code >> 15 == 1 ? -size : size
  }
}
