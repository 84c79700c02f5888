import ModelGraph

/// Regions of images.
enum Regions {
  static let rules: [Rule] = [
    Rule("MaxRoiPool", roiPool), Rule("RoiAlign", roiAlign), Rule("Col2Im", columnsToImage),
    Rule("NonMaxSuppression") { site throws(Fault) in site.set(0, .int64, [.unknown, .known(3)]) },
    Rule("GridSample", gridSample), Rule("AffineGrid", affineGrid),
    Rule("ImageDecoder", decode),
  ]

  private static func roiPool(_ site: Site) throws(Fault) {
    site.set(0, site.element(0), nil)
    guard let input = try site.shape(0, rank: 4), let pooled = site.ints(named: "pooled_shape"),
      pooled.count == 2
    else { return }
    let regions = site.shape(1)?.first ?? .unknown
    try site.setChecked(0, site.element(0), [regions, input[1], .known(pooled[0]), .known(pooled[1])])
  }

  private static func roiAlign(_ site: Site) throws(Fault) {
    let input = try site.shape(0, rank: 4)
    let boxes = try site.shape(1, rank: 2)
    let batch = try site.shape(2, rank: 1)
    let height = Extent.known(site.int("output_height", or: 1))
    let width = Extent.known(site.int("output_width", or: 1))
    let regions = Broadcasting.dim(boxes?[0] ?? .known(1), batch?[0] ?? .known(1)) ?? .unknown
    let count = boxes == nil && batch == nil ? .unknown : regions
    try site.setChecked(0, site.element(0), [count, input?[1] ?? .unknown, height, width])
  }

  /// N×(C·block)×L gives N×C×image.
  private static func columnsToImage(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    let input = try site.shape(0, rank: 3)
    let counts = [
      site.ints(named: "strides")?.count, site.ints(named: "dilations")?.count,
      site.ints(named: "pads").map { $0.count / 2 },
    ]
    guard
      let count = site.length(1) ?? site.length(2) ?? site.extents(1)?.count
        ?? counts.lazy.compactMap({ $0 }).first
    else { return }
    let image = site.extents(1) ?? [Extent](repeating: .unknown, count: count)
    var channels = Extent.unknown
    if let input, let block = site.extents(2) { channels = input[1].floorDivided(by: Extent.product(block)) }
    try site.setChecked(0, element, [input?[0] ?? .unknown, channels] + image)
  }

  /// N×C×D… sampled at N×E…×r gives N×C×E….
  private static func gridSample(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    guard let input = try site.shape(0, minRank: 3), let grid = try site.shape(1, rank: input.count) else {
      return
    }
    let batch = Broadcasting.dim(input[0], grid[0]) ?? input[0]
    site.set(0, element, [batch, input[1]] + grid.dropFirst().dropLast())
  }

  /// A grid of the size N×C×(D×)H×W has the shape N×(D×)H×W×2 or 3.
  private static func affineGrid(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, nil)
    let matrix = try site.shape(0, rank: 3)
    var size = site.extents(1)
    if size == nil {
      var count = site.length(1)
      if count == nil, let rows = matrix?[1].value, rows == 2 || rows == 3 { count = Int(rows) + 2 }
      guard let count else { return }
      size = [Extent](repeating: .unknown, count: count)
    }
    guard let size, size.count == 4 || size.count == 5 else { return }
    try site.setChecked(
      0, element,
      [size[0].isDetermined ? size[0] : matrix?[0] ?? .unknown] + size.dropFirst(2) + [
        .known(Int64(size.count - 2))
      ])
  }

  private static func decode(_ site: Site) throws(Fault) {
    let isGray = site.string("pixel_format") == "Grayscale"
    site.set(0, .uint8, [.unknown, .unknown, .known(isGray ? 1 : 3)])
  }
}
