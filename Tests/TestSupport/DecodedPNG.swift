/// A PNG file as red, green, blue and opacity. Reads what PNG writers commonly write: no interlacing, at most eight bits a channel.
public struct DecodedPNG {
  /// Pixels a row.
  public var columns = 0
  /// Rows of pixels.
  public var rows = 0
  /// Bits a channel, or a place in the palette.
  public var depth = 0
  /// The types of the chunks in order.
  public var chunks: [String] = []
  /// Four bytes a pixel.
  public var rgba: [UInt8] = []

  /// Decodes a file.
  public init(_ bytes: [UInt8]) throws {
    guard bytes.starts(with: [137, 80, 78, 71, 13, 10, 26, 10]) else {
      throw NotDecodable(description: "signature")
    }
    var (at, type) = (8, 0)
    var (palette, opacity, data): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    while at + 12 <= bytes.count {
      let length = Self.word(bytes, at)
      guard at + 12 + length <= bytes.count else { throw NotDecodable(description: "length of a chunk") }
      let name = String(decoding: bytes[(at + 4)..<(at + 8)], as: UTF8.self)
      let content = Array(bytes[(at + 8)..<(at + 8 + length)])
      chunks.append(name)
      switch name {
      case "IHDR":
        (columns, rows, depth) = (Self.word(content, 0), Self.word(content, 4), Int(content[8]))
        type = Int(content[9])
      case "PLTE": palette = content
      case "tRNS": opacity = content
      case "IDAT": data += content
      default: break
      }
      at += 12 + length
    }
    let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][type] ?? 0
    guard channels > 0 else { throw NotDecodable(description: "type of colours") }
    let samples = try samples(inflated(data), channels: channels)
    rgba.reserveCapacity(columns * rows * 4)
    for pixel in stride(from: 0, to: samples.count, by: channels) {
      let value = samples[pixel]
      switch type {
      case 0: rgba += [value, value, value, 255]
      case 2: rgba += [value, samples[pixel + 1], samples[pixel + 2], 255]
      case 3:
        let (color, index) = (3 * Int(value), Int(value))
        guard color + 2 < palette.count else { throw NotDecodable(description: "a place beyond the palette") }
        rgba += palette[color...(color + 2)] + [index < opacity.count ? opacity[index] : 255]
      case 4: rgba += [value, value, value, samples[pixel + 1]]
      default: rgba += samples[pixel..<(pixel + 4)]
      }
    }
  }

  /// The colour of a pixel as `0xRRGGBB`; nil for one that is not opaque.
  public func color(_ column: Int, _ row: Int) -> UInt32? {
    let at = 4 * (row * columns + column)
    guard rgba.indices.contains(at), rgba[at + 3] == 255 else { return nil }
    return UInt32(rgba[at]) << 16 | UInt32(rgba[at + 1]) << 8 | UInt32(rgba[at + 2])
  }

  /// Filters undone, and each sample in a byte.
  private func samples(_ data: [UInt8], channels: Int) throws -> [UInt8] {
    let width = (columns * channels * depth + 7) / 8
    let step = max(1, channels * depth / 8)
    guard data.count == rows * (width + 1) else { throw NotDecodable(description: "number of bytes") }
    var above = [UInt8](repeating: 0, count: width)
    var samples: [UInt8] = []
    for row in 0..<rows {
      let filter = data[row * (width + 1)]
      var line = Array(data[(row * (width + 1) + 1)..<((row + 1) * (width + 1))])
      for place in line.indices {
        let (a, b) = (place < step ? 0 : Int(line[place - step]), Int(above[place]))
        let c = place < step ? 0 : Int(above[place - step])
        let guesses = [
          0, a, b, (a + b) / 2, [a, b, c].min { abs(a + b - c - $0) < abs(a + b - c - $1) } ?? 0,
        ]
        line[place] &+= UInt8(guesses[Int(filter)])
      }
      above = line
      for place in 0..<(columns * channels) {
        let byte = line[place * depth / 8]
        let shift = 8 - depth - place * depth % 8
        samples.append(byte >> UInt8(shift) & UInt8(1 << depth - 1))
      }
    }
    return samples
  }

  private static func word(_ bytes: [UInt8], _ at: Int) -> Int {
    bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
  }
}
