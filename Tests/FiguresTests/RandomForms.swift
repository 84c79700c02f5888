@testable import Figures

/// Numbers that follow from a seed.
struct FormDice {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// A number from 0 below a bound, 0 for a bound below 1.
  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return bound < 1 ? 0 : Int(state >> 33) % bound
  }
}

/// A drawing with pieces that may be missing, and the drawings that it stands for.
struct RandomForms {
  /// The drawing with everything.
  private(set) var whole: FormGraph
  /// By item: the piece that it is in.
  private var pieceOf: [Int?]
  /// By item: the port whose value passes through where it is missing.
  private var bypass: [Int]
  let pieces: Int

  /// - Parameter seed: decides everything.
  init(seed: Int) {
    var dice = FormDice(seed)
    let count = 5 + dice.below(9)
    let labels = 3 + dice.below(4)
    whole = FormGraph(items: [], outputs: [], inputCount: 1 + dice.below(2), words: [])
    bypass = []
    for item in 0..<count {
      let arity = item > 1 && dice.below(3) == 0 ? 2 : 1
      var inputs: [[FormGraph.Source]] = []
      for port in 0..<arity {
        // Mostly a chain, with shortcuts.
        let from = port == 0 ? item - 1 : dice.below(item + 1) - 1
        inputs.append([.init(item: from, port: from < 0 ? dice.below(whole.inputCount) : 0)])
      }
      // A label says how many ports there are.
      whole.items.append(.init(label: 2 * dice.below(labels) + arity - 1, inputs: inputs))
      whole.words.append([])
      bypass.append(dice.below(arity))
    }
    whole.outputs = [[.init(item: count - 1, port: 0)]]
    pieceOf = whole.items.map { _ in nil }
    let pieces = 1 + dice.below(3)
    for piece in 0..<pieces {
      let start = dice.below(count)
      for item in start..<min(count, start + 1 + dice.below(2)) { pieceOf[item] = piece }
    }
    self.pieces = pieces
  }

  /// The drawing without some pieces, lines through them joined.
  func form(without missing: Set<Int>) -> FormGraph {
    func isMissing(_ item: Int) -> Bool { pieceOf[item].map(missing.contains) ?? false }
    var place: [Int: Int] = [:]
    for item in whole.items.indices where !isMissing(item) { place[item] = place.count }
    func settled(_ source: FormGraph.Source) -> FormGraph.Source {
      var source = source
      while source.item >= 0, isMissing(source.item) {
        source = whole.items[source.item].inputs[bypass[source.item]][0]
      }
      return .init(item: source.item < 0 ? -1 : place[source.item] ?? -1, port: source.port)
    }
    var form = whole
    form.items = []
    form.words = []
    for (item, own) in whole.items.enumerated() where !isMissing(item) {
      form.items.append(.init(label: own.label, inputs: own.inputs.map { $0.map(settled).sorted() }))
      form.words.append([])
    }
    form.outputs = whole.outputs.map { $0.map(settled) }
    return form
  }
}
