/// A heap of numbers that gives the lowest first: what readers sort nodes with. Cost: logarithmic each.
package struct IndexHeap {
  private var items: [Int]

  /// Takes numbers in rising order, which is a heap already.
  package init(_ rising: [Int] = []) { items = rising }

  /// Adds a number.
  package mutating func insert(_ item: Int) {
    items.append(item)
    var place = items.count - 1
    while place > 0, items[place] < items[(place - 1) / 2] {
      items.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Takes the lowest number out, if there is one.
  package mutating func popFirst() -> Int? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    guard !items.isEmpty else { return first }
    items[0] = last
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < items.count && items[child] < items[least] {
        least = child
      }
      if least == place { return first }
      items.swapAt(place, least)
      place = least
    }
  }
}
