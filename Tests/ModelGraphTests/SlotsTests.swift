import ModelGraph
import Testing

@Suite struct SlotsTests {
  /// Every list that can be made by single steps works as an array does.
  @Test func worksAsAnArray() {
    var state: UInt64 = 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<300 {
      var slots: Slots = []
      var array: [ValueID?] = []
      for _ in 0..<random(20) {
        let value: ValueID? = random(3) == 0 ? nil : random(1_000)
        switch random(6) {
        case 0 where !array.isEmpty:
          let place = random(array.count)
          slots[place] = value
          array[place] = value
        case 1 where !array.isEmpty:
          slots.removeLast()
          array.removeLast()
        case 2:
          let place = random(array.count + 1)
          slots.insert(value, at: place)
          array.insert(value, at: place)
        case 3 where !array.isEmpty:
          let place = random(array.count)
          slots.remove(at: place)
          array.remove(at: place)
        default:
          slots.append(value)
          array.append(value)
        }
        #expect(Array(slots) == array && slots.count == array.count)
        // However it was made, an equal list is equal.
        #expect(slots == Slots(array) && slots.hashValue == Slots(array).hashValue)
      }
    }
  }

  @Test func listsOfUpToThreeSlotsNeedNoArray() {
    #expect(MemoryLayout<Slots>.stride == 24)
    let slots: Slots = [1, nil, 2]
    #expect(slots.map { $0 ?? -7 } == [1, -7, 2])
    #expect("\(slots)" == "[Optional(1), nil, Optional(2)]")
  }
}
