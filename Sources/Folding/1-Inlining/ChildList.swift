/// The children of a block, in order: works like an array of ``Child`` and takes 4 bytes a child instead of 16, in memory
/// of just their number where it is made from a list.
struct ChildList: RandomAccessCollection, ExpressibleByArrayLiteral {
  /// A node's number; a block's number's complement.
  private var numbers: [Int32] = []

  init(_ children: some Collection<Child>) {
    numbers.reserveCapacity(children.count)
    for child in children { append(child) }
  }

  init(arrayLiteral children: Child...) { self.init(children) }

  var startIndex: Int { 0 }
  var endIndex: Int { numbers.count }

  subscript(place: Int) -> Child {
    let number = Int(numbers[place])
    return number < 0 ? .block(~number) : .node(number)
  }

  mutating func append(_ child: Child) {
    switch child {
    case .node(let node): numbers.append(Int32(node))
    case .block(let block): numbers.append(~Int32(block))
    }
  }
}
