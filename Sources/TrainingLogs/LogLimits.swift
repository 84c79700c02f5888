/// The thresholds of this target. A log may be hostile, or as large as a disk: whatever it can make grow is bounded.
enum LogLimits {
  // MARK: What is kept

  /// Points of all series of a run: of 24 bytes each, 12 MB, and as much again while lists grow. Beyond, every other goes.
  static let points = 1 << 19
  /// Histograms of a run, of about 90 bytes each without their buckets.
  static let histograms = 1 << 17
  /// Numbers in buckets of a run, of 8 bytes each: 8 MB, and twice as much as JSON.
  static let bucketNumbers = 1 << 20
  /// Buckets of one histogram: writers make at most about 1,600, with which single elements can be told apart.
  static let buckets = 1 << 14
  /// Tags of a run: a hundred for each layer of a large model.
  static let tags = 1 << 14
  /// Bytes of a tag; what comes after is of no use to a reader.
  static let tagBytes = 1_000

  // MARK: Event files

  /// Bytes of a record that are looked at. Larger ones hold images, sound or graphs.
  static let recordBytes = 16 << 20
  /// Bytes that are read at once.
  static let pieceBytes = 1 << 20

  // MARK: Tables

  /// Columns of a table.
  static let columns = 4_096
  /// Characters of a number: more digits than a double has.
  static let numberBytes = 64
  /// Bytes of a table or JSON text: a point takes about 20.
  static let textBytes = 1 << 30
  /// Bytes of a JSON text that a search looks at: folders of checkpoints hold vocabularies, too.
  static let searchedTextBytes = 64 << 20

  // MARK: Search

  /// How deep folders are searched: experiment, run, version, `metrics` and parts of a key are five.
  static let depth = 8
  /// Files and folders that a search looks at.
  static let entries = 50_000
  /// Bytes from which a file's kind is recognised.
  static let headBytes = 1 << 16
}
