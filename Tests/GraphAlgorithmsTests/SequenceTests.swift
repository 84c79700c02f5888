import GraphAlgorithms
import Testing

/// Searches and counts along sequences, compared with looking at every place.
@Suite struct SequenceTests {
  @Test func partitioningIndexIsTheFirstThatSatisfies() {
    for count in 0...9 {
      let list = (0..<count).map { 2 * $0 }
      for limit in -1...20 {
        let expected = list.firstIndex { $0 >= limit } ?? list.endIndex
        #expect(list.partitioningIndex { $0 >= limit } == expected)
      }
      let slice = list.dropFirst(2)
      #expect(slice.partitioningIndex { $0 >= 8 } == slice.firstIndex { $0 >= 8 } ?? slice.endIndex)
    }
  }

  @Test func fittedArraysAreTheSameAndNoLarger() {
    var list: [Int] = []
    list.reserveCapacity(1000)
    list += 0..<10
    #expect(list.fitted == list)
    #expect(list.fitted.capacity < 20)
  }

  @Test func spansCrossTheirPlacesOnly() {
    let spans: [(from: Int, to: Int)] = [(0, 4), (1, 2), (1, 5), (3, 3), (2, 3)]
    let expected = (0..<5).map { place in spans.filter { $0.from <= place && place < $0.to }.count }
    #expect(crossingSpans(spans, below: 5) == expected)
    #expect(crossingSpans([], below: 0).isEmpty)
  }
}
