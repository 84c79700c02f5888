import TestSupport
import Testing

@testable import Weights

/// Tensors that say something else than they hold: a reason why they can't be read, never a trap.
@Suite struct DamagedTensorTests {
  /// Why the only tensor of a model could not be read.
  private func reason(_ tensor: Wire) throws -> String? {
    let report = try weights(Wire.model(.graph([], initializers: [tensor])))
    #expect(report.tensors.count == 1)
    return report.tensors.first?.unread?.code
  }

  @Test(arguments: [0, 1, 3, 7, 9, 40])
  func dataOfAnotherLength(count: Int) throws {
    #expect(try reason(.tensor("w", 1, [2], raw: [UInt8](repeating: 1, count: count))) == "data-length")
  }

  @Test func noData() throws {
    #expect(try reason(.tensor("w", [2, 3])) == "no-data")
    #expect(try reason(.tensor("w", [0, 3])) == nil)
  }

  @Test(arguments: [[-1], [2, -3], [1 << 40, 1 << 40], [1 << 62, 1]] as [[Int64]])
  func dimsThatCantBeCounted(dims: [Int64]) throws {
    #expect(try reason(.tensor("w", 1, dims, raw: [0, 0, 0, 0])) == "no-size")
  }

  @Test func typesThatAreNoNumbers() throws {
    for type: Int64 in [0, 8, 14, 15, 99] {
      #expect(try reason(.tensor("w", type, [1], raw: [0])) == "no-numbers")
    }
  }

  /// What is counted as done is what dims say; together it may be more than can be counted.
  @Test func dimsThatCantBeAdded() throws {
    let tensors = (0..<20).map { Wire.tensor("w\($0)", 2, [1 << 59], raw: [0]) }
    let report = try weights(Wire.model(.graph([], initializers: tensors)))
    #expect(report.tensors.map { $0.unread?.code } == [String?](repeating: "data-length", count: 20))
  }

  /// A field for another type.
  @Test(arguments: [(4, 11), (5, 1), (7, 1), (10, 1)] as [(Int, Int64)])
  func fieldsForOtherTypes(field: Int, type: Int64) throws {
    let tensor = Wire.message { wire in
      wire.int(1, 1)
      wire.int(2, type)
      wire.bytes(field, [1, 1, 1, 1, 1, 1, 1, 1])
      wire.text(8, "w")
    }
    #expect(try reason(tensor) == "wrong-field")
  }

  /// More or fewer numbers in a field than the dims say, and one that is cut.
  @Test(arguments: [[1, 2], [1, 2, 3, 4], [1, 2, 0x83], []] as [[UInt8]])
  func fieldsOfAnotherLength(numbers: [UInt8]) throws {
    let tensor = Wire.message { wire in
      wire.int(1, 3)
      wire.int(2, 3)
      wire.bytes(5, numbers)
      wire.text(8, "w")
    }
    #expect(try reason(tensor) == "data-cut")
  }

  @Test(arguments: [[1, 2], [1, 2, 3, 4]] as [[Float]])
  func floatFieldsOfAnotherLength(numbers: [Float]) throws {
    let bytes = Wire.littleEndian(numbers.map(\.bitPattern))
    func tensor(chunks: [ArraySlice<UInt8>]) -> Wire {
      .message { wire in
        wire.int(1, 3)
        wire.int(2, 1)
        for chunk in chunks { wire.bytes(4, Array(chunk)) }
        wire.text(8, "w")
      }
    }
    #expect(try reason(tensor(chunks: [bytes[...]])) == "data-length")
    #expect(try reason(tensor(chunks: [bytes[..<4], bytes[4...]])) == "data-cut")
  }

  @Test func numbersThatAreNone() throws {
    let tensors = [
      Wire.floats("nan", [5000], [Float](repeating: .nan, count: 5000)),
      Wire.floats("infinite", [2], [.infinity, -.infinity]), Wire.floats("nothing", [0], []),
    ]
    let report = try weights(Wire.model(.graph([], initializers: tensors)))
    #expect(report.tensors.map { $0.statistics?.finite } == [0, 0, 0])
    #expect(report.tensors.allSatisfy { $0.statistics?.range == nil && $0.statistics?.quantiles == [] })
    #expect(WeightGroup([0, 1, 2], of: report).whole == nil)
  }

  /// Double precision can't hold the spread of its largest numbers.
  @Test func numbersTooLargeToSpread() throws {
    let largest = Double.greatestFiniteMagnitude
    let bytes = Wire.littleEndian([largest, -largest, largest, -largest, 1].map(\.bitPattern))
    let report = try weights(Wire.model(.graph([], initializers: [.tensor("w", 11, [5], raw: bytes)])))
    let range = try #require(report.tensors.first?.statistics?.range)
    #expect(range.min == -largest && range.max == largest && !range.deviation.isFinite)
    #expect(WeightGroup([0], of: report).whole?.count == 5)
  }
}
