extension OverlayChart {
  /// The image that numbers are about: grey, or red, green and blue.
  public struct Picture: Sendable, Equatable {
    /// Pixels a row.
    public let columns: Int
    /// Rows of pixels.
    public let rows: Int
    /// Whether a pixel has three bytes.
    public let isColor: Bool
    /// The pixels, from the top left, row by row: one byte each, or three.
    public let bytes: [UInt8]

    /// Makes an image of bytes. Missing ones are 0, surplus ones are left out.
    ///
    /// - Parameters:
    ///   - columns: pixels a row.
    ///   - rows: rows of pixels.
    ///   - bytes: one byte a pixel, or three.
    ///   - isColor: whether a pixel has three bytes.
    public init(columns: Int, rows: Int, _ bytes: [UInt8], isColor: Bool = false) {
      let channels = isColor ? 3 : 1
      let (columns, rows) = (max(0, columns), max(0, rows))
      let (pixels, overflow) = columns.multipliedReportingOverflow(by: rows)
      self.isColor = isColor
      guard !overflow, pixels <= NumberGrid.most / 3 else {
        (self.columns, self.rows, self.bytes) = (0, 0, [])
        return
      }
      (self.columns, self.rows) = (columns, rows)
      let surplus = pixels * channels - bytes.count
      self.bytes =
        surplus == 0
        ? bytes : Array(bytes.prefix(pixels * channels)) + [UInt8](repeating: 0, count: max(0, surplus))
    }

    /// Makes an image of the numbers that a model takes: three channels are red, green and blue, of any other count
    /// the mean is grey. Linear in the numbers.
    ///
    /// - Parameters:
    ///   - channels: the channels, all of one size; those of another size than the first do not count.
    ///   - low: the number that is black.
    ///   - high: the number that is white.
    public init(_ channels: [NumberGrid], from low: Double, to high: Double) {
      let size = (channels.first?.columns ?? 0, channels.first?.rows ?? 0)
      let own = channels.filter { ($0.columns, $0.rows) == size }
      let isColor = own.count == 3
      func byte(_ value: Double) -> UInt8 {
        let share = (value - low) / (high - low)
        return share.isNaN ? 0 : UInt8((min(max(share, 0), 1) * 255).rounded())
      }
      let pixels = own.first?.values.indices ?? 0..<0
      let bytes =
        isColor
        ? pixels.flatMap { pixel in own.map { byte(Double($0.values[pixel])) } }
        : pixels.map { pixel in
          byte(own.reduce(0) { $0 + Double($1.values[pixel]) } / Double(max(own.count, 1)))
        }
      self.init(columns: size.0, rows: size.1, bytes, isColor: isColor)
    }

    /// The image with no more pixels along a side than asked for: means of those that fall together. Linear in the pixels.
    func pooled(most: Int) -> Picture {
      guard columns > most || rows > most else { return self }
      let channels = isColor ? 3 : 1
      let parts = (0..<channels).map { channel in
        NumberGrid(
          columns: columns, rows: rows,
          values: stride(from: channel, to: bytes.count, by: channels).map { Float(bytes[$0]) }
        ).pooled(columns: most, rows: most, by: .mean)
      }
      return Picture(parts, from: 0, to: 255)
    }

    /// How bright each pixel is, from 0 to 255.
    var brightness: [UInt8] {
      guard isColor else { return bytes }
      return stride(from: 0, to: bytes.count - 2, by: 3).map { place in
        // The weights of television, in thousandths.
        let sum = 299 * Int(bytes[place]) + 587 * Int(bytes[place + 1]) + 114 * Int(bytes[place + 2])
        return UInt8((sum + 500) / 1000)
      }
    }
  }

  /// Which segment each cell of a grid over the image belongs to.
  public struct Segments: Sendable, Equatable {
    /// Cells a row.
    public var columns: Int
    /// Rows of cells.
    public var rows: Int
    /// The number of each cell's segment, row by row. A grid with too few has no outlines.
    public var numbers: [Int]

    /// Makes segments.
    ///
    /// - Parameters:
    ///   - columns: cells a row.
    ///   - rows: rows of cells.
    ///   - numbers: the number of each cell's segment, row by row.
    public init(columns: Int, rows: Int, _ numbers: [Int]) {
      (self.columns, self.rows, self.numbers) = (columns, rows, numbers)
    }
  }
}
