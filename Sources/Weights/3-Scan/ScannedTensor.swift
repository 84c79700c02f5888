import ModelGraph

/// What was found in one stored tensor.
struct ScannedTensor: Sendable {
  var statistics = TensorStatistics()
  /// By channel: the root of the sum of squares; empty where the tensor has no channels.
  var norms: [Double] = []
}

/// What one scan of a tensor is to find.
struct ScanTask: Sendable {
  var tensor: TensorRef
  /// How its channels lie, where it has some.
  var channels: ChannelLayout?
  /// What makes numbers of stored whole ones, where the numbers are looked at.
  var scaling: Scaling?
}

/// How stored whole numbers become numbers: `(q - zero) × scale`, with one pair for all elements, one for each channel, or
/// one for each block of a channel.
struct Scaling: Sendable, Equatable {
  var scales: [Double]
  /// As many as scales; empty for 0.
  var zeros: [Double] = []
  /// How many elements in a row share a pair, and how many pairs follow each other before they begin again.
  ///
  /// For one axis these are the elements that one of its steps has, and the axis's length; for one pair, 1 and 1.
  var run = 1
  /// For blocks along an axis: how many steps of it share a pair, and the axis's length; 1 and 0 where there are none.
  var block = 1
  var length = 0

  /// The pair for an element.
  func place(of element: Int) -> Int {
    guard scales.count > 1 else { return 0 }
    guard length > 0 else { return element / run % scales.count }
    // Along the axis, blocks of steps; the other axes as they are.
    let step = element / run % length
    let blocks = (length + block - 1) / block
    return (element / (run * length) * blocks + step / block) * run + element % run
  }

  func value(_ stored: Double, of element: Int) -> Double {
    let place = place(of: element)
    guard scales.indices.contains(place) else { return .nan }
    return (stored - (zeros.indices.contains(place) ? zeros[place] : 0)) * scales[place]
  }
}
