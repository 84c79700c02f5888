import ModelGraph
import Recordings
import TensorReading
import Weights

/// All that is known of what went on in a model while it was recorded.
public struct ActivityReport: Sendable {
  /// One entry an array: those of values of the model in its order, then the others in theirs.
  public var values: [RecordedValue] = []
  /// What is worth knowing, the most serious first.
  public var findings: [ActivityFinding] = []
  /// How many samples there are, as far as that can be told.
  public var samples: Int64 = 1
}

/// What is known of one recorded array.
public struct RecordedValue: Sendable {
  /// The array.
  public var array: RecordedArray
  /// The value of the model that it is of, or why there is none.
  public var place: Result<ValuePlace, NoPlace>
  /// Whether it is the gradient of something with respect to that value.
  public var isGradient = false
  /// What kind of thing it is.
  public var kind = ValueKind.other
  /// Whether it tells nothing beside its neighbours: moved, scaled or with a bias, the next value has its numbers again.
  public var isStep = false
  /// Of a dequantised value: the name of the value that it stands for.
  public var quantized: String?
  /// The axis that counts the samples; nil where none does.
  public var sampleAxis: Int?
  /// The axis of channels; nil where it has none.
  public var channelAxis: Int?
  /// The figures of all elements; nil where they can't be had: ``unread`` says why.
  public var statistics: TensorStatistics?
  /// By channel: the root of the sum of squares; empty where it has no channels.
  public var norms: [Double] = []
  /// Why the elements can't be had.
  public var unread: String?

  /// The value of the model, where there is one.
  public var value: ValuePlace? { try? place.get() }
  /// The channels that are 0 in all samples.
  public var silentChannels: [Int] { norms.indices.filter { norms[$0] == 0 } }
  /// The root of the mean square of the finite elements; nil where there are none.
  public var rootMeanSquare: Double? {
    statistics?.range.map { ($0.mean * $0.mean + $0.deviation * $0.deviation).squareRoot() }
  }
}

extension ActivityReport {
  /// The arrays that are of no value of the model.
  public var unmatched: [RecordedValue] { values.filter { $0.value == nil } }
}
