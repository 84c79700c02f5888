import Lettering
import ModelGraph
import Testing

@testable import Composing

/// What the numbers of a shape are said to count.
@Suite struct ShapeRoleTests {
  private func roles(_ dims: [Int64], hasMaps: Bool) -> [Lettering.Role]? {
    let type = ValueType.tensor(.float32, Shape(dims.map { Dim.known($0) }))
    return MemberTexts.shape(type, ModelTraits(), .none, hasMaps: hasMaps)?.roles
  }

  @Test func maps() {
    #expect(roles([1, 64, 56, 56], hasMaps: true) == [.channels, .side, .side])
    #expect(roles([1, 56, 56, 96], hasMaps: true) == [.side, .side, .channels])
    #expect(roles([1, 64, 56, 48], hasMaps: true) == [.channels, .side, .side])
  }

  /// Where nothing convolves, four dims are heads and lengths, but for square sides in front of channels.
  @Test func headsAreNoChannels() {
    #expect(roles([1, 12, 197, 64], hasMaps: false) == [.other, .length, .length])
    #expect(roles([1, 12, 197, 197], hasMaps: false) == [.other, .length, .length])
    #expect(roles([1, 56, 56, 96], hasMaps: false) == [.side, .side, .channels])
    #expect(roles([1, 197, 768], hasMaps: false) == [.length, .channels])
  }
}
