import Attention

extension RecordedValue {
  /// The weights of one sample by head, query and key; nil of other kinds, and where they can't be had.
  public func attention(_ index: Int) -> AttentionLayer? {
    guard kind == .attention, let sample = sample(index), sample.dims.count >= 2 else { return nil }
    let dims = sample.dims
    let (queries, keys) = (dims[dims.count - 2], dims[dims.count - 1])
    // Groups of heads are heads.
    let heads = dims.dropLast(2).reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
    return AttentionLayer(title, heads: heads, queries: queries, keys: keys, weights: sample.numbers)
  }

  /// What each head looks at, on the mean over all samples; nil where a head has no shares of 1.
  ///
  /// Cost: linear in the numbers of the array.
  public func headFigures() -> [HeadFigures?] {
    guard kind == .attention, !isGradient else { return [] }
    let samples = sampleAxis.map { Int(clamping: array.dims[$0]) } ?? 1
    var found: [[HeadFigures]] = []
    // Each look at a packed one would unpack it anew.
    var own = self
    if let unpacked = try? array.unpacked() { own.array = unpacked }
    for index in 0..<samples {
      guard let layer = own.attention(index) else { return [] }
      if found.isEmpty { found = [[HeadFigures]](repeating: [], count: layer.heads) }
      for head in 0..<min(layer.heads, found.count) {
        if let figures = HeadFigures(layer, head: head) { found[head].append(figures) }
      }
    }
    return found.map { HeadFigures(mean: $0) }
  }
}
