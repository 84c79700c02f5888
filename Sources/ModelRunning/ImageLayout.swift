import ModelGraph

/// Where an input has the rows, columns and colours of pictures.
struct ImageLayout: Equatable {
  /// The axes, each of which says what it runs over.
  let axes: [Axis]
  /// 3 for colours, 1 for grey.
  let channels: Int
  /// Rows of a picture; nil where any number will do.
  let height: Int?
  /// Pixels a row.
  let width: Int?
  /// Pictures at a time.
  let batch: Batch

  enum Axis { case batch, channel, row, column }

  enum Batch: Equatable {
    /// That many.
    case exactly(Int)
    /// Any number.
    case open
  }

  /// Finds the axes in the shape of an input; nil where it takes no pictures, or its shape does not say how.
  ///
  /// Colours are an axis of 1 or 3 that is the first or last beside the batch, the first where both could be.
  init?(_ input: ModelInput) {
    guard let dims = input.shape?.dims, ElementCode(input.dataType) != nil, input.dataType != .bool else {
      return nil
    }
    guard let axes = Self.axes(dims) else { return nil }
    let sizes = Dictionary(uniqueKeysWithValues: zip(axes, dims))
    for case .known(let size)? in [sizes[.row], sizes[.column], sizes[.batch]] where size < 1 { return nil }
    self.axes = axes
    channels = sizes[.channel] == .known(3) ? 3 : 1
    (height, width) = (sizes[.row].flatMap(Self.size), sizes[.column].flatMap(Self.size))
    batch = sizes[.batch].map { Self.size($0).map { .exactly($0) } ?? .open } ?? .exactly(1)
  }

  private static func axes(_ dims: [Dim]) -> [Axis]? {
    func isColour(_ place: Int) -> Bool { dims[place] == .known(1) || dims[place] == .known(3) }
    return switch dims.count {
    case 4 where isColour(1): [.batch, .channel, .row, .column]
    case 4 where isColour(3): [.batch, .row, .column, .channel]
    case 3 where isColour(0): [.channel, .row, .column]
    case 3 where dims[2] == .known(3): [.row, .column, .channel]
    case 3: [.batch, .row, .column]
    case 2 where dims.allSatisfy({ (size($0) ?? 0) > 1 }): [.row, .column]
    default: nil
    }
  }

  private static func size(_ dim: Dim) -> Int? {
    if case .known(let size) = dim { Int(exactly: size) } else { nil }
  }

  /// The sizes of a tensor with some pictures.
  func dims(count: Int, height: Int, width: Int) -> [Int64] {
    axes.map { axis in
      switch axis {
      case .batch: Int64(count)
      case .channel: Int64(channels)
      case .row: Int64(height)
      case .column: Int64(width)
      }
    }
  }

  /// Whether the colours of a pixel stand side by side.
  var isInterleaved: Bool { axes.last == .channel }
}
