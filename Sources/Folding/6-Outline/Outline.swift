import Costs
import Diagnostics
import ModelGraph

/// A folded model: a tree of blocks over drawn items; open blocks, stacks and hidden operators are decided.
///
/// Every distinct block is here whole, open or not, so that a picture, a text tree and a JSON file can be made from the
/// same value. Of a stack only the first member's inside is here.
public struct Outline: Sendable {
  /// The model's file header.
  public var header: Header
  /// How the file is to be understood.
  public var traits = ModelTraits()
  /// The blocks; a parent's number is lower than its children's. `blocks[0]` is the picture.
  public var blocks: [OutlineBlock]
  /// The boxes inside blocks, by number.
  public var items: [OutlineItem]
  /// Values that cross from item to item.
  public var values: [OutlineValue]
  /// Elements of the weights drawn, each once: ``OutlineBlock/parameters`` of the model without stored
  /// shapes, index tables and scalars.
  public var weightCount: Int64 = 0
  /// Letters for dims that nobody named.
  public var dimLetters = DimLetters.none
  /// The diagnostics of folding.
  public var diagnostics: [Diagnostic]
  /// By block: its loose class; blocks of one kind share it.
  public internal(set) var looseClasses: [Int] = []
  /// What stacks leave out, where that was asked for.
  public internal(set) var copies = OutlineCopies()
}

/// One block of an outline.
public struct OutlineBlock: Sendable, Equatable {
  /// The reason that it is a block.
  public var kind: BlockKind
  /// The title: the name without the part that the parent's holds; for a stack those of the first and the last
  /// member (`1 … 3`).
  public var title: String
  /// The title for readers who don't see the block around it: a bare number has its parent's name before it
  /// (`layer1.0`), or its class. The same as ``title`` for all others.
  public var shownTitle: String
  /// The class of the module, where known.
  public var className: String?
  /// The idiom that it is, if it is one.
  public var idiom: OutlineIdiom?
  /// The scope path: names from the outside in, joined by `/`.
  public var path: String
  /// 0 for the picture itself.
  public var depth: Int
  /// How many equal blocks this one stands for.
  public var repeats: Int
  /// Whether the blocks that it stands for stand beside each other, between the same two places; else each feeds the next.
  public var isParallel = false
  /// Whether its inside is drawn.
  public var isOpen: Bool
  /// The boxes inside, as numbers of items.
  public var items: [Int]
  /// Lines inside.
  public var links: [OutlineLink]
  /// Values that come in, as numbers of values.
  public var inputs: [Int]
  /// Values that go out.
  public var outputs: [Int]
  /// Inputs that a body captures from outside, as positions in ``inputs``.
  public var captured: [Int]
  /// Operators drawn in one such block if every inner block is opened, repeats counted.
  public var operatorCount: Int
  /// Operators in one such block that are not drawn.
  public var hiddenCount: Int
  /// Elements of the weights that one such block uses, each once; for the model, of all its initializers.
  public var parameters: Int64
  /// The same over all repeats: larger than one block's unless all share their weights.
  public var totalParameters: Int64
  /// The cost of running one such block; nil where it was not counted.
  public var cost: Cost? {
    get { countedCost?.cost }
    set { countedCost = newValue.map { CountedCost($0) } }
  }
  var countedCost: CountedCost?
}

/// A cost in one word, which most items have none of while an outline is made, and which is large where they have.
final class CountedCost: Sendable, Equatable {
  let cost: Cost

  init(_ cost: Cost) { self.cost = cost }

  static func == (a: CountedCost, b: CountedCost) -> Bool { a.cost == b.cost }
}

/// One box of an outline.
public struct OutlineItem: Sendable, Equatable {
  /// The kinds of boxes.
  public enum Content: Sendable, Equatable {
    /// An operator.
    case operation(OutlineOperator)
    /// A block, open or closed, by number.
    case block(Int)
    /// A model input; several where ``OutlineItem/repeats`` says so.
    case input(name: String)
    /// A model output.
    case output(name: String)
  }

  /// The operator, block, input or output that it shows.
  public var content: Content
  private var ports: PortValues
  /// How many it stands for.
  public var repeats: Int
  /// The inputs or outputs of the model that a pill stands for where they are too many for one each, as numbers of
  /// values.
  public var rest: [Int] = []
  /// The cost of running one of them; nil where it was not counted.
  public var cost: Cost? {
    get { countedCost?.cost }
    set { countedCost = newValue.map { CountedCost($0) } }
  }
  var countedCost: CountedCost?

  /// Makes an item; the values at its ports are those of ``inputs`` and ``outputs``.
  init(content: Content, inputs: [[Int]], outputs: [Int], repeats: Int) {
    self.content = content
    self.repeats = repeats
    ports = PortValues(inputs: inputs, outputs: outputs)
  }

  /// Values that come in, by port; more than one where the members of a stack take one each. Cost: linear in them.
  public var inputs: [[Int]] {
    get { ports.inputs }
    set { ports = PortValues(inputs: newValue, outputs: outputs) }
  }

  /// Values that go out, by port. Cost: linear in the values at all ports.
  public var outputs: [Int] {
    get { ports.outputs }
    set { ports = PortValues(inputs: inputs, outputs: newValue) }
  }
}

/// One value that crosses from item to item.
public struct OutlineValue: Sendable, Hashable {
  /// The name in the model.
  public var name: String
  /// The type, where known.
  public var type: ValueType?
  /// How many values it stands for where one line is drawn for all that go the same way; then the number is its
  /// name, and it has no type.
  public var count = 1
  /// Of a value inside of a call: what it is called with the calls around it.
  var innerName: String?
  /// What it is called in a recording of the model.
  public var recordedName: String { innerName ?? name }
}

/// One line of a block.
public struct OutlineLink: Sendable, Hashable {
  /// One end.
  public enum End: Sendable, Hashable {
    /// A port of an item: its place in ``OutlineBlock/items``.
    case item(Int, port: Int)
    /// A port of the block's own border.
    case border(Int)
  }

  /// The item at each end, or -1 for the border, and the port there.
  private var sourceItem, sourcePort, targetItem, targetPort: Int32
  private var valueNumber: Int32

  /// Makes a line for a value, by number.
  init(source: End, target: End, value: Int) {
    (sourceItem, sourcePort) = Self.numbers(of: source)
    (targetItem, targetPort) = Self.numbers(of: target)
    valueNumber = Int32(value)
  }

  /// The end that the value comes from.
  public var source: End {
    get { Self.end(sourceItem, sourcePort) }
    set { (sourceItem, sourcePort) = Self.numbers(of: newValue) }
  }

  /// The end that it goes to.
  public var target: End {
    get { Self.end(targetItem, targetPort) }
    set { (targetItem, targetPort) = Self.numbers(of: newValue) }
  }

  /// The value's number.
  public var value: Int { Int(valueNumber) }

  private static func end(_ item: Int32, _ port: Int32) -> End {
    item < 0 ? .border(Int(port)) : .item(Int(item), port: Int(port))
  }

  private static func numbers(of end: End) -> (item: Int32, port: Int32) {
    switch end {
    case .item(let item, let port): (Int32(item), Int32(port))
    case .border(let port): (-1, Int32(port))
    }
  }
}
