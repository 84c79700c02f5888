import ElementKernels
import ModelGraph

/// How channels lie in a tensor: `outer × channels × inner` elements, row by row.
struct ChannelLayout: Sendable, Equatable {
  var outer, channels, inner: Int

  /// The layout of one axis; nil where a dim is 0 or there are too many channels.
  init?(dims: [Int64], axis: Int) {
    guard dims.indices.contains(axis), !dims.contains(where: { $0 <= 0 }),
      dims[axis] <= WeightTuning.mostChannels
    else { return nil }
    func product(_ dims: ArraySlice<Int64>) -> Int {
      Int(clamping: TensorRef(dataType: .undefined, dims: Array(dims)).elementCount ?? .max)
    }
    outer = product(dims[..<axis])
    channels = Int(dims[axis])
    inner = product(dims[(axis + 1)...])
  }

  /// Calls `body` with each stretch of a range of elements that lies in one channel; where channels are columns, with
  /// each stretch of a row: its elements, counted from the range's start, and its first channel.
  func forEachStretch(_ start: Int, _ count: Int, _ body: (_ range: Range<Int>, _ channel: Int) -> Void) {
    let length = inner == 1 ? channels : inner
    var done = 0
    while done < count {
      let element = start + done
      let end = min(count, done + length - element % length)
      body(done..<end, inner == 1 ? element % channels : element / inner % channels)
      done = end
    }
  }
}

/// The sums of squares of channels.
struct ChannelSums: Sendable {
  let layout: ChannelLayout
  /// By channel: the sum; not finite where an element is not.
  private(set) var sums: [Double]
  /// Sums of a few rows, where channels are columns.
  private var rows: [Float]
  private var rowsInFloat = 0

  init(_ layout: ChannelLayout) {
    self.layout = layout
    sums = [Double](repeating: 0, count: layout.channels)
    rows = [Float](repeating: 0, count: layout.inner == 1 ? layout.channels : 0)
  }

  /// Adds elements from a place on. Cost: one look at each.
  mutating func add(_ elements: UnsafePointer<Float>, _ count: Int, from start: Int) {
    let layout = layout
    layout.forEachStretch(start, count) { range, channel in
      if layout.inner == 1 {
        rows.withUnsafeMutableBufferPointer { rows in
          guard let base = rows.baseAddress else { return }
          foldout_add_squares_float32(elements + range.lowerBound, range.count, base + channel)
        }
        endRow(channel + range.count == layout.channels)
      } else {
        sums[channel] += foldout_squares_float32(elements + range.lowerBound, range.count)
      }
    }
  }

  /// Adds codes from a place on, given the square of each.
  mutating func add(
    codes: UnsafeRawBufferPointer, width: Int, _ count: Int, from start: Int, squares: UnsafePointer<Float>
  ) {
    guard let base = codes.baseAddress else { return }
    let layout = layout
    let shorts = base.assumingMemoryBound(to: UInt16.self)
    let bytes = base.assumingMemoryBound(to: UInt8.self)
    layout.forEachStretch(start, count) { range, channel in
      let (first, length) = (range.lowerBound, range.count)
      if layout.inner == 1 {
        rows.withUnsafeMutableBufferPointer { rows in
          guard let sums = rows.baseAddress.map({ $0 + channel }) else { return }
          if width == 2 {
            foldout_add_squares_16(shorts + first, length, squares, sums)
          } else {
            foldout_add_squares_8(bytes + first, length, squares, sums)
          }
        }
        endRow(channel + length == layout.channels)
      } else {
        sums[channel] +=
          width == 2
          ? foldout_squares_16(shorts + first, length, squares)
          : foldout_squares_8(bytes + first, length, squares)
      }
    }
  }

  /// Adds numbers from a place on.
  mutating func add(_ values: [Double], from start: Int) {
    for (place, value) in values.enumerated() {
      sums[(start + place) / layout.inner % layout.channels] += value * value
    }
  }

  private mutating func endRow(_ isComplete: Bool) {
    guard isComplete else { return }
    rowsInFloat += 1
    if rowsInFloat == WeightTuning.rowsInFloat { flush() }
  }

  /// Moves what is summed as float over.
  mutating func flush() {
    for channel in rows.indices {
      sums[channel] += Double(rows[channel])
      rows[channel] = 0
    }
    rowsInFloat = 0
  }

  /// Joins the sums of a later part.
  mutating func add(_ other: ChannelSums) {
    for channel in sums.indices { sums[channel] += other.sums[channel] }
  }
}
