import Folding

/// Numbers for what is drawn: equal ones for items, and blocks, that look the same but for numbers on them.
struct FormLabels {
  let outline: Outline
  private var numbers: [[Int]: Int] = [:]
  private var words: [String: Int] = [:]

  init(_ outline: Outline) { self.outline = outline }

  /// A number that nothing else has.
  mutating func newNumber() -> Int { number([-6, numbers.count]) }

  /// The number of a block: those of its items and lines.
  ///
  /// - Parameter classes: by block, the number of what can be drawn as one; of inner blocks they are known.
  mutating func number(of block: Int, _ classes: [Int]) -> Int {
    let own = outline.blocks[block]
    var signature = [own.inputs.count, own.outputs.count]
    for item in own.items { signature += [-1] + label(of: outline.items[item], classes) }
    for link in own.links { signature += [-4] + Self.numbers(link.source) + Self.numbers(link.target) }
    return number(signature)
  }

  /// A block as a graph; nil where its items are in no order of the data.
  mutating func graph(of block: Int, _ classes: [Int]) -> FormGraph? {
    let own = outline.blocks[block]
    var graph = FormGraph(
      items: [], outputs: own.outputs.map { _ in [] }, inputCount: own.inputs.count, words: [])
    for number in own.items {
      let item = outline.items[number]
      let label = self.number(label(of: item, classes))
      graph.items.append(.init(label: label, inputs: item.inputs.map { _ in [] }))
      graph.words.append(Self.words(on: item, outline))
    }
    for link in own.links {
      let source: FormGraph.Source =
        switch link.source {
        case .item(let item, let port): .init(item: item, port: port)
        case .border(let port): .init(item: -1, port: port)
        }
      guard graph.add(source, to: link.target) else { return nil }
    }
    graph.sort()
    return graph.isOrdered ? graph : nil
  }

  /// What an item is, and how many ports it has.
  private mutating func label(of item: OutlineItem, _ classes: [Int]) -> [Int] {
    var label = [item.inputs.count, item.outputs.count, item.repeats]
    switch item.content {
    case .operation(let operation):
      label.append(number(operation.idiom?.title ?? operation.node.op.description))
    case .block(let inner):
      let idiom = outline.blocks[inner].idiom
      if let idiom, idiom.isCard {
        label.append(number(idiom.title))
      } else {
        label += [-2, classes[inner], outline.blocks[inner].repeats]
      }
    case .input, .output: label.append(-3)
    }
    return label
  }

  private mutating func number(_ signature: [Int]) -> Int {
    let number = numbers[signature] ?? numbers.count
    numbers[signature] = number
    return number
  }

  private mutating func number(_ word: String) -> Int {
    let number = words[word] ?? words.count
    words[word] = number
    return number
  }

  private static func numbers(_ end: OutlineLink.End) -> [Int] {
    switch end {
    case .item(let item, let port): [item, port]
    case .border(let port): [-5, port]
    }
  }

  /// What stands beside a heading, word by word: `3×3`, `dw`.
  private static func words(on item: OutlineItem, _ outline: Outline) -> Set<String> {
    var text: String?
    switch item.content {
    case .operation(let operation): text = operation.detail
    case .block(let block): text = outline.blocks[block].idiom?.detail
    case .input, .output: break
    }
    return Set((text ?? "").split(separator: " ").map(String.init))
  }
}

extension FormGraph {
  /// Adds a line; false where it ends at no port.
  fileprivate mutating func add(_ source: Source, to target: OutlineLink.End) -> Bool {
    switch target {
    case .item(let item, let port):
      guard items.indices.contains(item), items[item].inputs.indices.contains(port) else { return false }
      items[item].inputs[port].append(source)
    case .border(let port):
      guard outputs.indices.contains(port) else { return false }
      outputs[port].append(source)
    }
    return true
  }

  fileprivate mutating func sort() {
    for item in items.indices { items[item].inputs = items[item].inputs.map { $0.sorted() } }
    outputs = outputs.map { $0.sorted() }
  }
}
