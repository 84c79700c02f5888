import TestSupport
import Testing

@testable import Weights

/// Elements that a sparse tensor does not store are zeros like others.
@Suite struct SparseTests {
  /// So many numbers are stored that limits cut ranges of them, and each is looked at again.
  @Test(arguments: [400, 5000]) func zerosThatAreNotStored(stored: Int) throws {
    let numbers = (0..<stored).map { place in
      (place % 2 == 0 ? 1 : -1)
        * Float(sign: .plus, exponent: -(place % 20), significand: 1 + Float(place) / Float(stored))
    }
    let tensor = Wire.message { wire in
      wire.message(1, .floats("w", [Int64(stored)], numbers))
      wire.message(
        2, .tensor("p", 7, [Int64(stored)], raw: Wire.littleEndian((0..<Int64(stored)).map { $0 })))
      wire.int(3, 100)
      wire.int(3, 200)
    }
    var graph = Wire.graph([])
    graph.message(15, tensor)
    let figures = try #require(try weights(Wire.model(graph)).tensors.first?.statistics)
    let all = numbers.map(Double.init) + [Double](repeating: 0, count: 20000 - stored)
    let naive = NaiveFigures(all)
    #expect(figures.count == 20000 && Int(figures.zeros) == 20000 - stored)
    #expect(Int(figures.nearZero) == naive.nearZero && Int(figures.outliers) == naive.outliers)
    #expect(naive.nearZero > 20000 - stored)
    #expect(figures.range?.min == naive.min && figures.range?.max == naive.max)
    #expect(abs((figures.range?.deviation ?? 0) - naive.deviation) < 1e-9)
  }
}
