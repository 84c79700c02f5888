/// One thing drawn in a panel: an item, or a run of equal items drawn as one.
struct DrawnItem {
  /// The item drawn; for a stack its first member.
  let item: Child
  /// Every member of a stack; empty where nothing repeats, which is the rule.
  private let stack: [Child]

  /// Whether the members of a stack stand beside each other; else each feeds the next.
  let isParallel: Bool

  /// Makes an item that stands for itself.
  init(_ item: Child) {
    self.item = item
    stack = []
    isParallel = false
  }

  /// Makes a stack of at least two members.
  init(stack: [Child], isParallel: Bool) {
    item = stack[0]
    self.stack = stack
    self.isParallel = isParallel
  }

  /// Every member in order, the first included; one element where nothing repeats.
  var members: [Child] { stack.isEmpty ? [item] : stack }
  /// How many members there are.
  var count: Int { max(1, stack.count) }
}

/// Finds repeats among the children of one block.
///
/// - *In series*: equal siblings of which each feeds the next in the same way, everything else being
///   shared by all or a model input of each one's own (a decoder's cache).
/// - *In parallel*: equal siblings with the same inputs (or each its own output of one operator), whose
///   results all go to one operator.
///
/// Cost: linear in the block's children, their inputs and outputs.
struct Stacks {
  let tree: BlockTree
  let classes: StructuralClasses
  let flat: FlatGraph

  /// The children of a block with repeats gathered, in order of their first members.
  func gather(_ block: BlockID) -> [DrawnItem] {
    let children = Array(tree.blocks[block].children)
    let classes = children.map(self.classes.exact)
    let places = Dictionary(uniqueKeysWithValues: children.enumerated().map { ($1, $0) })
    var sizes: [Int: Int] = [:]
    for number in classes { sizes[number, default: 0] += 1 }
    guard sizes.count < children.count else { return children.map { DrawnItem($0) } }
    let beside = parallelGroups(children, classes, sizes)
    var taken = [Int?](repeating: nil, count: children.count)
    var stacks: [Int: DrawnItem] = [:]
    for (index, child) in children.enumerated() where taken[index] == nil && (sizes[classes[index]] ?? 0) > 1
    {
      var run = series(from: index, children, classes, places, taken)
      var isParallel = false
      if run.count < 2, let group = beside[index] {
        isParallel = true
        run = parallel(with: index, group.filter { taken[$0] == nil && $0 >= index }, children)
      }
      if tree.isStep(child), run.count < FoldTuning.Stacks.shortestOperatorRun { continue }
      guard run.count > 1 else { continue }
      for member in run { taken[member] = index }
      stacks[index] = DrawnItem(stack: run.map { children[$0] }, isParallel: isParallel)
    }
    return children.indices.compactMap { index in
      guard let first = taken[index] else {
        return DrawnItem(children[index])
      }
      return first == index ? stacks[index] : nil
    }
  }

  // MARK: In series

  /// How one input of a member comes by its value.
  private enum Feed: Equatable {
    /// From the member before: the operator's place in it and the output slot.
    case carried(ordinal: Int, slot: Int)
    /// The same value for all.
    case shared(FlatValueID)
    /// A model input of the member's own.
    case own
  }

  private func series(
    from first: Int, _ children: [Child], _ classes: [Int], _ places: [Child: Int], _ taken: [Int?]
  ) -> [Int] {
    var run = [first]
    var pattern: [Feed]?
    while let last = run.last, let next = successor(of: children[last], places), next > last,
      classes[next] == classes[first], taken[next] == nil,
      let feeds = feeds(from: children[last], to: children[next]), pattern == nil || pattern == feeds,
      isClosed(children[last], before: children[next])
    {
      pattern = feeds
      run.append(next)
    }
    return run
  }

  /// The sibling that first reads a result of the item.
  private func successor(of item: Child, _ places: [Child: Int]) -> Int? {
    for value in outputs(of: item) {
      for use in flat.uses(of: value) where tree.position[use.node] >= 0 {
        if let user = child(holding: use.node, like: item), user != item, let place = places[user] {
          return place
        }
      }
    }
    return nil
  }

  /// The sibling of an item that holds a node, if it is of the item's form.
  private func child(holding node: FlatNodeID, like item: Child) -> Child? {
    switch item {
    case .node: return .node(node)
    case .block(let sibling):
      let depth = tree.blocks[sibling].depth
      var block = homes[node]
      while tree.blocks[block].depth > depth { block = tree.blocks[block].parent }
      return tree.blocks[block].depth == depth ? .block(block) : nil
    }
  }

