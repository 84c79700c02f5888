/// A priority queue of indices, the lowest first: a binary heap in one array.
///
/// `Heap` of swift-collections would do the same, but takes a package more than these lines and keeps both
/// ends in order, of which only one is asked for.
///
///     var queue = IndexPriorityQueue()
///     queue.insert(7)
///     queue.insert(3)
///     queue.popNext()  // 3
public struct IndexPriorityQueue: Worklist, Sendable {
  @usableFromInline var items: [Int] = []

  /// Makes an empty queue.
  @inlinable public init() {}

  /// Adds an index, which may be there already. Cost: logarithmic; constant where indices come in rising order.
  @inlinable public mutating func insert(_ item: Int) {
    items.append(item)
    var place = items.count - 1
    while place > 0, items[place] < items[(place - 1) / 2] {
      items.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Removes and returns the lowest index; nil where there is none. Cost: logarithmic.
  @inlinable public mutating func popNext() -> Int? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    guard !items.isEmpty else { return first }
    items[0] = last
    var place = 0
    while true {
      let left = 2 * place + 1
      let right = left + 1
      var least = place
      if left < items.count, items[left] < items[least] { least = left }
      if right < items.count, items[right] < items[least] { least = right }
      if least == place { return first }
      items.swapAt(place, least)
      place = least
    }
  }
}
