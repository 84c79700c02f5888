/// The thresholds of this target. A file may be hostile: whatever it can make grow is bounded.
enum OnnxLimits {
  /// How deep messages may nest. protobuf's own readers stop at 100 by default, so no valid file is deeper; each
  /// level takes a frame of protobuf-c's recursion.
  static let depth = 100
  /// How many messages a file may have. One costs two bytes in a file, but about 100 when protobuf-c has decoded
  /// it, so that all take 0.4 GB.
  static let messages = 4_000_000
  /// The bytes after which pages of a mapped file are let go: large enough that the calls cost nothing, small
  /// beside the base of about 10 MB.
  static let releaseInterval = 4 << 20
  /// How many captures bodies may make. One adds a value on each level between, so that a small file of deeply
  /// nested bodies could ask for any amount of memory.
  static let captures = 1_000_000
  /// Dims of a stored tensor that are kept; NumPy stops at 64.
  static let rank = 1_000
  /// Parts of a scope path that are kept: nobody nests modules that deep, but a name may hold a thousand slashes.
  static let scopeDepth = 64
  /// Elements of a list in metadata, which has one for each part of a scope path.
  static let listLength = 1_000
  /// Bytes of a weight's name in which modules are looked for; PyTorch's have a few dozen.
  static let weightName = 1_000
  /// The diagnostics that are kept: nobody reads more.
  static let diagnostics = 100
}
