import Activity
import Charts
import DiagramModel
import ModelGraph
import Rendering

/// Small pictures of values, for rows of a table and cards of a diagram.
struct Thumbnails {
  let options: ActivityPageOptions

  /// A picture and its colours.
  struct Picture {
    var grid: NumberGrid
    var colors: ValueColors
  }

  /// The picture of one value: its strongest map, its states over time, its numbers as one row; nil where none tells anything.
  func grid(of value: RecordedValue, sample: Int? = nil) -> Picture? {
    let sample = sample ?? options.sample
    switch value.kind {
    case .maps:
      guard let maps = value.maps(sample), let first = maps.strongest.first else { return nil }
      let isImage = value.value?.isInput == true && !value.isGradient
      return picture(
        maps.channels[first], maps.columns, maps.rows, isImage: isImage, isSigned: value.isGradient)
    case .signals, .states:
      guard let maps = value.sequence(sample) else { return nil }
      return picture(maps.channels[0], maps.columns, maps.rows, isSigned: value.isGradient)
    case .vector, .scores:
      guard let numbers = value.sample(sample)?.numbers, numbers.count > 1 else { return nil }
      let columns = min(numbers.count, 1 << 16)
      return picture(Array(numbers.prefix(columns)), columns, 1)
    case .attention:
      guard let one = value.sample(sample), one.dims.count >= 2 else { return nil }
      let (rows, columns) = (one.dims[one.dims.count - 2], one.dims[one.dims.count - 1])
      return picture(Array(one.numbers.prefix(rows * columns)), columns, rows)
    case .tokens, .plumbing, .other: return nil
    }
  }

  private func picture(
    _ numbers: [Float], _ columns: Int, _ rows: Int, isImage: Bool = false, isSigned: Bool = false
  ) -> Picture? {
    let grid = NumberGrid(columns: columns, rows: rows, values: numbers)
    guard let extremes = grid.extremes else { return nil }
    if isSigned {
      let reach = max(abs(Double(extremes.low)), abs(Double(extremes.high)))
      return Picture(grid: grid, colors: .diverging(reaching: reach))
    }
    let colors =
      isImage
      ? ValueColors(.grey, from: Double(extremes.low), to: Double(extremes.high)) : .fitting([grid])
    return Picture(grid: grid, colors: colors)
  }
}
