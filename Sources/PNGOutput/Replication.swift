extension PixelImage {
  /// The same picture with each pixel drawn several times across and down; as it is where it would have more than ``mostPixels``.
  ///
  /// Cost: linear in the pixels of the result. Rows and pixels that repeat add little to a file.
  public func replicated(across: Int, down: Int) -> PixelImage {
    guard across > 1 || down > 1, across > 0, down > 0, columns > 0, rows > 0,
      columns <= Self.mostPixels / across,
      rows <= Self.mostPixels / down, rows * down <= Self.mostPixels / (columns * across)
    else { return self }
    func copies(_ bytes: [UInt8], channels: Int) -> [UInt8] {
      var result: [UInt8] = []
      result.reserveCapacity(columns * across * rows * down * channels)
      for row in 0..<rows {
        var line: [UInt8] = []
        for column in 0..<columns {
          let at = (row * columns + column) * channels
          for _ in 0..<across {
            for place in at..<(at + channels) { line.append(place < bytes.count ? bytes[place] : 0) }
          }
        }
        for _ in 0..<down { result += line }
      }
      return result
    }
    let pixels: Pixels =
      switch pixels {
      case .palette(let bytes, let colors, let clear):
        .palette(copies(bytes, channels: 1), colors: colors, clear: clear)
      case .rgb(let bytes): .rgb(copies(bytes, channels: 3))
      case .grey(let bytes): .grey(copies(bytes, channels: 1))
      }
    return PixelImage(columns: columns * across, rows: rows * down, pixels: pixels)
  }
}