  /// How each input of `next` is fed, or nil where no run can pass.
  private func feeds(from last: Child, to next: Child) -> [Feed]? {
    let before = classes.inputs(last)
    let after = classes.inputs(next)
    guard before.count == after.count else { return nil }
    let range = tree.range(of: last)
    var found: [Feed] = []
    var carries = false
    for (old, new) in zip(before, after) {
      if case .node(let source, let slot) = flat.values[new].producer, range.contains(tree.position[source]) {
        found.append(.carried(ordinal: tree.position[source] - range.lowerBound, slot: slot))
        carries = true
      } else if old == new {
        found.append(.shared(new))
      } else if isModelInput(old), isModelInput(new) {
        found.append(.own)
      } else {
        // The first member's carried inputs come from wherever the run begins; later pairs decide.
        return nil
      }
    }
    return carries ? found : nil
  }

  private func isModelInput(_ value: FlatValueID) -> Bool { flat.values[value].producer == .input }

  /// Whether all results of a member go to the next one or out of the model.
  private func isClosed(_ item: Child, before next: Child) -> Bool {
    let inside = tree.range(of: item)
    let following = tree.range(of: next)
    return outputs(of: item).allSatisfy { value in
      flat.uses(of: value).allSatisfy { use in
        let place = tree.position[use.node]
        return place < 0 || inside.contains(place) || following.contains(place)
      }
    }
  }

  /// The values made inside an item that something outside reads, in order; `forced` ones count as read.
  func outputs(of item: Child, forced: Set<FlatValueID> = []) -> [FlatValueID] {
    let range = tree.range(of: item)
    var found: [FlatValueID] = []
    for place in range {
      for case let value? in flat.outputs(of: tree.order[place]) {
        let isReadOutside =
          flat.values[value].isOutput || forced.contains(value)
          || flat.uses(of: value).contains { use in
            let place = tree.position[use.node]
            return place >= 0 && !range.contains(place)
          }
        if isReadOutside { found.append(value) }
      }
    }
    return found
  }

  // MARK: In parallel

  /// By child: the equal blocks whose results all go to the same operator, itself included.
  private func parallelGroups(_ children: [Child], _ classes: [Int], _ sizes: [Int: Int]) -> [Int: [Int]] {
    var groups: [[Int]: [Int]] = [:]
    var keys: [(child: Int, key: [Int])] = []
    for (index, child) in children.enumerated() where (sizes[classes[index]] ?? 0) > 1 {
      guard case .block = child, let target = soleUser(of: child) else { continue }
      groups[[classes[index], target], default: []].append(index)
      keys.append((index, [classes[index], target]))
    }
    var found: [Int: [Int]] = [:]
    for (child, key) in keys { found[child] = groups[key] }
    return found
  }

  private func parallel(with first: Int, _ group: [Int], _ children: [Child]) -> [Int] {
    let inputs = classes.inputs(children[first])
    return group.filter { candidate in
      let others = classes.inputs(children[candidate])
      return inputs.count == others.count
        && zip(inputs, others).allSatisfy { $0 == $1 || areOutputsOfOne($0, $1) }
    }
  }

  /// The one node outside an item that reads its results, if there is just one.
  private func soleUser(of item: Child) -> FlatNodeID? {
    let range = tree.range(of: item)
    var user: FlatNodeID?
    for value in outputs(of: item) {
      if flat.values[value].isOutput { return nil }
      for use in flat.uses(of: value)
      where tree.position[use.node] >= 0 && !range.contains(tree.position[use.node]) {
        if user == nil { user = use.node }
        if user != use.node { return nil }
      }
    }
    return user
  }

  private func areOutputsOfOne(_ a: FlatValueID, _ b: FlatValueID) -> Bool {
    if case .node(let first, _) = flat.values[a].producer, case .node(let second, _) = flat.values[b].producer
    {
      return first == second
    }
    return false
  }

  /// By node: the block it hangs in, after simplification.
  let homes: SmallNumbers

  init(tree: BlockTree, classes: StructuralClasses, flat: FlatGraph) {
    self.tree = tree
    self.classes = classes
    self.flat = flat
    homes = tree.homes(flat)
  }
}
