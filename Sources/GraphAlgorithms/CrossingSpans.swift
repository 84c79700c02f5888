/// By place in a sequence: how many spans reach from it, or from before it, to a later place.
///
/// A cut behind a place costs so much: where few values cross, a graph is narrow.
///
/// - Parameters:
///   - spans: pairs of the place where a value is made and the last one where it is read, each at most `count`.
///   - count: the number of places.
///
/// Cost: linear.
///
///     crossingSpans([(0, 2), (1, 2)], below: 3)  // [1, 2, 0]
@inlinable public func crossingSpans(
  _ spans: some Sequence<(from: Int, to: Int)>, below count: Int
) -> [Int] {
  var change = [Int](repeating: 0, count: count + 1)
  for span in spans {
    change[span.from] += 1
    change[span.to] -= 1
  }
  var open = 0
  return change.dropLast().map { step in
    open += step
    return open
  }
}
