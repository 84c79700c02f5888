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

  /// One piece: its children, and a number that is equal for pieces of equal loose structure.
  struct Piece {
    var items: [Item]
    var number: Int
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
    var pieces: [Piece] = []
    var start = 0
    let byTarget = Dictionary(grouping: wires, by: \.target)
    for position in order.indices where position == order.count - 1 || crossing[position] <= 1 {
      let members = Array(order[start...position])
      start = position + 1
      let key = signature(members, byTarget, place) + members.map { structure.loose(children[$0]) }
      let number = numbers[key] ?? numbers.count
      numbers[key] = number
      pieces.append(Piece(items: members.map { children[$0] }, number: number))
    }
    return pieces
  }

  func wires(among children: [Item]) -> [Wire] {
    let holders = Holders(children, tree)
    var wires: [Wire] = []
    for (index, child) in children.enumerated() {
      for net in structure.inputs(child) {
        if case .leaf(let leaf, _) = flat.nets[net].producer,
          let source = holders.child(at: tree.position[leaf]), source != index
        {
          wires.append(Wire(source: source, target: index, net: net))
        }
      }
    }
    return wires
  }

  /// Which of some children holds a place in tree order.
  private struct Holders {
    /// The children's runs, ascending.
    private var runs: [(range: Range<Int>, child: Int)]

    init(_ children: [Item], _ tree: BlockTree) {
      runs = children.enumerated().map { (tree.range(of: $1), $0) }
      let isSorted = zip(runs, runs.dropFirst()).allSatisfy { $0.range.lowerBound <= $1.range.lowerBound }
      if !isSorted { runs.sort { ($0.range.lowerBound, $0.child) < ($1.range.lowerBound, $1.child) } }
    }

    /// Cost: logarithmic in the children.
    func child(at place: Int) -> Int? {
      var low = 0
      var high = runs.count
      while low < high {
        let middle = (low + high) / 2
        if runs[middle].range.upperBound <= place { low = middle + 1 } else { high = middle }
      }
      return low < runs.count && runs[low].range.contains(place) ? runs[low].child : nil
    }
  }

  /// Runs of children that satisfy a condition and feed each other alone, each longer run as far as it goes.
  ///
  /// Two children are linked where all that reads the first is the second, and all that the second reads of
  /// its siblings is the first. `reader` is
  /// what alone reads the last of a run, if there is such.
  func loneRuns(
    _ count: Int, _ wires: [Wire], where isEligible: (Int) -> Bool, canFollow: (Int) -> Bool = { _ in true }
  ) -> [(run: [Int], reader: Int?)] {
    var sources = [[Int]](repeating: [], count: count)
    var targets = [[Int]](repeating: [], count: count)
    for wire in wires {
      // Two ends are as good as many: all that is asked is whether there is just one.
      if sources[wire.target].count < 2 { sources[wire.target].append(wire.source) }
      if targets[wire.source].count < 2 { targets[wire.source].append(wire.target) }
    }
    func isLinked(_ from: Int, _ to: Int) -> Bool {
      isEligible(from) && isEligible(to) && targets[from] == [to] && sources[to] == [from] && canFollow(to)
    }
    var runs: [(run: [Int], reader: Int?)] = []
    for head in 0..<count where isEligible(head) {
      if let source = sources[head].first, isLinked(source, head) { continue }
      var run = [head]
      var last = head
      while let next = targets[last].first, isLinked(last, next) {
        run.append(next)
        last = next
      }
      runs.append((run, targets[last].count == 1 ? targets[last][0] : nil))
    }
    return runs
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
    let inputs = children.map { structure.inputs($0) }
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
