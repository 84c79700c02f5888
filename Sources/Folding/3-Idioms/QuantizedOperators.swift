import ModelGraph
import OperatorCatalog

/// Joins an operator, or an idiom, with the QuantizeLinear and DequantizeLinear behind it: the pair says in which precision
/// its result is kept, and changes no shape. So a quantised model looks like its float parent, with `int8` on its cards.
///
///       Conv Relu QuantizeLinear DequantizeLinear   →   Conv + ReLU  int8
///
/// A pair behind a model input, or behind a value that others read too, stays a card of its own.
///
/// Cost: linear.
struct QuantizedOperators {
  private let facts: FlatFacts
  private(set) var matches: IdiomMatches

  /// The name in the table of idioms of what is an operator and such a pair.
  static let name = "Quantized"

  init(_ facts: FlatFacts, after matches: IdiomMatches) {
    self.facts = facts
    self.matches = matches
  }

  mutating func run() {
    let isLast = facts.typeNames.map { $0 == "DequantizeLinear" }
    for node in facts.flat.nodes.indices where isLast[Int(facts.types[node])] {
      guard facts.flat.nodes[node].hidden == nil, matches.owner(of: node) == nil,
        let pair = pair(endingIn: node)
      else { continue }
      _ = matches.add(joined(pair) ?? alone(pair))
    }
  }

  /// A QuantizeLinear and its only reader, by the value that goes in and the one that comes out.
  private struct Pair {
    var first: FlatNodeID
    var last: FlatNodeID
    var input: FlatValueID
    var output: FlatValueID
    /// The type between them: `int8`.
    var precision: String
  }

  private func pair(endingIn last: FlatNodeID) -> Pair? {
    guard let between = facts.flat.inputs(of: last).first, let between, let first = facts.producer(between),
      facts.type(first) == "QuantizeLinear", matches.owner(of: first) == nil,
      let input = facts.flat.inputs(of: first).first, let input, facts.flat.isDrawn(input),
      let output = facts.flat.outputs(of: last).first, let output, facts.isClosed([first, last], but: last),
      let type = precision(of: first, between)
    else { return nil }
    return Pair(first: first, last: last, input: input, output: output, precision: type.name)
  }

  /// The type that a QuantizeLinear gives: that of its zero point, else that of its result.
  private func precision(of node: FlatNodeID, _ result: FlatValueID) -> DataType? {
    let slots = facts.flat.inputs(of: node)
    if slots.count > 2, let zero = slots[2], let tensor = facts.flat.values[zero].constant {
      return tensor.dataType
    }
    return facts.dataType(result) ?? .uint8
  }

  /// The pair with what it quantises.
  private func joined(_ pair: Pair) -> IdiomMatch? {
    guard let producer = facts.producer(pair.input), !facts.flat.values[pair.input].isOutput,
      facts.readers(pair.input).allSatisfy({ $0 == pair.first })
    else { return nil }
    var match: IdiomMatch
    if let inner = matches.owner(of: producer) {
      match = matches.all[inner]
      guard match.output == pair.input, match.name != Self.name else { return nil }
    } else {
      let kind = Operators.info(for: facts.node(producer).op).kind
      guard kind != .control else { return nil }
      match = IdiomMatch(
        name: Self.name, title: IdiomText.title(of: producer, facts), kind: kind.name, nodes: [producer],
        output: pair.input, inputs: Array(facts.flat.inputs(of: producer)), main: producer)
      match.detail = IdiomText.detail(of: producer, facts)
      if kind == .activation { match.program = ElementRegions.program(of: producer, facts) }
    }
    match.name = Self.name
    match.quantization = tensors(of: match, pair)
    match.nodes = (match.nodes + [pair.first, pair.last]).sorted()
    match.output = pair.output
    match.detail = (match.detail.map { $0 + " " } ?? "") + pair.precision
    return match
  }

  private func alone(_ pair: Pair) -> IdiomMatch {
    var match = IdiomMatch(
      name: Self.name, title: "Quantize", detail: pair.precision, kind: OperatorKind.quantization.name,
      nodes: [pair.first, pair.last], output: pair.output, inputs: [pair.input], main: pair.first)
    match.quantization = numbers(of: pair.first, .output).map { [$0] } ?? []
    return match
  }

  // MARK: Scales and zero points

  /// How what comes in, what is stored and what goes out is kept. A bias is left out: its scale is the product of two.
  private func tensors(of match: IdiomMatch, _ pair: Pair) -> [Quantization] {
    var found: [Quantization] = []
    for node in match.nodes where match.nodes.count <= FoldTuning.Idioms.mostQuantized {
      for case let input? in facts.flat.inputs(of: node) {
        guard let source = dequantize(input), !match.nodes.holds(source) else { continue }
        let stored = facts.flat.isDrawn(input) ? nil : facts.flat.values[input].constant
        guard stored?.dataType != .int32,
          let numbers = numbers(of: source, stored == nil ? .input : .weight, stored?.dataType)
        else { continue }
        if !found.contains(numbers) { found.append(numbers) }
      }
    }
    if let output = numbers(of: pair.first, .output) { found.append(output) }
    return found
  }

  /// The DequantizeLinear that a value comes from, through operators that move a stored tensor's elements.
  private func dequantize(_ value: FlatValueID) -> FlatNodeID? {
    var next = value
    for _ in 0..<FoldTuning.Idioms.longestPreparation {
      guard case .node(let node, _) = facts.flat.values[next].producer else { return nil }
      if facts.type(node) == "DequantizeLinear" { return node }
      guard facts.flat.nodes[node].hidden != nil, let input = facts.flat.inputs(of: node).first, let input
      else { return nil }
      next = input
    }
    return nil
  }

  /// The scale and the zero point of a QuantizeLinear or DequantizeLinear.
  private func numbers(
    of node: FlatNodeID, _ role: Quantization.Role, _ type: DataType? = nil
  ) -> Quantization? {
    let slots = facts.flat.inputs(of: node)
    func constant(_ slot: Int) -> TensorRef? {
      slot < slots.count ? slots[slot].flatMap { facts.flat.values[$0].constant } : nil
    }
    return Quantization(role, type: type, scale: constant(1), zeroPoint: constant(2))
  }
}
