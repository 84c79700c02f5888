/// The values at the ports of an item. It takes 32 bytes for up to four values, which most items keep to: an outline has an
/// item for every operator, and an array for each, or even for each port, would take most of its memory.
struct PortValues: Sendable, Equatable {
  // The number of input ports; where some take several values its complement, and behind it a count for each. Then the
  // values that come in, port by port, then those that go out. Up to five numbers stand here, and zeros behind them.
  private var first: Int32 = 0
  private var second: Int32 = 0
  private var third: Int32 = 0
  private var fourth: Int32 = 0
  private var fifth: Int32 = 0
  private var length: Int32 = 0
  /// All numbers where there are more than five.
  private var many: [Int32]?

  private static let room = 5

  /// Stores values by port. Cost: linear.
  init(inputs: [[Int]], outputs: [Int]) {
    let areSingle = inputs.allSatisfy { $0.count == 1 }
    let values = inputs.reduce(0) { $0 + $1.count }
    let count = 1 + (areSingle ? 0 : inputs.count) + values + outputs.count
    if count > Self.room {
      many = []
      many?.reserveCapacity(count)
    }
    append(areSingle ? inputs.count : ~inputs.count)
    if !areSingle { for port in inputs { append(port.count) } }
    for port in inputs { for value in port { append(value) } }
    for value in outputs { append(value) }
  }

  private mutating func append(_ number: Int) {
    let number = Int32(number)
    if many != nil {
      many?.append(number)
    } else {
      switch length {
      case 0: first = number
      case 1: second = number
      case 2: third = number
      case 3: fourth = number
      default: fifth = number
      }
    }
    length += 1
  }

  private func number(at place: Int) -> Int {
    if let many { return Int(many[place]) }
    return switch place {
    case 0: Int(first)
    case 1: Int(second)
    case 2: Int(third)
    case 3: Int(fourth)
    default: Int(fifth)
    }
  }

  /// The values that come in, by port. Cost: linear.
  var inputs: [[Int]] {
    guard hasCounts else { return (1..<inputEnd).map { [number(at: $0)] } }
    let ports = ~number(at: 0)
    var start = 1 + ports
    return (1..<(1 + ports)).map { port in
      let end = start + number(at: port)
      defer { start = end }
      return (start..<end).map { number(at: $0) }
    }
  }

  /// The values that go out, by port. Cost: linear.
  var outputs: [Int] { (inputEnd..<Int(length)).map { number(at: $0) } }

  /// Where the values that go out begin.
  private var inputEnd: Int {
    guard hasCounts else { return 1 + number(at: 0) }
    let ports = ~number(at: 0)
    return (1..<(1 + ports)).reduce(1 + ports) { $0 + number(at: $1) }
  }

  /// Whether the values of each input port are counted.
  private var hasCounts: Bool { number(at: 0) < 0 }
}
