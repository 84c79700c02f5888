/// A list of numbers that takes 4 bytes for each: nodes, blocks and places are numbers below two billion, and large models
/// have lists of millions of them.
struct SmallNumbers: RandomAccessCollection, MutableCollection, Equatable {
  private var numbers: [Int32] = []

  /// Makes an empty list.
  init() {}

  /// Makes a list of equal numbers.
  init(repeating number: Int, count: Int) { numbers = [Int32](repeating: Int32(number), count: count) }

  var startIndex: Int { 0 }
  var endIndex: Int { numbers.count }

  subscript(place: Int) -> Int {
    get { Int(numbers[place]) }
    set { numbers[place] = Int32(newValue) }
  }

  mutating func append(_ number: Int) { numbers.append(Int32(number)) }

  /// Removes all numbers, and makes room for others.
  mutating func clear(expecting count: Int) {
    numbers.removeAll(keepingCapacity: true)
    numbers.reserveCapacity(count)
  }
}
