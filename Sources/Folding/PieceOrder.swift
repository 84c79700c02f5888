/// The children of a block as a string of pieces: runs between places where a single value passes.
struct PieceOrder {
  let tree: BlockTree
  let structure: Structure
  let flat: FlatGraph

  /// One line between two children: who makes the value, and where in it.
  struct Wire {
    var source: Int
    var target: Int
    var net: NetID
  }

  /// One piece: its children, and numbers that are equal for pieces of equal loose or exact structure.
  struct Piece {
    var items: [Item]
    var loose: Int
    var exact: Int
  }

  /// The pieces in topological order.
  func pieces(of block: BlockID) -> [Piece] {
    let children = tree.blocks[block].children
    let wires = wires(among: children)
    let order = topologicalOrder(children.count, wires)
    var place = [Int](repeating: 0, count: children.count)
    for (position, child) in order.enumerated() { place[child] = position }
    let crossing = crossings(wires, place, children.count)
    var numbers: [[Int]: Int] = [:]
    func number(_ signature: [Int]) -> Int {
      let number = numbers[signature] ?? numbers.count
      numbers[signature] = number
      return number
    }
    var pieces: [Piece] = []
    var start = 0
    let byTarget = Dictionary(grouping: wires, by: \.target)
    for position in order.indices where position == order.count - 1 || crossing[position] <= 1 {
      let members = Array(order[start...position])
      start = position + 1
      let wiring = signature(members, byTarget, place)
      pieces.append(
        Piece(
          items: members.map { children[$0] },
          loose: number([0] + wiring + members.map { structure.loose(children[$0]) }),
          exact: number([1] + wiring + members.map { structure.exact(children[$0]) })))
    }
    return pieces
  }

  func wires(among children: [Item]) -> [Wire] {
    var holder: [LeafID: Int] = [:]
    for (index, child) in children.enumerated() {
      for place in tree.range(of: child) { holder[tree.order[place]] = index }
    }
    var wires: [Wire] = []
    for (index, child) in children.enumerated() {
      for net in structure.inputs(child, flat) {
        if case .leaf(let leaf, _) = flat.nets[net].producer, let source = holder[leaf], source != index {
          wires.append(Wire(source: source, target: index, net: net))
        }
      }
    }
    return wires
  }

  /// Children so that values flow forwards, near their old order. What is on a circle comes last.
  ///
  /// - Parameter operatorsFirst: where given, children marked come as soon as they can, before others.
  func topologicalOrder(_ count: Int, _ wires: [Wire], operatorsFirst: [Bool]? = nil) -> [Int] {
    let isSorted = wires.allSatisfy { $0.source < $0.target }
    if isSorted, operatorsFirst == nil { return Array(0..<count) }
    var waiting = [Int](repeating: 0, count: count)
    var targets = [[Int]](repeating: [], count: count)
    for wire in wires {
      waiting[wire.target] += 1
      targets[wire.source].append(wire.target)
    }
    var order: [Int] = []
    let isEager = operatorsFirst ?? [Bool](repeating: false, count: count)
    let ready = (0..<count).reversed().filter { waiting[$0] == 0 }
    var eager = ready.filter { isEager[$0] }
    var patient = ready.filter { !isEager[$0] }
    var done = [Bool](repeating: false, count: count)
    while let next = eager.popLast() ?? patient.popLast() {
      order.append(next)
      done[next] = true
      for target in targets[next].reversed() {
        waiting[target] -= 1
        guard waiting[target] == 0 else { continue }
        if isEager[target] { eager.append(target) } else { patient.append(target) }
      }
    }
    return order + (0..<count).filter { !done[$0] }
  }

  /// By place: how many values are needed beyond it, long-lived ones left out (a mask that every layer
  /// reads does not make a graph wide).
  func crossings(_ wires: [Wire], _ place: [Int], _ count: Int) -> [Int] {
    var spans: [NetID: (from: Int, to: Int, uses: Int)] = [:]
    for wire in wires {
      let from = place[wire.source]
      let to = place[wire.target]
      let known = spans[wire.net]
      spans[wire.net] = (from, max(to, known?.to ?? to), (known?.uses ?? 0) + 1)
    }
    var change = [Int](repeating: 0, count: count + 1)
    for span in spans.values where span.to > span.from {
      if span.uses > 2, span.to - span.from > max(32, count / 3) { continue }
      change[span.from] += 1
      change[span.to] -= 1
    }
    var open = 0
    return change.dropLast().map { step in
      open += step
      return open
    }
  }

  /// The children in topological order, each with a number that is equal for children of equal exact
  /// structure that share the values which live long or come from outside (a mask), whatever feeds the rest.
  func turns(of block: BlockID) -> [(item: Item, number: Int)] {
    let children = tree.blocks[block].children
    let wires = wires(among: children)
    let order = topologicalOrder(children.count, wires, operatorsFirst: children.map(\.isLeaf))
    let inputs = children.map { structure.inputs($0, flat) }
    var readers: [NetID: Int] = [:]
    for nets in inputs { for net in nets { readers[net, default: 0] += 1 } }
    var numbers: [[Int]: Int] = [:]
    return order.map { child in
      var key = [structure.exact(children[child])]
      for net in inputs[child] { key.append((readers[net] ?? 0) > 2 ? net : -1) }
      let number = numbers[key] ?? numbers.count
      numbers[key] = number
      return (children[child], number)
    }
  }

  /// How the members of a piece are wired among each other. What comes from outside is left out: the first
  /// piece reads the model's input, which no child makes, and is like others all the same.
  private func signature(_ members: [Int], _ wires: [Int: [Wire]], _ place: [Int]) -> [Int] {
    let first = members.first.map { place[$0] } ?? 0
    let last = first + members.count - 1
    var signature: [Int] = []
    for member in members {
      signature.append(-1)
      for wire in wires[member] ?? [] {
        let source = place[wire.source]
        if (first...last).contains(source) { signature.append(source - first) }
      }
    }
    return signature
  }
}
