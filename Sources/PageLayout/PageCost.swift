import DiagramModel

/// How far a page is from one that people would like: its proportions, what of it is empty, how many columns there are.
///
/// - Parameters:
///   - size: the size of what stands on the page, without its margins, legend and caption.
///   - filled: the area of what stands on it.
///   - columns: how many columns there are beside the first one.
///   - shape: the proportions it is to have.
func pageCost(_ size: Size, filled: Double, columns: Int, _ shape: PageShape) -> Double {
  guard size.width > 0, size.height > 0 else { return .infinity }
  let distance = abs(PageShape.ratio(of: size) - shape.ratio) * PageTuning.ratioCost
  let tooWide = max(0, size.width - PageTuning.mostWidth) / 100
  return distance + shape.outside(size) * PageTuning.outsideCost
    + PageTuning.emptyCost * (1 - filled / (size.width * size.height))
    + PageTuning.columnCost * Double(columns) + tooWide
}
