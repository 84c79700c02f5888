extension DecodedImage {
  /// The picture in another size, by a triangle filter that grows with the step: what Pillow calls BILINEAR.
  ///
  /// With n levels in and m out along an axis, s = n / m, r = max(s, 1): the level at place i is the mean of those at places j
  /// with weights max(0, 1 − |j + ½ − c| / r), c = (i + ½) · s. So nothing is left out where a picture shrinks, and where it
  /// grows levels lie on lines. Rows first, rounded to whole levels, then columns; where Pillow takes columns first, levels differ by one at most.
  ///
  /// Cost: linear in the pixels of both sizes.
  public func resized(width: Int, height: Int) -> DecodedImage {
    var image = self
    if width != image.width { image = image.scaledRows(to: width) }
    if height != image.height { image = image.scaledColumns(to: height) }
    return image
  }

  /// The largest part in the middle that has the proportions of a box, in the size of the box.
  ///
  /// - Parameters:
  ///   - width: that of the box.
  ///   - height: that of the box.
  ///   - margin: the share of each side that is scaled away with the rest: 32 / 256 leaves 224 of 256 pixels; 0 for none.
  public func cover(width: Int, height: Int, margin: Double = 0) -> DecodedImage {
    let box = (width: Self.side(width, margin), height: Self.side(height, margin))
    // The longer side by the proportion of the picture, and no fraction of a pixel.
    let isWide = self.width * box.height >= self.height * box.width
    let size =
      isWide
      ? (width: box.height * self.width / self.height, height: box.height)
      : (width: box.width, height: box.width * self.height / self.width)
    guard size.width * size.height <= ImageInputLimits.pixels else {
      return thinned(to: (width, height), of: size).resized(width: width, height: height)
    }
    return resized(width: size.width, height: size.height).middle(width: width, height: height)
  }

  private static func side(_ side: Int, _ margin: Double) -> Int { Int(Double(side) / (1 - margin)) }

  /// The part in the middle that a box shows of a picture too long to be scaled as a whole.
  private func thinned(
    to box: (width: Int, height: Int), of size: (width: Int, height: Int)
  ) -> DecodedImage {
    let part = (
      width: max(1, min(width, width * box.width / size.width)),
      height: max(1, min(height, height * box.height / size.height))
    )
    return middle(width: part.width, height: part.height)
  }

  // MARK: One axis

  private func scaledRows(to count: Int) -> DecodedImage {
    let filter = TriangleFilter(from: width, to: count)
    var image = DecodedImage(
      width: count, height: height, channels: channels,
      levels: [UInt8](repeating: 0, count: count * height * channels))
    image.levels.withUnsafeMutableBufferPointer { target in
      levels.withUnsafeBufferPointer { source in
        for row in 0..<height {
          for place in 0..<count {
            for channel in 0..<channels {
              let start = (row * width + filter.first[place]) * channels + channel
              target[(row * count + place) * channels + channel] = filter.level(
                at: place, source, start, step: channels)
            }
          }
        }
      }
    }
    return image
  }

  private func scaledColumns(to count: Int) -> DecodedImage {
    let filter = TriangleFilter(from: height, to: count)
    let row = width * channels
    var image = DecodedImage(
      width: width, height: count, channels: channels, levels: [UInt8](repeating: 0, count: count * row))
    image.levels.withUnsafeMutableBufferPointer { target in
      levels.withUnsafeBufferPointer { source in
        for place in 0..<count {
          for column in 0..<row {
            target[place * row + column] = filter.level(
              at: place, source, filter.first[place] * row + column, step: row)
          }
        }
      }
    }
    return image
  }
}

/// Weights of a triangle filter along one axis, as whole numbers: the same sums on every machine.
struct TriangleFilter {
  /// By place: where its levels begin.
  private(set) var first: [Int] = []
  /// By place: where its weights begin, and at the end where they all end.
  private var starts = [0]
  private var weights: [Int32] = []

  /// Makes the weights. Cost: linear in both counts.
  init(from: Int, to: Int) {
    let step = Double(from) / Double(to)
    let reach = max(step, 1)
    for place in 0..<to {
      let center = (Double(place) + 0.5) * step
      let low = max(0, Int(center - reach + 0.5))
      let high = min(from, Int(center + reach + 0.5))
      let shares = (low..<max(low + 1, high)).map { max(0, 1 - abs(Double($0) + 0.5 - center) / reach) }
      let sum = shares.reduce(0, +)
      first.append(low)
      for share in shares {
        let part = sum > 0 ? share / sum : 1
        weights.append(Int32(part * Double(1 << ImageInputLimits.weightBits) + 0.5))
      }
      starts.append(weights.count)
    }
  }

  /// The level at a place, of levels that lie a step apart.
  func level(at place: Int, _ levels: UnsafeBufferPointer<UInt8>, _ start: Int, step: Int) -> UInt8 {
    var sum = Int32(1) << Int32(ImageInputLimits.weightBits - 1)
    var source = start
    for weight in weights[starts[place]..<starts[place + 1]] {
      sum &+= Int32(levels[source]) &* weight
      source += step
    }
    return UInt8(clamping: sum >> Int32(ImageInputLimits.weightBits))
  }
}
