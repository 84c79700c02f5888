import ModelGraph

/// All that is known of a model's stored tensors.
public struct WeightReport: Sendable {
  /// One entry a tensor, in the order of the graphs.
  public var tensors: [TensorReport] = []
  /// What is worth knowing, the most serious first.
  public var findings: [WeightFinding] = []
}

/// What is known of one stored tensor.
public struct TensorReport: Sendable {
  /// The tensor, and what reads it.
  public var stored: StoredTensor
  /// The figures of the elements as stored; nil where they can't be had: ``unread`` says why.
  public var statistics: TensorStatistics?
  /// The figures of the numbers that stored whole ones stand for, where an operator scales them.
  public var dequantized: TensorStatistics?
  /// Channels, where the tensor has some.
  public var channels: ChannelReport?
  /// Why the elements can't be had.
  public var unread: UnreadReason?

  /// Why elements can't be had.
  public struct UnreadReason: Sendable, Equatable {
    /// A stable code.
    public var code: String
    /// The end of a sentence.
    public var text: String
  }

  /// The figures of the numbers that count: dequantised ones where there are some.
  public var numbers: TensorStatistics? { dequantized ?? statistics }
}

/// The channels of one tensor.
public struct ChannelReport: Sendable, Equatable {
  /// Their axis in the stored tensor.
  public var axis: Int
  /// By channel: the root of the sum of squares.
  public var norms: [Double]
  /// Those of norm 0, or of less than 10⁻³ of the median.
  public var dead: [Int]
  /// Groups of channels whose elements are equal bit by bit and not all 0.
  public var duplicates: [[Int]] = []

  /// Finds dead channels. Cost: that of sorting them.
  init(axis: Int, norms: [Double]) {
    (self.axis, self.norms) = (axis, norms)
    let limit = WeightTuning.deadChannel * Self.median(norms)
    dead = norms.indices.filter { norms[$0] == 0 || norms[$0] < limit }
  }

  /// The median of numbers that are numbers; 0 of none.
  static func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
