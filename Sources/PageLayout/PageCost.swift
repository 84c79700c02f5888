import DiagramModel

/// How far a page is from one that people would like: its proportions, what of it is empty, how many columns there are.
///
/// - Parameters:
///   - size: the size of the page.
///   - filled: the area of what stands on it.
///   - columns: how many columns there are beside the first one.
func pageCost(_ size: Size, filled: Double, columns: Int) -> Double {
  guard size.width > 0, size.height > 0 else { return .infinity }
  let ratio = size.height / size.width
  let distance = abs(ratio - PageTuning.portrait) * PageTuning.ratioCost
  let outside =
    max(0, ratio - PageTuning.accepted.upperBound) + max(0, PageTuning.accepted.lowerBound - ratio)
  let tooWide = max(0, size.width - PageTuning.mostWidth) / 100
  return distance + outside * PageTuning.outsideCost
    + PageTuning.emptyCost * (1 - filled / (size.width * size.height))
    + PageTuning.columnCost * Double(columns) + tooWide
}
