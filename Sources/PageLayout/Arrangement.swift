import DiagramModel

/// One way to fill a page: an overview and groups of parts, as columns beside it, or as rows below it.
struct Arrangement {
  /// How the groups stand.
  enum Form: CaseIterable {
    /// Columns to the right of the overview.
    case beside
    /// The same, but the first below the overview.
    case under
    /// Columns of details to the right, tables below the overview.
    case tablesUnder
    /// Rows below the overview.
    case below
  }

  let overview: Size
  /// The upper left corner of what is empty in it, as far as its lower right corner; see ``PanelPlacement/room``.
  let room: Point?
  let parts: [Part]
  /// By group: the parts in it, as a range.
  let groups: [Range<Int>]
  let form: Form
  /// Where everything stands, and the size of all.
  private(set) var places: (parts: [Rect], size: Size) = ([], Size(0, 0))

  init(_ overview: Size, _ room: Point?, _ parts: [Part], _ groups: [Range<Int>], _ form: Form) {
    self.overview = overview
    self.room = form == .beside ? room : nil
    self.parts = parts
    self.groups = groups
    self.form = form
    places = form == .below ? rowPlaces : columnPlaces
  }

  /// All ways that are tried: details in order in each number of columns or rows, tables with the last of the details that
  /// they are about.
  static func all(
    _ overview: Size, _ room: Point?, _ parts: [Part], _ direction: Diagram.Direction, _ shape: PageShape
  ) -> [Arrangement] {
    // An overview that flows to the right is as wide as the page. On a page that is high, an overview is, too, and a table stands
    // by what it is about.
    let hasTables = parts.contains { !$0.isDetail }
    let forms =
      direction == .right
      ? [.below] : Form.allCases.filter { $0 != .tablesUnder || hasTables && shape.ratio < 1 }
    return splits(of: parts).flatMap { groups in
      forms.compactMap { form in
        groups.count > PageTuning.mostColumns && form != .below
          ? nil : Arrangement(overview, room, parts, groups, form)
      }
    }
  }

  /// The ways to make groups of parts that stand next to each other. Of many, those that make groups about equally high
  /// or wide.
  private static func splits(of parts: [Part]) -> [[Range<Int>]] {
    let starts = parts.indices.filter { parts[$0].isDetail }
    guard starts.count > PageTuning.mostSplit else {
      return (0..<1 << max(0, starts.count - 1)).map { mask in
        groups(of: parts, starts.indices.dropFirst().filter { mask >> ($0 - 1) & 1 == 1 }.map { starts[$0] })
      }
    }
    return [\Size.height, \Size.width].flatMap { side in
      (1...max(PageTuning.mostColumns, starts.count / 2)).map { count in
        let share = parts.reduce(0) { $0 + $1.size[keyPath: side] } / Double(count)
        var used = 0.0
        return groups(
          of: parts,
          parts.indices.dropFirst().filter { index in
            used += parts[index - 1].size[keyPath: side]
            guard parts[index].isDetail, used + parts[index].size[keyPath: side] / 2 > share else {
              return false
            }
            used = 0
            return true
          })
      }
    }
  }

  private static func groups(of parts: [Part], _ starts: [Int]) -> [Range<Int>] {
    zip([0] + starts, starts + [parts.count]).map { $0..<$1 }
  }

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
    size.height = y - PageTuning.rowGap + Metrics.panelPadding
    return (found, size)
  }

  private var columnPlaces: (parts: [Rect], size: Size) {
    var found: [Rect] = []
    var size = overview
    var x =
      form == .under ? Metrics.panelPadding : (room?.x ?? leftWidth) + PageTuning.columnGap
    // By column: its left end, and how far down it is filled.
    var lefts: [Double] = []
    var bottoms: [Double] = []
    var rights: [Double] = []
    for group in groups {
      let own = parts[group].filter { $0.isDetail || form != .tablesUnder && !spans($0) }
      let isUnder = form == .under && lefts.isEmpty
      let width = own.reduce(isUnder ? overview.width - 2 * Metrics.panelPadding : 0) {
        max($0, $1.size.width)
      }
      lefts.append(x)
      rights.append(x + width)
      let top = room.flatMap { x < overview.width + PageTuning.columnGap ? $0.y + PageTuning.rowGap : nil }
      bottoms.append(isUnder ? overview.height + PageTuning.rowGap : top ?? Metrics.panelPadding)
      x += width + PageTuning.columnGap
    }
    var under = overview.height + PageTuning.rowGap
    for (column, group) in groups.enumerated() {
      for part in parts[group] {
        if form == .tablesUnder, !part.isDetail {
          found.append(Rect(Point(Metrics.panelPadding, under), part.size))
          under += part.size.height + PageTuning.rowGap
          continue
        }
        var own = part.size
        var first = column
        if !part.isDetail {
          first = min(column, self.column(of: part.firstPart))
          own.width = max(own.width, rights[column] - lefts[first])
          // A table under the overview is as wide as it has to be: what stands above it has nothing to do with it.
          if form == .under, first == 0, column == 0 { own.width = part.size.width }
        }
        let y = bottoms[first...column].max() ?? Metrics.panelPadding
        found.append(Rect(Point(lefts[first], y), own))
        for index in first...column { bottoms[index] = y + own.height + PageTuning.rowGap }
        size.width = max(size.width, lefts[first] + own.width + Metrics.panelPadding)
      }
    }
    if form == .tablesUnder { bottoms.append(under) }
    let bottom = (bottoms.max() ?? 0) - PageTuning.rowGap + Metrics.panelPadding
    size.height = max(size.height, bottom)
    size.width = max(size.width, x - PageTuning.columnGap + Metrics.panelPadding)
    return (found, size)
  }

  /// How far columns beside the overview are from the left.
  private var leftWidth: Double {
    guard form == .tablesUnder else { return overview.width }
    return parts.reduce(overview.width) {
      $1.isDetail ? $0 : max($0, $1.size.width + 2 * Metrics.panelPadding)
    }
  }

  /// Whether a table is about details of several columns.
  private func spans(_ part: Part) -> Bool {
    !part.isDetail && column(of: part.firstPart) != column(of: part.lastPart)
  }

  private func column(of part: Int) -> Int { groups.firstIndex { $0.contains(part) } ?? 0 }

  /// How far it is from a page that people would like, if so many columns of the overview are filled so far.
  func cost(_ shape: PageShape, filled: Double, columns: Int) -> Double {
    let own = places.parts.reduce(filled) { $0 + $1.size.width * $1.size.height }
    let beside = form == .beside || form == .tablesUnder ? groups.count : groups.count - 1
    let price =
      switch form {
      case .beside: 0.0
      case .under, .tablesUnder: PageTuning.underCost
      case .below: PageTuning.belowCost
      }
    return price + pageCost(places.size, filled: own, columns: columns - 1 + beside, shape)
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
    if form == .below { page.overview.x = max(0, ((size.width - overview.width) / 2).rounded(.down)) }
    return page
  }
}
