import ModelGraph

/// One value as it stands in the written-out model. It takes 32 bytes.
struct FlatValue {
  /// Where a value comes from.
  enum Producer: Equatable {
    case node(FlatNodeID, slot: Int)
    /// A formal input of the main graph.
    case input
    /// Stored in the file.
    case constant
    /// A formal input of a body that only the running operator knows (a loop's counter), or nobody.
    case none
  }

  private let graphNumber, valueNumber: Int32
  /// The node that makes it, or one of the marks below, and the slot there.
  private var producerNumber, producerSlot: Int32
  /// The stored tensor behind it, seen through casts and transposes of weights too.
  var constant: TensorRef?
  /// Whether ``constant`` is an initializer (and so counts as parameters).
  var isInitializer = false
  var isOutput = false

  private static let inputMark: Int32 = -1
  private static let constantMark: Int32 = -2
  private static let noMark: Int32 = -3

  init(graph: GraphID, value: ValueID, producer: Producer) {
    graphNumber = Int32(graph)
    valueNumber = Int32(value)
    (producerNumber, producerSlot) = Self.numbers(of: producer)
  }

  /// The graph that its value is in.
  var graph: GraphID { Int(graphNumber) }
  /// Its value there; of several that are one, the outermost.
  var value: ValueID { Int(valueNumber) }

  var producer: Producer {
    get {
      switch producerNumber {
      case Self.inputMark: .input
      case Self.constantMark: .constant
      case Self.noMark: .none
      default: .node(Int(producerNumber), slot: Int(producerSlot))
      }
    }
    set { (producerNumber, producerSlot) = Self.numbers(of: newValue) }
  }

  private static func numbers(of producer: Producer) -> (node: Int32, slot: Int32) {
    switch producer {
    case .node(let node, let slot): (Int32(node), Int32(slot))
    case .input: (inputMark, 0)
    case .constant: (constantMark, 0)
    case .none: (noMark, 0)
    }
  }
}
