import Folding

/// The classes of blocks whose drawings are the same but for numbers: box by box the same operators, idioms and blocks,
/// joined by the same lines.
///
/// Stricter than the loose classes of folding, which take equal neighbours for one. Attributes and dims may differ, in
/// what is drawn as one card also its operators: a product and a sum, or a Gemm, are both `Linear`.
///
/// Cost: linear in items and links.
struct Alignment {
  /// By block. Equal numbers mean equal drawings.
  let classes: [Int]

  init(_ outline: Outline) {
    var classes = [Int](repeating: 0, count: outline.blocks.count)
    var numbers: [[Int]: Int] = [:]
    var words: [String: Int] = [:]
    func number(_ word: String) -> Int {
      let number = words[word] ?? words.count
      words[word] = number
      return number
    }
    // A parent's number is lower than its children's.
    for block in outline.blocks.indices.reversed() {
      let own = outline.blocks[block]
      var signature = [own.inputs.count, own.outputs.count]
      for item in own.items {
        let item = outline.items[item]
        signature += [-1, item.inputs.count, item.outputs.count, item.repeats]
        switch item.content {
        case .operation(let operation):
          signature.append(number(operation.idiom?.title ?? operation.node.op.description))
        case .block(let inner):
          let idiom = outline.blocks[inner].idiom
          if let idiom, idiom.isCard {
            signature.append(number(idiom.title))
          } else {
            signature += [-2, classes[inner], outline.blocks[inner].repeats]
          }
        case .input, .output: signature.append(-3)
        }
      }
      for link in own.links { signature += [-4] + Self.numbers(link.source) + Self.numbers(link.target) }
      classes[block] = numbers[signature] ?? numbers.count
      numbers[signature] = classes[block]
    }
    self.classes = classes
  }

  private static func numbers(_ end: OutlineLink.End) -> [Int] {
    switch end {
    case .item(let item, let port): [item, port]
    case .border(let port): [-5, port]
    }
  }
}
