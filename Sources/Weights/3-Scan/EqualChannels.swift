import ModelGraph
import TensorReading

/// Finds channels of a tensor that are equal bit by bit.
///
/// Equal channels have equal sums of squares, so that only those few are read again.
struct EqualChannels {
  let tensor: TensorRef
  let layout: ChannelLayout
  let norms: [Double]

  /// More channels with a norm that others have too are not compared: a file is made so.
  private static let mostCandidates = 4096

  /// Groups of equal channels that are not 0, by their first ones. Cost: a second look at the tensor where two norms are
  /// equal, else that of sorting them.
  func groups(_ files: TensorFiles, _ memory: WorkerMemory) throws(UnreadTensor) -> [[Int]] {
    // Channels with NaN have no norm to tell them apart: the largest number stands for it.
    let norms = norms.map { $0.isNaN ? .greatestFiniteMagnitude : $0 }
    let sorted = norms.indices.filter { norms[$0] > 0 && norms[$0].isFinite }
      .sorted { (norms[$0], $0) < (norms[$1], $1) }
    var candidates: [Int] = []
    for (place, channel) in sorted.enumerated() {
      let isLikeLast = place > 0 && norms[sorted[place - 1]] == norms[channel]
      let isLikeNext = place + 1 < sorted.count && norms[sorted[place + 1]] == norms[channel]
      if isLikeLast || isLikeNext { candidates.append(channel) }
    }
    guard !candidates.isEmpty, candidates.count <= Self.mostCandidates else { return [] }
    let hashes = try hashes(of: candidates, files, memory)
    var groups: [[UInt64]: [Int]] = [:]
    for (channel, hash) in zip(candidates, hashes) {
      groups[[hash.0, hash.1, norms[channel].bitPattern], default: []].append(channel)
    }
    return groups.values.filter { $0.count > 1 }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }

  /// By candidate: two hashes of its elements; empty where elements share bytes.
  private func hashes(
    of candidates: [Int], _ files: TensorFiles, _ memory: WorkerMemory
  ) throws(UnreadTensor) -> [(UInt64, UInt64)] {
    guard let form = ElementForm(tensor.dataType), form.bits >= 8 else { return [] }
    let width = form.bits / 8
    let bytes = try files.open(tensor)
    var numbers = [Int](repeating: -1, count: layout.channels)
    for (number, channel) in candidates.enumerated() { numbers[channel] = number }
    var hashes = [(UInt64, UInt64)](
      repeating: (0xCBF2_9CE4_8422_2325, 0x9E37_79B9_7F4A_7C15), count: candidates.count)
    var start = 0
    let count = layout.outer * layout.channels * layout.inner
    while start < count {
      let length = min(memory.buffer.count / width, count - start)
      let buffer = UnsafeMutableRawBufferPointer(rebasing: memory.buffer[..<(width * length)])
      try bytes.read(at: width * start, into: buffer)
      layout.forEachStretch(start, length) { range, first in
        let isRow = layout.inner == 1
        for place in range {
          let number = numbers[isRow ? first + place - range.lowerBound : first]
          guard number >= 0 else { continue }
          var word: UInt64 = 0
          for byte in 0..<width { word |= UInt64(buffer[width * place + byte]) << UInt64(8 * byte) }
          hashes[number] = Self.mixed(hashes[number], word)
        }
      }
      start += length
    }
    return hashes
  }

  /// FNV-1a by words, and a second hash of other constants.
  private static func mixed(_ hash: (UInt64, UInt64), _ word: UInt64) -> (UInt64, UInt64) {
    let second = (hash.1 &+ word) &* 0xBF58_476D_1CE4_E5B9
    return ((hash.0 ^ word) &* 0x100_0000_01B3, second ^ (second >> 29))
  }
}
