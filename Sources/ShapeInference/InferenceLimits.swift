import ModelGraph

/// The thresholds of this target. A file may be hostile: whatever it can make grow is bounded.
enum InferenceLimits {
  /// Elements of an integer tensor that is followed by value. Tensors that end in shapes have one a dim; the rest
  /// is room for longer ones that they are cut from.
  static let elements = 1_024
  /// Elements of a tensor of real numbers that is followed. They end in shapes as scales, one a dim; longer lists
  /// of them are weights.
  static let realElements = 64
  /// So many elements are followed for nothing: shapes have one a dim.
  static let freeElements = 64
  /// Elements of larger tensors that rules look at in a whole model, beyond ``followedElementsPerNode`` for each node.
  /// Masks and tables of indices are computed step by step and end in no shape; a few of them cost little.
  static let followedElements = 500_000
  /// How many elements of larger tensors are looked at on average.
  static let followedElementsPerNode = 64
  /// Dims of a tensor. Shapes of higher rank are taken for nonsense: NumPy stops at 64.
  static let rank = 1_024
  /// How deep bodies and calls are followed, each of which takes some frames of our recursion.
  static let depth = 96
  /// Nodes that are looked at beyond ``visitsPerNode`` for each: small models may loop as they like.
  static let visits = 20_000
  /// How often a node is looked at on average. Bodies of loops run until their types
  /// settle, functions once for each kind of call, and nested ones multiply.
  static let visitsPerNode = 16
  /// Nodes of loops' bodies that are looked at round by round, in a whole model. Exporters write lists as loops
  /// over a handful of tensors; a loop over a text's words runs as often as it likes, and its shapes stay.
  static let unrolledNodes = 8_000
  /// Rounds of a loop that are looked at one by one.
  static let rounds = 128
  /// Tensors of a sequence that are known one by one.
  static let parts = 256
  /// So many values of a function cost about as much as one node: a call has a table of them.
  static let valuesPerVisit = 16
  /// The longest text of an atom, in bytes. A size whose text would be longer than a line is unknown.
  static let atomBytes = 160
  /// Terms of a sum. More do not help a reader, and products of sums grow with the square.
  static let terms = 12
  /// Factors of a term, for the same reason; the longest useful ones flatten a tensor of eight dims.
  static let factors = 8
  /// Bytes of an einsum's equation, whose letters are looked up one by one.
  static let equationBytes = 4_096
  /// The diagnostics that are kept: nobody reads more.
  static let diagnostics = 100

  /// How many elements of a type are followed.
  static func elements(_ type: DataType) -> Int { type.isFloatingPoint ? realElements : elements }
}
