/// Pixels of a palette with only the colours in use, in as few bits as hold them.
///
/// Small images are many, and a whole palette would be larger than their pixels.
struct PackedPalette {
  /// The colours in use, in the palette's order, `0xRRGGBB`.
  let colors: [UInt32]
  /// Which of them lets the ground through.
  let clear: Int?
  /// Bits a pixel: 1, 2, 4 or 8.
  let depth: UInt8
  /// The rows as PNG wants them: no filter, then the pixels, the leftmost in the highest bits.
  let lines: [UInt8]

  /// Packs `columns` × `rows` pixels. A place beyond the palette is black. Linear in the pixels.
  init(_ indices: [UInt8], colors palette: [UInt32], clear: UInt8?, _ columns: Int, _ rows: Int) {
    let count = columns * rows
    var isUsed = [Bool](repeating: false, count: 256)
    for index in indices.prefix(count) { isUsed[Int(index)] = true }
    if indices.count < count { isUsed[0] = true }
    var place = [UInt8](repeating: 0, count: 256)
    var used: [UInt32] = []
    for index in 0..<256 where isUsed[index] {
      place[index] = UInt8(truncatingIfNeeded: used.count)
      used.append(index < palette.count ? palette[index] : 0)
    }
    colors = used
    self.clear = clear.flatMap { isUsed[Int($0)] ? Int(place[Int($0)]) : nil }
    let bits = used.count <= 2 ? 1 : used.count <= 4 ? 2 : used.count <= 16 ? 4 : 8
    depth = UInt8(bits)
    let width = (columns * bits + 7) / 8
    var lines = [UInt8](repeating: 0, count: (width + 1) * rows)
    for row in 0..<rows {
      var at = row * (width + 1) + 1
      var free = 8
      for column in 0..<columns {
        let source = row * columns + column
        let pixel = place[Int(source < indices.count ? indices[source] : 0)]
        free -= bits
        lines[at] |= pixel << UInt8(free)
        if free == 0 { (at, free) = (at + 1, 8) }
      }
    }
    self.lines = lines
  }
}
