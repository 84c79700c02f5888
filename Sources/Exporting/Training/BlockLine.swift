/// Numbers as a line of block characters: `█▅▂▁▁`. One that is not finite is a cross.
enum BlockLine {
  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// The line, each character the mean of its part of the numbers. Linear.
  static func text(_ values: [Double], width: Int) -> String {
    let count = min(width, values.count)
    guard count > 0 else { return "" }
    let means = (0..<count).map { place -> Double in
      let part = values[(place * values.count / count)..<((place + 1) * values.count / count)]
      let finite = part.filter(\.isFinite)
      // Halved on the way, so that a sum of the largest numbers is one.
      return finite.isEmpty ? .nan : finite.reduce(0) { $0 + $1 / Double(finite.count) }
    }
    let finite = means.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return String(repeating: "×", count: count) }
    let span = high / 2 - low / 2
    return String(
      means.map { mean -> Character in
        guard mean.isFinite else { return "×" }
        guard span > 0 else { return blocks[0] }
        return blocks[min(7, max(0, Int(((mean / 2 - low / 2) / span * 7).rounded())))]
      })
  }
}
