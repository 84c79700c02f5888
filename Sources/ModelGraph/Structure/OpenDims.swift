/// What is known about dims that a file leaves open: which of them are the batch, and so 1 for one sample.
///
/// A reader or inference fills it in; costs are counted by it where the sizes themselves are not known.
public struct OpenDims: Sendable, Equatable {
  /// The names of the batch, as the inputs have them: `batch`.
  public var batchNames: [String] = []
  /// By the text of an open dim: its size for one sample, where the batch alone decides it (`batch*12` is 12).
  public var sampleSizes: [String: Int64] = [:]
  /// The texts of open dims that are known once all named dims of the inputs have sizes.
  public var decidedByInputs: Set<String> = []
  /// By value of the main graph: whether its first dim is the batch, whatever its name. Formats that call all open dims
  /// alike have this; empty for others.
  public var batchFirst: [Bool] = []

  /// Nothing is known.
  public init() {}

  /// The size for one sample of the dim at a place of a value of the main graph; nil where it stays open. For values of
  /// other graphs there is no `value`.
  public func sampleSize(_ dim: Dim, at place: Int, ofValue value: ValueID?) -> Int64? {
    guard case .symbol(let text) = dim else { return nil }
    if let size = sampleSizes[text] { return size }
    guard place == 0, let value, batchFirst.indices.contains(value), batchFirst[value] else { return nil }
    return 1
  }
}
