/// The thresholds of this target. A file may be hostile: whatever it can make grow is bounded.
enum KerasLimits {
  /// Numbers of a list in a layer's config; real ones have one an axis.
  static let listLength = 1_000

  /// Nodes after which the bytes of the file are let go: each has about 200, and to map pages again that are looked at
  /// takes less than a thousandth of the time.
  static let releaseInterval = 8_192

  // MARK: Archives

  /// Bytes of an archive's `config.json` when unpacked: about 200,000 layers, of 1 KB or so each.
  static let configBytes = 256 << 20
  /// Bytes of an archive's `metadata.json`, which has three short entries.
  static let metadataBytes = 1 << 20
  /// Bytes of packed weights that are unpacked to see what they are; Keras does not pack them.
  static let weightBytes = 256 << 20
  /// Bytes at an archive's end that are searched for names where libzip is missing: the directory of an archive of
  /// Keras has about 300, that of a PyTorch model 100 a tensor.
  static let directoryBytes = 64 << 10
  /// Entries of an archive whose names are looked at; Keras writes three.
  static let archiveNames = 10_000

  // MARK: Layers

  /// Axes of a tensor: NumPy stops at 64.
  static let rank = 64
  /// Results of one call; layers that split have some dozens.
  static let results = 1_024
  /// Results of one call beyond the budget, enough for a recurrent layer with its states.
  static let resultsBeyondBudget = 16
  /// Stored tensors of one layer. Wrappers that hold each other may double their number at every level.
  static let weights = 1 << 17
  /// How deep a layer inside a layer is followed for its shapes.
  static let nesting = 200
  /// Work that may be done beyond the size of the file, see ``Budget``. Models that are called very often, such
  /// as the step of an unrolled loop, come to about 150,000 nodes with it.
  static let budget = 2_000_000

  // MARK: Texts

  /// Attributes of a layer that are kept, and elements of a list in one.
  static let attributes = 64
  /// Bytes of a layer's attributes in all: every call of it is compared by them.
  static let attributeBytes = 4_000
  /// Bytes of one attribute of an operation, which each of its calls has.
  static let operationBytes = 200
  /// Bytes of a layer's path. Longer ones begin in their middle: a path for every layer of deeply nested models
  /// with long names would take the square of the file's length.
  static let pathBytes = 2_000
  /// Bytes of a layer's name as a part of longer names, whose number the file's length does not bound.
  static let nameBytes = 200
  /// Bytes of the name of a stored tensor to which wrappers add.
  static let weightNameBytes = 1_000
  /// The diagnostics that are kept: nobody reads more.
  static let diagnostics = 100
}
