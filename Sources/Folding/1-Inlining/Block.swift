import ModelGraph

/// A block before folding: the contents of one scope, call or body. It takes 48 bytes, and its names as much again, which
/// copies share: passes may split a block into thousands.
struct Block {
  private var label: Label
  private var parentNumber: Int32
  private var depthNumber: Int32
  /// The operators and blocks inside, in order of first operator.
  var children: ChildList = []
  /// Operators inside that are not drawn.
  var hiddenNodes: [FlatNodeID] = []
  /// Values that a body captures from outside.
  var captures: Set<FlatValueID> = []
  /// A part is kept as a number below zero.
  private var turnNumber: Int32 = 1
  private var idiomNumber: Int32 = -1
  /// Whether the idiom that it is is drawn like an operator.
  var isCard = false

  /// What a block is called; never changed once made.
  private final class Label: Sendable {
    let kind: BlockKind
    let name: String
    let outerName: String?
    let className: String?

    init(_ kind: BlockKind, _ name: String, _ outerName: String?, _ className: String?) {
      self.kind = kind
      self.name = name
      self.outerName = outerName
      self.className = className
    }
  }

  /// Makes an empty block; where it is called as another one is, they share that.
  init(
    kind: BlockKind, name: String, className: String?, parent: BlockID, depth: Int, like other: Block? = nil
  ) {
    if let other, other.name == name, other.kind == kind, other.className == className, other.outerName == nil
    {
      label = other.label
    } else {
      label = Label(kind, name, nil, className)
    }
    parentNumber = Int32(parent)
    depthNumber = Int32(depth)
  }

  var kind: BlockKind { label.kind }
  /// The part's own name, as the exporter wrote it.
  var name: String {
    get { label.name }
    set { label = Label(kind, newValue, outerName, className) }
  }
  /// The name of the outermost block that was joined into this one, if any; its title is made from it.
  var outerName: String? {
    get { label.outerName }
    set { label = Label(kind, name, newValue, className) }
  }
  var className: String? {
    get { label.className }
    set { label = Label(kind, name, outerName, newValue) }
  }
  var parent: BlockID {
    get { Int(parentNumber) }
    set { parentNumber = Int32(newValue) }
  }
  var depth: Int {
    get { Int(depthNumber) }
    set { depthNumber = Int32(newValue) }
  }
  /// Lets go of what is inside, once that stands elsewhere.
  mutating func empty() {
    children = []
    hiddenNodes = []
  }

  /// Which of the pieces of a block it is that the data leaves and comes back to.
  var turn: Turn {
    get { turnNumber < 0 ? .part(Int(-turnNumber)) : .call(Int(turnNumber)) }
    set {
      turnNumber =
        switch newValue {
        case .call(let number): Int32(number)
        case .part(let number): Int32(-number)
        }
    }
  }
  /// The idiom that it is, as a number of a match.
  var idiom: Int? {
    get { idiomNumber < 0 ? nil : Int(idiomNumber) }
    set { idiomNumber = newValue.map { Int32($0) } ?? -1 }
  }
}

/// What a piece of a block is that was split, counted from 1; a block that is whole is its first call.
enum Turn {
  /// One of several calls of the same module, all of the same operators.
  case call(Int)
  /// One of several parts, of which none is all of the module.
  case part(Int)

  /// What follows the block's name.
  var suffix: String {
    switch self {
    case .call(1): ""
    case .call(let number): " (call \(number))"
    case .part(let number): " (part \(number))"
    }
  }
}

/// One thing in a block.
enum Child: Hashable {
  case node(FlatNodeID)
  case block(BlockID)

  /// Whether it is an operator.
  var isNode: Bool {
    if case .node = self { true } else { false }
  }
}

/// The reason that a block is one.
public enum BlockKind: Sendable, Hashable {
  /// The whole model.
  case model
  /// A scope that the exporter recorded.
  case scope
  /// A call of a model-local function.
  case function(OperatorID)
  /// An operator with bodies (If, Loop, Scan).
  case control(OperatorID)
  /// One body of such an operator, by attribute name.
  case body(String)
  /// A repeated run of operators found by structure alone.
  case pattern
  /// An idiom: operators that are one thing with a name, as they stand in the table.
  case idiom

  /// The kind in a word, as dumps and `--format json` write it.
  public var name: String {
    switch self {
    case .model: "model"
    case .scope: "scope"
    case .function: "function"
    case .control: "control"
    case .body: "body"
    case .pattern: "pattern"
    case .idiom: "idiom"
    }
  }

  /// Whether it is a body of an operator.
  var isBody: Bool {
    if case .body = self { true } else { false }
  }
}
