/// The thresholds of this target.
enum InliningTuning {
  /// How deep calls may nest before one stays as it is. Real files stay below 12.
  static let deepestCall = 64
  /// Operators that are written out at most: calls may multiply in a hostile file. Large exports with functions have some
  /// ten thousand.
  static let mostOperations = 200_000
  /// Bytes of a label from which on a shorter one is sought: `dynamo_export` puts classes, modules and paths into names of nodes,
  /// and the path alone into those of outputs.
  static let longLabel = 40
  /// Steps of work at most beside operators: tables of values, attributes and captures, for the same reason.
  static let mostWork = 50_000_000
  /// Attributes that a call binds at most: functions of exporters have a handful.
  static let mostBindings = 200
  /// Bytes that names inside of a call begin with at most.
  static let longestPath = 4_096
  /// Bytes of names at most, for the same reason.
  static let nameBytes = 256 << 20
}
