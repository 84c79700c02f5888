import Activity
import Charts
import DiagramModel

/// Pictures of values for cards and pills of a diagram.
struct CardPictures {
  let sample: Int

  /// Rows of pixels of small bars.
  private static let barRows = 18
  /// Pixels of a picture for each CSS pixel of its size: more would not be seen.
  private static let density = 2.0

  /// The picture of a value; nil where none tells anything.
  func picture(of value: RecordedValue) -> CardPicture? {
    switch value.kind {
    case .maps:
      guard let maps = value.maps(sample) else { return nil }
      if value.value?.isInput == true, maps.channels.count == 3 { return color(maps) }
      return small(value)
    case .vector, .scores:
      guard let numbers = value.sample(sample)?.numbers, numbers.count > 1 else { return nil }
      return bars(numbers)
    case .states, .signals:
      if let maps = value.sequence(sample), maps.rows == 1 { return bars(maps.channels[0]) }
      return small(value)
    case .attention: return small(value)
    case .tokens, .plumbing, .other: return nil
    }
  }

  /// The thumbnail that tables have, in its room on a card.
  private func small(_ value: RecordedValue) -> CardPicture? {
    var options = ActivityPageOptions()
    options.sample = sample
    guard let found = Thumbnails(options: options).grid(of: value) else { return nil }
    let isPlane = if case .maps = value.kind { true } else { value.kind == .attention }
    let size = Self.size(found.grid.columns, found.grid.rows, keepsShape: isPlane)
    let shown = found.grid.pooled(
      columns: Int(size.width * Self.density), rows: Int(size.height * Self.density))
    return CardPicture(
      columns: shown.columns, rows: shown.rows,
      pixels: .levels(found.colors.levels(shown.values), found.colors.scale), size: size)
  }

  /// The room of a picture: cells of a map are squares; states fill the room.
  private static func size(_ columns: Int, _ rows: Int, keepsShape: Bool) -> Size {
    let most = Metrics.picture
    guard keepsShape else { return Size(most.width, min(most.height, max(12, 3 * Double(rows)))) }
    let cell = min(most.height / Double(max(rows, 1)), most.width / Double(max(columns, 1)))
    let whole = cell >= 1 ? cell.rounded(.down) : cell
    return Size(
      max(2, (whole * Double(columns)).rounded()), max(2, (whole * Double(rows)).rounded()))
  }

  /// What came in as the picture that it is.
  private func color(_ maps: SampleMaps) -> CardPicture {
    let size = Self.size(maps.columns, maps.rows, keepsShape: true)
    let columns = min(maps.columns, Int(size.width * Self.density))
    let rows = min(maps.rows, Int(size.height * Self.density))
    let numbers = maps.channels.joined().filter(\.isFinite)
    let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 1)
    var bytes: [UInt8] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let place = row * maps.rows / rows * maps.columns + column * maps.columns / columns
        for channel in maps.channels {
          let share = high > low ? (channel[place] - low) / (high - low) : 0
          bytes.append(share.isFinite ? UInt8(max(0, min(255, (255 * share).rounded()))) : 0)
        }
      }
    }
    return CardPicture(columns: columns, rows: rows, pixels: .rgb(bytes), size: size)
  }

  /// Numbers as bars from 0, up and down; of many the largest of some in a row stand for them.
  private func bars(_ numbers: [Float]) -> CardPicture? {
    let grid = NumberGrid(columns: numbers.count, rows: 1, values: numbers)
      .pooled(columns: Int(Metrics.picture.width), rows: 1)
    guard let (low, high) = grid.extremes else { return nil }
    let (least, most) = (min(low, 0), max(high, 0))
    guard most > least else { return nil }
    let rows = Self.barRows
    var levels = [UInt8](repeating: ColorScale.noValue, count: grid.columns * rows)
    let base = Double(most) / Double(most - least) * Double(rows)
    for (column, number) in grid.values.enumerated() where number.isFinite && number != 0 {
      let end = Double(most - number) / Double(most - least) * Double(rows)
      let (top, bottom) = (min(base, end), max(base, end))
      // What is there is seen.
      let first = min(Int(top), rows - 1)
      for row in first..<max(first + 1, min(rows, Int(bottom.rounded()))) {
        levels[row * grid.columns + column] = ColorScale.top
      }
    }
    let width = Metrics.picture.width
    let cell = max(1, (width / Double(grid.columns)).rounded(.down))
    return CardPicture(
      columns: grid.columns, rows: rows, pixels: .levels(levels, .fromGround),
      size: Size(cell * Double(grid.columns), Double(rows)))
  }
}
