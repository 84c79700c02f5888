import TestSupport
import Testing

@testable import Weights

/// How many bits of an element hold something: the same for tensors that are sorted and those that are counted.
@Suite struct UsedBitsTests {
  private func usedBits(_ type: Int64, _ element: [UInt8]..., per share: Int = 1) throws -> [Int?] {
    let tensors = [4 * share, 5000 * share].map { count in
      Wire.tensor(
        "w\(count)", type, [Int64(count)],
        raw: (0..<(count / share)).flatMap { element[$0 % element.count] })
    }
    return try weights(Wire.model(.graph([], initializers: tensors))).tensors.map { $0.statistics?.usedBits }
  }

  @Test func floatsWithZerosAtTheirEnd() throws {
    #expect(try usedBits(1, [0, 0, 0x80, 0x3F]) == [9, 9])
    #expect(try usedBits(1, [0, 0, 0x81, 0x3F], [0, 0, 0x80, 0xBF]) == [16, 16])
    #expect(try usedBits(1, [1, 0, 0x81, 0x3F]) == [32, 32])
    #expect(try usedBits(1, [0, 0, 0, 0]) == [1, 1])
    #expect(try usedBits(11, [0, 0, 0, 0x20, 0, 0, 0xF0, 0x3F]) == [35, 35])
    #expect(try usedBits(10, [0, 0x3C]) == [6, 6])
    #expect(try usedBits(16, [0x81, 0x3F]) == [16, 16])
    #expect(try usedBits(17, [0b0011_1000]) == [5, 5])
  }

  @Test func wholeNumbersThatAreSmall() throws {
    #expect(try usedBits(3, [0], [7]) == [3, 3])
    #expect(try usedBits(3, [0xFF], [7]) == [4, 4])
    #expect(try usedBits(3, [0x80], [7]) == [8, 8])
    #expect(try usedBits(2, [200]) == [8, 8])
    #expect(try usedBits(5, [0, 1]) == [9, 9])
    #expect(try usedBits(9, [0], [1]) == [1, 1])
    #expect(try usedBits(22, [0x1F], per: 2) == [2, 2])
    #expect(try usedBits(6, [1, 0, 0, 0]) == [32, 32])
  }
}
