import ModelGraph

/// A small random model, as text for ``makeModel(_:graphs:functions:)`` so that a failing one can be read.
///
/// Scopes are left and come back to, layers repeat, weights are shared, shapes are computed, bodies capture,
/// functions call each other. Equal seeds give equal models.
public struct RandomModel: Sendable {
  /// The seed.
  public let seed: UInt64
  /// The main graph.
  public private(set) var main = ""
  private var random: SeededGenerator
  /// The values that can be read: those made so far.
  private var values: [String] = []
  private var weights: [String] = []
  private var count = 0
  private var scopes: [String] = []

  private static let graphs = [
    "pair": "Relu CAPTURED -> p\nTanh p -> q\nout q",
    "weighted": "weight wb 4×4\nGemm CAPTURED wb -> p\nout p",
    "loop":
      "in i\nin c\nin s\nAdd s CAPTURED -> t\nIf c -> u then_branch=pair else_branch=weighted\nMul t u -> v\nout c\nout v",
  ]
  private static let functions: KeyValuePairs = [
    "lib::Norm": "attr axis\nin p\nReduceMean p -> m axes=&axis\nSub p m -> r\nout r",
    "lib::Mlp": "in p\nlib::Norm p -> q axis=1\nlib::Norm q -> r axis=2\nAdd r p -> s\nout s",
    "lib::Odd": "in p\nin q\nout p\nout q",
  ]

  /// Makes a model of some dozen operators.
  public init(seed: UInt64) {
    self.seed = seed
    random = SeededGenerator(seed: seed)
    let paths = ["a", "a/b", "a/b/c", "a/d", "e", "e/f", "e/f/g/h", "layers", "layers/x"]
    scopes = [""] + (0..<pick(1...5)).map { _ in " @" + paths[pick(0...(paths.count - 1))] }
    for _ in 0..<pick(1...3) { addInput() }
    for _ in 0..<pick(1...3) { addWeight() }
    for _ in 0..<pick(1...6) {
      switch pick(0...9) {
      case 0...3: for _ in 0..<pick(1...12) { addNode() }
      case 4, 5: addLayers()
      case 6: addBranches()
      case 7: addShapes()
      case 8: addControl()
      default: addCall()
      }
    }
    for _ in 0..<pick(1...3) { line("out \(value())") }
    if pick(0...3) == 0 { line("out nobody") }
  }

  /// The model itself.
  public var model: Model {
    // Bodies read the first input, through every graph between.
    let graphs = Self.graphs.mapValues { $0.replacing("CAPTURED", with: "x0") }
    return makeModel(main, graphs: graphs, functions: Self.functions)
  }

  private mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  private mutating func line(_ text: String) { main += text + "\n" }

  /// A value to read, more often a late one.
  private mutating func value() -> String {
    values[max(pick(0...(values.count - 1)), pick(0...(values.count - 1)))]
  }

  private mutating func scope() -> String { scopes[pick(0...(scopes.count - 1))] }

  private mutating func fresh() -> String {
    count += 1
    return "v\(count)"
  }

  private mutating func addInput() {
    line("in x\(values.count) 1×4")
    values.append("x\(values.count)")
  }

  private mutating func addWeight() {
    weights.append("w\(weights.count)")
    line("weight w\(weights.count - 1) \(pick(1...3))×4")
  }

  private mutating func weight() -> String { weights[pick(0...(weights.count - 1))] }

  private mutating func addNode() {
    let made = fresh()
    let name = pick(0...2) == 0 ? " name=block_\(pick(1...4))_op" : ""
    let end = " -> \(made)\(scope())\(name)"
    switch pick(0...9) {
    case 0: line("Add \(value()) \(value())\(end)")
    case 1: line("Gemm \(value()) \(weight())\(end) transB=\(pick(0...1))")
    case 2: line("Concat \(value()) \(value()) \(value())\(end) axis=1")
    case 3: line("Identity \(weight()) -> \(made)\(scope())")
    case 4:
      let other = fresh()
      line("Split \(value()) -> \(made) \(other)\(scope())")
      values.append(other)
    case 5: line("LSTM \(value()) \(weight()) _ _\(end)")
    case 6: line("custom::Thing \(value()) _ \(value())\(end)")
    default: line("Relu \(value())\(end)")
    }
    values.append(made)
  }

  private mutating func addLayers() {
    let shared = pick(0...2) == 0 ? value() : nil
    let ownWeights = pick(0...1) == 0
    let tap = pick(0...3) == 0
    let place = pick(0...1) == 0 ? "layers/" : "layer_"
    var state = value()
    for layer in 0..<pick(2...6) {
      let (a, b, c) = (fresh(), fresh(), fresh())
      let scope = " @\(place)\(layer)"
      if ownWeights { addWeight() }
      line("Gemm \(state) \(ownWeights ? "w\(weights.count - 1)" : weight()) -> \(a)\(scope)")
      line("Relu \(a) -> \(b)\(scope)/act")
      line("Add \(b) \(shared ?? state) -> \(c)\(scope)")
      if tap { values.append(b) }
      state = c
    }
    values.append(state)
  }

  private mutating func addBranches() {
    let from = value()
    var results: [String] = []
    for branch in 0..<pick(2...4) {
      let (a, b) = (fresh(), fresh())
      line("Tanh \(from) -> \(a) @branches/\(branch)")
      line("Exp \(a) -> \(b) @branches/\(branch)")
      results.append(b)
    }
    let joined = fresh()
    line("Concat \(results.joined(separator: " ")) -> \(joined) axis=0")
    values.append(joined)
  }

  private mutating func addShapes() {
    let (shape, part, index, whole, result) = (fresh(), fresh(), fresh(), fresh(), fresh())
    line("Shape \(value()) -> \(shape)\(scope())")
    line("let \(index)")
    line("Gather \(shape) \(index) -> \(part)\(scope())")
    line("Concat \(part) \(index) -> \(whole)\(scope()) axis=0")
    line("Reshape \(value()) \(whole) -> \(result)\(scope())")
    values.append(result)
    if pick(0...4) == 0 { values.append(shape) }
  }

  private mutating func addControl() {
    let made = fresh()
    if pick(0...1) == 0 {
      line("If \(value()) -> \(made)\(scope()) then_branch=pair else_branch=weighted")
    } else {
      line("Loop _ _ \(value()) -> \(made)\(scope()) body=loop")
    }
    values.append(made)
  }

  private mutating func addCall() {
    let made = fresh()
    switch pick(0...2) {
    case 0: line("lib::Norm \(value()) -> \(made)\(scope()) axis=\(pick(0...1))")
    case 1: line("lib::Mlp \(value()) -> \(made)\(scope())")
    default:
      let other = fresh()
      line("lib::Odd \(value()) \(value()) -> \(made) \(other)\(scope())")
      values.append(other)
    }
    values.append(made)
  }
}
