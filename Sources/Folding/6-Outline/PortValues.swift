/// The values at the ports of an item, in one array: an outline has an item for every operator, and an array for each
/// port would take most of its memory.
struct PortValues: Sendable, Equatable {
  /// The number of input ports; where some take several values its complement, and behind it a count for each. Then
  /// the values that come in, port by port, then those that go out.
  private let numbers: [Int32]

  /// Stores values by port. Cost: linear.
  init(inputs: [[Int]], outputs: [Int]) {
    let areSingle = inputs.allSatisfy { $0.count == 1 }
    var numbers: [Int32] = []
    let values = inputs.reduce(0) { $0 + $1.count }
    numbers.reserveCapacity(1 + (areSingle ? 0 : inputs.count) + values + outputs.count)
    numbers.append(Int32(areSingle ? inputs.count : ~inputs.count))
    if !areSingle { for port in inputs { numbers.append(Int32(port.count)) } }
    for port in inputs { for value in port { numbers.append(Int32(value)) } }
    for value in outputs { numbers.append(Int32(value)) }
    self.numbers = numbers
  }

  /// The values that come in, by port. Cost: linear.
  var inputs: [[Int]] {
    guard numbers[0] < 0 else { return numbers[1..<inputEnd].map { [Int($0)] } }
    let ports = ~Int(numbers[0])
    var start = 1 + ports
    return numbers[1...].prefix(ports).map { count in
      defer { start += Int(count) }
      return numbers[start..<(start + Int(count))].map { Int($0) }
    }
  }

  /// The values that go out, by port. Cost: linear.
  var outputs: [Int] { numbers[inputEnd...].map { Int($0) } }

  /// Where the values that go out begin.
  private var inputEnd: Int {
    guard numbers[0] < 0 else { return 1 + Int(numbers[0]) }
    let ports = ~Int(numbers[0])
    return 1 + ports + numbers[1...].prefix(ports).reduce(0) { $0 + Int($1) }
  }
}
