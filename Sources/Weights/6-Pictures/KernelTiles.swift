import ModelGraph

/// Kernels of a convolution as small pictures: those of the strongest channels, the strongest first.
public struct KernelTiles: Sendable, Equatable {
  /// One kernel.
  public struct Tile: Sendable, Equatable {
    /// The channel that it makes.
    public var channel: Int
    /// The input that it looks at: the strongest one; nil where all three are shown as colours.
    public var input: Int?
    /// Its numbers, row by row; of colours, red, green and blue of each place.
    public var values: [Float]
  }

  public var columns, rows: Int
  /// Whether a place has three numbers: red, green and blue.
  public var hasColors: Bool
  /// The kernels, the strongest first.
  public var tiles: [Tile]
  /// How many channels the tensor has.
  public var channels: Int

  /// The largest magnitude of a number.
  public var reach: Float {
    tiles.reduce(0) { max($0, $1.values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }) }
  }
}

/// How the kernels of a two-dimensional convolution lie in its tensor.
private struct KernelLayout {
  let channels, inputs, rows, columns: Int
  /// From one to the next, in elements.
  let channelStep, inputStep, rowStep, columnStep: Int

  /// By the axis of the channels; nil where the tensor is no such kernel.
  init?(dims: [Int], channelAxis: Int?) {
    guard dims.count == 4, dims.allSatisfy({ $0 > 0 }) else { return nil }
    switch channelAxis {
    // ONNX: channels, inputs, rows, columns; of transposed convolutions inputs are first.
    case 0, 1:
      let isFirst = channelAxis == 0
      let (first, second) = (dims[1] * dims[2] * dims[3], dims[2] * dims[3])
      (channels, inputs) = isFirst ? (dims[0], dims[1]) : (dims[1], dims[0])
      (channelStep, inputStep) = isFirst ? (first, second) : (second, first)
      (rows, columns, rowStep, columnStep) = (dims[2], dims[3], dims[3], 1)
    // Keras: rows, columns, inputs, channels; of transposed convolutions channels are third.
    case 2, 3:
      let isLast = channelAxis == 3
      (channels, inputs) = isLast ? (dims[3], dims[2]) : (dims[2], dims[3])
      (channelStep, inputStep) = isLast ? (1, dims[3]) : (dims[3], 1)
      (rows, columns) = (dims[0], dims[1])
      (rowStep, columnStep) = (dims[1] * dims[2] * dims[3], dims[2] * dims[3])
    default: return nil
    }
  }

  /// The numbers of one channel's kernel for one input.
  func values(_ all: [Float], _ channel: Int, _ input: Int) -> [Float] {
    let start = channel * channelStep + input * inputStep
    return (0..<rows).flatMap { row in (0..<columns).map { all[start + row * rowStep + $0 * columnStep] } }
  }
}

extension TensorPictures {
  /// Larger tensors have no tiles: their elements are kept for a moment.
  private static let mostElements = 8 << 20

  /// The kernels of the strongest channels, no more than `most`.
  ///
  /// - Returns: nil where the tensor is no kernel of more than one place, or too large.
  public func tiles(of report: TensorReport, most: Int) -> KernelTiles? {
    let stored = report.stored
    guard stored.use?.role == .kernel, let norms = report.channels?.norms,
      let count = stored.tensor.elementCount, count <= Self.mostElements,
      let layout = KernelLayout(dims: dims(of: stored), channelAxis: stored.use?.channelAxis),
      layout.rows * layout.columns > 1, norms.count == layout.channels
    else { return nil }
    var all: [Float] = []
    all.reserveCapacity(Int(count))
    guard forEachPiece(of: stored, { numbers, _ in all += numbers.map { Float($0) } }),
      all.count == Int(count)
    else {
      return nil
    }
    let strongest = norms.indices.sorted { (norms[$1], $0) < (norms[$0], $1) }.prefix(most)
    let hasColors = layout.inputs == 3
    let tiles = strongest.map { channel in
      let planes = (0..<layout.inputs).map { layout.values(all, channel, $0) }
      guard !hasColors else {
        let values = planes[0].indices.flatMap { place in planes.map { $0[place] } }
        return KernelTiles.Tile(channel: channel, input: nil, values: values)
      }
      let sizes = planes.map { $0.reduce(0) { $0 + $1 * $1 } }
      let input = sizes.indices.max { sizes[$0] < sizes[$1] } ?? 0
      return KernelTiles.Tile(channel: channel, input: input, values: planes[input])
    }
    return KernelTiles(
      columns: layout.columns, rows: layout.rows, hasColors: hasColors, tiles: tiles,
      channels: layout.channels)
  }
}
