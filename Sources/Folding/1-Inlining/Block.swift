import ModelGraph

/// A block before folding: the contents of one scope, call or body.
struct Block {
  var kind: BlockKind
  /// The part's own name, as the exporter wrote it.
  var name: String
  /// The name of the outermost block that was joined into this one, if any; its title is made from it.
  var outerName: String?
  var className: String?
  var parent: BlockID
  var depth: Int
  /// The operators and blocks inside, in order of first operator.
  var children: [Child] = []
  /// Operators inside that are not drawn.
  var hiddenNodes: [FlatNodeID] = []
  /// Values that a body captures from outside.
  var captures: Set<FlatValueID> = []
  /// 2 for the second call of a module that is called again later, and so on.
  var call = 1
  /// The idiom that it is, as a number of a match, and whether that is drawn like an operator.
  var idiom: Int?
  var isCard = false
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
