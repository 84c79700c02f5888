import Folding

/// Everything that is wrong with an outline, in words.
public func outlineFaults(_ outline: Outline) -> [String] {
  var faults: [String] = []
  var homes = [Int](repeating: 0, count: outline.items.count)
  var holders = [Int](repeating: 0, count: outline.blocks.count)
  for id in outline.blocks.indices {
    let check = BlockCheck(id: id, own: outline.blocks[id], outline: outline)
    faults += check.all().map { "block \(id) \"\(outline.blocks[id].title)\" \($0)" }
    for item in outline.blocks[id].items where outline.items.indices.contains(item) {
      homes[item] += 1
      if case .block(let inner) = outline.items[item].content, outline.blocks.indices.contains(inner) {
        holders[inner] += 1
      }
    }
  }
  for (item, count) in homes.enumerated() where count != 1 {
    faults.append("item \(item) stands in \(count) blocks")
  }
  for (block, count) in holders.enumerated() where count != (block == 0 ? 0 : 1) {
    faults.append("block \(block) is held by \(count) items")
  }
  return faults
}

private struct BlockCheck {
  let id: Int
  let own: OutlineBlock
  let outline: Outline

  func all() -> [String] {
    guard own.items.allSatisfy(outline.items.indices.contains) else {
      return ["holds an item that does not exist"]
    }
    return contents() + counts() + links() + borders() + circles()
  }

  private func contents() -> [String] {
    var faults: [String] = []
    for (index, item) in items.enumerated() {
      let values = item.inputs.flatMap { $0 } + item.outputs
      if !values.allSatisfy(outline.values.indices.contains) {
        faults.append("item \(index) has an unknown value")
      }
      guard case .block(let inner) = item.content else { continue }
      guard inner > id, outline.blocks.indices.contains(inner) else {
        faults.append("item \(index) is block \(inner)")
        continue
      }
      let child = outline.blocks[inner]
      if child.isOpen, !own.isOpen { faults.append("is closed around the open block \(inner)") }
      if child.depth != own.depth + 1, id != 0 { faults.append("has block \(inner) at depth \(child.depth)") }
      if child.repeats != item.repeats { faults.append("item \(index) repeats otherwise than its block") }
      if child.inputs.count != item.inputs.count || child.outputs.count != item.outputs.count {
        faults.append("item \(index) and its block have different ports")
      }
    }
    return faults
  }

  private var items: [OutlineItem] { own.items.map { outline.items[$0] } }

  private func counts() -> [String] {
    var count = 0
    for item in items {
      switch item.content {
      case .operation: count += item.repeats
      case .block(let inner): count += item.repeats * outline.blocks[inner].operatorCount
      case .input, .output: break
      }
    }
    var faults = count == own.operatorCount ? [] : ["says \(own.operatorCount) operators, has \(count)"]
    if own.totalParameters < own.parameters { faults.append("has fewer parameters in all than in one") }
    if own.repeats < 1 { faults.append("repeats \(own.repeats) times") }
    return faults
  }

  private func exists(_ end: OutlineLink.End, isSource: Bool) -> Bool {
    switch end {
    case .item(let item, let port):
      own.items.indices.contains(item)
        && (isSource ? items[item].outputs.indices : items[item].inputs.indices).contains(port)
    case .border(let port): (isSource ? own.inputs.indices : own.outputs.indices).contains(port)
    }
  }

  private func links() -> [String] {
    var faults: [String] = []
    for link in own.links {
      if !exists(link.source, isSource: true) { faults.append("has a link from nowhere: \(link)") }
      if !exists(link.target, isSource: false) { faults.append("has a link to nowhere: \(link)") }
      if !outline.values.indices.contains(link.value) { faults.append("has a link of no value") }
    }
    if Set(own.links).count != own.links.count { faults.append("has a link twice") }
    return faults
  }

  /// Every port of a block is linked on both sides of its border.
  private func borders() -> [String] {
    var faults: [String] = []
    let sources = Set(own.links.map(\.source))
    let targets = Set(own.links.map(\.target))
    if id != 0 {
      for port in own.inputs.indices where !sources.contains(.border(port)) {
        faults.append("input \(port) ends at the border")
      }
      for port in own.outputs.indices where !targets.contains(.border(port)) {
        faults.append("output \(port) begins at the border")
      }
    }
    for (index, item) in items.enumerated() {
      guard case .block = item.content else { continue }
      for port in item.inputs.indices where !targets.contains(.item(index, port: port)) {
        faults.append("item \(index) gets nothing at port \(port)")
      }
      // Nothing outside takes a value that members of a stack pass only to each other.
      for port in item.outputs.indices where item.repeats == 1 && !sources.contains(.item(index, port: port))
      {
        faults.append("nothing takes port \(port) of item \(index)")
      }
    }
    return faults
  }

  private func circles() -> [String] {
    var waiting = [Int](repeating: 0, count: own.items.count)
    var next = [[Int]](repeating: [], count: own.items.count)
    for link in own.links {
      guard case .item(let from, _) = link.source, case .item(let to, _) = link.target,
        waiting.indices.contains(from), waiting.indices.contains(to)
      else { continue }
      next[from].append(to)
      waiting[to] += 1
    }
    var ready = waiting.indices.filter { waiting[$0] == 0 }
    var index = 0
    while index < ready.count {
      for item in next[ready[index]] {
        waiting[item] -= 1
        if waiting[item] == 0 { ready.append(item) }
      }
      index += 1
    }
    return ready.count == own.items.count ? [] : ["has a circle among its items"]
  }
}
