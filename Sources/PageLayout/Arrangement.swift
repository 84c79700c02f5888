import DiagramModel

/// One way to fill a page: an overview and groups of parts, as columns beside it or as rows below it.
struct Arrangement {
  let overview: Size
  let parts: [Part]
  /// By group: the parts in it, as a range.
  let groups: [Range<Int>]
  let isBelow: Bool

  /// All ways that are tried: rows below only an overview that leaves no room beside it.
  static func all(_ overview: Size, _ parts: [Part]) -> [Arrangement] {
    var found: [Arrangement] = []
    for count in 1...PageTuning.mostColumns {
      let groups = columns(parts, count)
      guard groups.count == count else { continue }
      found.append(Arrangement(overview: overview, parts: parts, groups: groups, isBelow: false))
    }
    guard found.allSatisfy({ $0.places.size.width > PageTuning.mostWidth }) else { return found }
    let width = max(overview.width, PageTuning.mostWidth)
    return found + [
      Arrangement(overview: overview, parts: parts, groups: rows(parts, width: width), isBelow: true)
    ]
  }

  /// Details in order, each in the first column where it does not make that much taller than an equal share; tables follow
  /// the details that they are about.
  private static func columns(_ parts: [Part], _ count: Int) -> [Range<Int>] {
    let heights = parts.map { $0.size.height + PageTuning.rowGap }
    let total = zip(parts, heights).reduce(0) { $1.0.isDetail ? $0 + $1.1 : $0 }
    let share = PageTuning.unevenness * total / Double(count)
    var groups: [Range<Int>] = []
    var start = 0
    var height = 0.0
    for (index, part) in parts.enumerated() where part.isDetail {
      if index > start, height + heights[index] > share, groups.count + 1 < count {
        groups.append(start..<index)
        (start, height) = (index, 0)
      }
      height += heights[index]
    }
    groups.append(start..<parts.count)
    return groups
  }

  /// Parts in order, as many in a row as fit.
  private static func rows(_ parts: [Part], width: Double) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    var used = 0.0
    for (index, part) in parts.enumerated() {
      if index > start, used + part.size.width > width {
        groups.append(start..<index)
        (start, used) = (index, 0)
      }
      used += part.size.width + PageTuning.columnGap
    }
    groups.append(start..<parts.count)
    return groups
  }

  /// By part: where it stands; and the size of all.
  private var places: (parts: [Rect], size: Size) { isBelow ? rowPlaces : columnPlaces }

  private var rowPlaces: (parts: [Rect], size: Size) {
    var found: [Rect] = []
    var size = overview
    var y = overview.height + PageTuning.rowGap
    for group in groups {
      var x = Metrics.panelPadding
      var height = 0.0
      for part in parts[group] {
        found.append(Rect(Point(x, y), part.size))
        x += part.size.width + PageTuning.columnGap
        height = max(height, part.size.height)
      }
      size.width = max(size.width, x - PageTuning.columnGap + Metrics.panelPadding)
      y += height + PageTuning.rowGap
    }
    size.height = y - PageTuning.rowGap
    return (found, size)
  }

  private var columnPlaces: (parts: [Rect], size: Size) {
    var found: [Rect] = []
    var size = overview
    var x = overview.width + PageTuning.columnGap
    // By column: its left end, and how far down it is filled.
    var lefts: [Double] = []
    var bottoms: [Double] = []
    var rights: [Double] = []
    for group in groups {
      let own = parts[group].filter { $0.isDetail || !spans($0) }
      let width = own.reduce(0) { max($0, $1.size.width) }
      lefts.append(x)
      rights.append(x + width)
      bottoms.append(Metrics.panelPadding)
      x += width + PageTuning.columnGap
    }
    for (column, group) in groups.enumerated() {
      for part in parts[group] {
        var own = part.size
        var first = column
        if !part.isDetail {
          first = min(column, self.column(of: part.firstPart))
          own.width = max(own.width, rights[column] - lefts[first])
        }
        let y = bottoms[first...column].max() ?? Metrics.panelPadding
        found.append(Rect(Point(lefts[first], y), own))
        for index in first...column { bottoms[index] = y + own.height + PageTuning.rowGap }
        size.width = max(size.width, lefts[first] + own.width + Metrics.panelPadding)
      }
    }
    let bottom = (bottoms.max() ?? 0) - PageTuning.rowGap + Metrics.panelPadding
    size.height = max(size.height, bottom)
    size.width = max(size.width, x - PageTuning.columnGap + Metrics.panelPadding)
    return (found, size)
  }

  /// Whether a table is about details of several columns.
  private func spans(_ part: Part) -> Bool {
    !part.isDetail && column(of: part.firstPart) != column(of: part.lastPart)
  }

  private func column(of part: Int) -> Int { groups.firstIndex { $0.contains(part) } ?? 0 }

  /// How far it is from a page that people would like.
  var cost: Double {
    let (rects, size) = places
    let filled = rects.reduce(overview.width * overview.height) { $0 + $1.size.width * $1.size.height }
    return pageCost(size, filled: filled, columns: groups.count)
  }

  /// The page.
  func page(_ diagram: Diagram) -> PagePlacement {
    let (rects, size) = places
    let nowhere = Rect(Point(0, 0), Size(0, 0))
    var page = PagePlacement(
      size: size, overview: Point(0, 0), details: diagram.details.map { _ in Point(0, 0) },
      tables: diagram.tables.map { _ in nowhere })
    for (part, rect) in zip(parts, rects) {
      switch part.content {
      case .detail(let detail): page.details[detail] = rect.origin
      case .table(let table): page.tables[table] = rect
      }
    }
    if isBelow { page.overview.x = max(0, ((size.width - overview.width) / 2).rounded(.down)) }
    return page
  }
}
