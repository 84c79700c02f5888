/// One number, step after step.
public struct MetricSeries: Sendable, Equatable {
  /// What the log calls it.
  public var tag: String
  /// The steps, as the log counts them: batches or epochs.
  public var steps: [Int64]
  /// The number at each step. One that is not finite is kept.
  public var values: [Double]
  /// When each was written, in seconds since 1970; empty where the log does not say.
  public var wallTimes: [Double]
  /// What the log counts in its steps, where it says so.
  public var axis: Axis
  /// How many points the log has; more than are kept where it has very many.
  public var pointCount: Int

  /// What steps count.
  public enum Axis: Sendable, Equatable {
    /// Steps, batches or anything else.
    case steps
    case epochs
  }

  /// Makes a series.
  public init(
    _ tag: String, steps: [Int64], values: [Double], wallTimes: [Double] = [], axis: Axis = .steps,
    pointCount: Int? = nil
  ) {
    (self.tag, self.steps, self.values, self.wallTimes, self.axis) = (tag, steps, values, wallTimes, axis)
    self.pointCount = pointCount ?? values.count
  }
}
