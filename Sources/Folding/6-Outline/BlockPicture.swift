/// One block of an outline as a picture of its own.
public struct BlockPicture: Sendable {
  /// The block's inside as an outline: its inputs and outputs are pills, and its open blocks are chosen anew.
  public var outline: Outline
  /// By item of ``outline``: its number in the outline it was taken from; nil for the pills.
  public var origins: [Int?]
}

extension Outline {
  /// The inside of a block as a picture of its own, as `--only` would draw it.
  ///
  /// Cost: linear in the block's contents.
  public func picture(of block: Int, _ options: FoldOptions = FoldOptions()) -> BlockPicture {
    var picture = BlockPicture(
      outline: Outline(
        header: header, traits: traits, blocks: [], items: [], values: values, diagnostics: []), origins: [])
    // A block's number is lower than those of the blocks inside, and theirs come in one run.
    var classes: [Int] = []
    var number: [Int: Int] = [:]
    for next in blocks(within: block) {
      number[next] = classes.count
      classes.append(looseClasses[next])
      picture.outline.blocks.append(blocks[next])
    }
    for copy in picture.outline.blocks.indices {
      let depth = picture.outline.blocks[copy].depth - blocks[block].depth
      picture.outline.blocks[copy].depth = depth
      picture.outline.blocks[copy].isOpen = false
      picture.outline.blocks[copy].items = picture.outline.blocks[copy].items.map { item in
        var own = items[item]
        if let inner = own.block { own.content = .block(number[inner] ?? 0) }
        picture.outline.items.append(own)
        picture.origins.append(item)
        return picture.outline.items.count - 1
      }
    }
    picture.outline.weightCount = blocks[block].parameters
    picture.outline.dimLetters = dimLetters
    picture.addPills()
    picture.outline.looseClasses = classes
    var options = options
    options.only = nil
    OpeningPolicy.decide(&picture.outline, options)
    return picture
  }
}

extension BlockPicture {
  /// Turns the ports on the border of the first block into pills.
  fileprivate mutating func addPills() {
    var root = outline.blocks[0]
    let first = root.inputs.count
    let last = first + root.items.count
    let inputs = root.inputs.map { pill(.input(name: outline.values[$0].name), inputs: [], outputs: [$0]) }
    let outputs = root.outputs.map {
      pill(.output(name: outline.values[$0].name), inputs: [[$0]], outputs: [])
    }
    root.items = inputs + root.items + outputs
    for link in root.links.indices {
      switch root.links[link].source {
      case .border(let port): root.links[link].source = .item(port, port: 0)
      case .item(let item, let port): root.links[link].source = .item(first + item, port: port)
      }
      switch root.links[link].target {
      case .border(let port): root.links[link].target = .item(last + port, port: 0)
      case .item(let item, let port): root.links[link].target = .item(first + item, port: port)
      }
    }
    root.inputs = []
    root.outputs = []
    root.captured = []
    outline.blocks[0] = root
  }

  private mutating func pill(_ content: OutlineItem.Content, inputs: [[Int]], outputs: [Int]) -> Int {
    outline.items.append(OutlineItem(content: content, inputs: inputs, outputs: outputs, repeats: 1))
    origins.append(nil)
    return outline.items.count - 1
  }
}
