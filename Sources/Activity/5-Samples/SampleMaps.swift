/// The maps of one sample's channels, row by row.
public struct SampleMaps: Sendable, Equatable {
  /// The size of a map.
  public var columns, rows: Int
  /// By channel: its map.
  public var channels: [[Float]]

  /// The channels in the order of their size in this sample, the strongest first, of equal ones the first.
  public var strongest: [Int] {
    let sizes = channels.map { map in map.reduce(0.0) { $0 + ($1.isFinite ? Double($1) * Double($1) : 0) } }
    return sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
  }
}

extension RecordedValue {
  /// A sample as maps of its channels; nil for other kinds, and where it can't be had.
  public func maps(_ index: Int) -> SampleMaps? {
    guard case .maps(let axis) = kind, let sample = sample(index) else { return nil }
    // The axis of samples is gone.
    let own = sampleAxis.map { $0 < axis ? axis - 1 : axis } ?? axis
    var dims = sample.dims
    if dims.count == 4, dims[0] == 1, own > 0 { dims.removeFirst() }
    let channelAxis = dims.count < sample.dims.count ? own - 1 : own
    guard dims.count == 3, dims.indices.contains(channelAxis) else { return nil }
    let count = dims[channelAxis]
    guard count > 0, dims.allSatisfy({ $0 > 0 }) else { return nil }
    let (rows, columns) =
      channelAxis == 0 ? (dims[1], dims[2]) : (dims[0], channelAxis == 2 ? dims[1] : dims[2])
    let size = rows * columns
    let channels = (0..<count).map { channel -> [Float] in
      switch channelAxis {
      case 0: return Array(sample.numbers[(channel * size)..<((channel + 1) * size)])
      case 2: return (0..<size).map { sample.numbers[$0 * count + channel] }
      default:
        return (0..<size).map { sample.numbers[($0 / columns * count + channel) * columns + $0 % columns] }
      }
    }
    return SampleMaps(columns: columns, rows: rows, channels: channels)
  }

  /// A sample as channels × places or times, row by row, channels down; nil for other kinds, and where it can't be had.
  public func sequence(_ index: Int) -> SampleMaps? {
    guard let sample = sample(index) else { return nil }
    var dims = sample.dims
    // A direction of a recurrent operator, a batch of one.
    while dims.count > 2, let one = dims.firstIndex(of: 1) { dims.remove(at: one) }
    switch kind {
    case .signals where dims.count == 2:
      let isChannelFirst = channelAxis.map { $0 < array.dims.count - 1 } ?? true
      return isChannelFirst
        ? Self.rows(sample.numbers, dims[0], dims[1]) : Self.columns(sample.numbers, dims[0], dims[1])
    case .states:
      // Two directions are two sets of channels.
      if dims.count == 3 {
        dims = [dims[0], dims[1] * dims[2]]
      }
      return dims.count == 2 ? Self.columns(sample.numbers, dims[0], dims[1]) : nil
    default: return nil
    }
  }

  private static func rows(_ numbers: [Float], _ count: Int, _ width: Int) -> SampleMaps {
    SampleMaps(columns: width, rows: count, channels: [numbers])
  }

  /// Times down and channels across, turned.
  private static func columns(_ numbers: [Float], _ times: Int, _ channels: Int) -> SampleMaps {
    var turned = [Float](repeating: 0, count: numbers.count)
    for time in 0..<times {
      for channel in 0..<channels { turned[channel * times + time] = numbers[time * channels + channel] }
    }
    return SampleMaps(columns: times, rows: channels, channels: [turned])
  }
}
