/// An HDF5 file of `Tests/Models` in whose heap of strings the free space is said to be of no size.
///
/// libhdf5 goes from one piece of a heap to the next by their sizes, and so stays where it is for ever.
public func endlessHDF5() throws -> [UInt8] {
  var bytes = try modelBytes("k3_mlp.h5")
  let mark = Array("GCOL".utf8)
  guard let heap = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) else {
    throw NoHeap()
  }
  /// A little-endian number.
  func number(_ place: Int, _ length: Int) -> Int {
    (0..<length).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
  // Two bytes of number, two of uses, four of nothing, eight of size, and the content, in eights.
  var piece = heap + 16
  let end = heap + number(heap + 8, 8)
  while piece + 16 <= end, number(piece, 2) != 0 { piece += 16 + (number(piece + 8, 8) + 7) / 8 * 8 }
  guard piece + 16 <= end else { throw NoHeap() }
  for place in (piece + 8)..<(piece + 16) { bytes[place] = 0 }
  return bytes
}

/// The file has no heap with free space.
private struct NoHeap: Error {}
