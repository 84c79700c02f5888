import GraphAlgorithms
import ModelGraph

/// Which value a name stands for in one graph.
///
/// Well-formed graphs define each name once. In others each definition is a value of its own, and a
/// use binds to the nearest earlier definition, else to the first. (A class, because a look-up through the
/// builder's property would otherwise count references to each of its arrays.)
final class NameBinding {
  private struct Definition {
    private let nodeNumber: Int32
    private let valueNumber: Int32

    init(node: Int, value: ValueID) {
      nodeNumber = Int32(node)
      valueNumber = Int32(value)
    }

    var node: Int { Int(nodeNumber) }
    var value: ValueID { Int(valueNumber) }
  }

  private var names: ByteTable
  private var first: [Definition] = []
  /// All definitions of the names that have several, in file order.
  private var repeated: [Int: [Definition]] = [:]

  /// The position of what stands before all nodes: inputs, initializers, captures.
  static let beforeNodes = -1

  init(expecting count: Int) {
    names = ByteTable(expecting: count)
    first.reserveCapacity(count)
  }

  /// Defines a name at a node (its number in the file).
  ///
  /// - Returns: the value that the name stood for before, if any.
  func define(_ name: Text, _ value: ValueID, at node: Int) -> ValueID? {
    let (number, isNew) = names.add(name)
    let definition = Definition(node: node, value: value)
    if isNew {
      first.append(definition)
      return nil
    }
    repeated[number, default: [first[number]]].append(definition)
    return first[number].value
  }

  /// The value that a name stands for where a node reads it.
  func value(_ name: Text, at node: Int) -> ValueID? {
    guard let number = names.find(name) else { return nil }
    guard !repeated.isEmpty, let all = repeated[number] else { return first[number].value }
    let later = all.partitioningIndex { $0.node >= node }
    return later > 0 ? all[later - 1].value : first[number].value
  }

  /// The further values of a name that is defined more than once.
  func others(_ name: Text) -> [ValueID] {
    if repeated.isEmpty { return [] }
    return names.find(name).flatMap { repeated[$0]?.map(\.value) } ?? []
  }
}
