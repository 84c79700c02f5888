/// The connected parts of an image whose pixels have labels; neighbours share a side.
struct ImageParts {
  private let width: Int
  /// By part: its pixels, the first first.
  private var parts: [[Int]] = []
  /// By pixel: its part.
  private var partOf: [Int]

  /// Finds the parts. Cost: linear in pixels.
  init(_ labels: [Int], height: Int, width: Int) {
    self.width = width
    partOf = [Int](repeating: -1, count: labels.count)
    for start in labels.indices where partOf[start] < 0 {
      var part = [start]
      partOf[start] = parts.count
      var next = 0
      while next < part.count {
        for other in neighbours(of: part[next]) where partOf[other] < 0 && labels[other] == labels[start] {
          partOf[other] = parts.count
          part.append(other)
        }
        next += 1
      }
      parts.append(part)
    }
  }

  private func neighbours(of pixel: Int) -> [Int] {
    var found: [Int] = []
    if pixel >= width { found.append(pixel - width) }
    if pixel % width > 0 { found.append(pixel - 1) }
    if pixel % width < width - 1 { found.append(pixel + 1) }
    if pixel + width < partOf.count { found.append(pixel + width) }
    return found
  }

  /// The parts with at least so many pixels, where each smaller one has joined the part before its first pixel.
  ///
  /// - Returns: pixels in rising order, parts by their first pixels. Cost: linear in pixels, and that of sorting them.
  func joined(smallest: Int) -> [[Int]] {
    // Each part's first pixel has a part of a smaller number above it or on its left, but for the first part.
    var target = Array(parts.indices)
    for (number, part) in parts.enumerated().dropFirst() where part.count < smallest {
      let before = neighbours(of: part[0]).first { partOf[$0] < number }
      if let before { target[number] = target[partOf[before]] }
    }
    var merged = [[Int]](repeating: [], count: parts.count)
    for pixel in partOf.indices { merged[target[partOf[pixel]]].append(pixel) }
    return merged.filter { !$0.isEmpty }
  }
}
