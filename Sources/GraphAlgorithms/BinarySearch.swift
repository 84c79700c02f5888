extension RandomAccessCollection {
  /// The first index whose element satisfies a condition that holds for no element before one for which it does not;
  /// the end where it holds for none. Cost: logarithmic.
  ///
  ///     [1, 3, 5].partitioningIndex { $0 > 2 }  // 1
  @inlinable public func partitioningIndex(where condition: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = self.count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if condition(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
