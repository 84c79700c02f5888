import ModelGraph
import ShapeMath

/// Pooling and sampling of regions of images.
enum RegionPooling {
  static let rules: [Rule] = [
    Rule("MaxRoiPool", roiPool), Rule("RoiAlign", roiAlign), Rule("Col2Im", columnsToImage),
    Rule("NonMaxSuppression") { context throws(RuleError) in context.set(0, .int64, [.unknown, .known(3)]) },
    Rule("GridSample", gridSample), Rule("AffineGrid", affineGrid),
    Rule("ImageDecoder", decode),
  ]

  private static func roiPool(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.element(0), nil)
    guard let input = try context.shape(0, rank: 4), let pooled = context.ints("pooled_shape"),
      pooled.count == 2
    else { return }
    let regions = context.shape(1)?.first ?? .unknown
    try context.setChecked(0, context.element(0), [regions, input[1], .known(pooled[0]), .known(pooled[1])])
  }

  private static func roiAlign(_ context: InferenceContext) throws(RuleError) {
    let input = try context.shape(0, rank: 4)
    let boxes = try context.shape(1, rank: 2)
    let batch = try context.shape(2, rank: 1)
    let height = Extent.known(context.int("output_height", or: 1))
    let width = Extent.known(context.int("output_width", or: 1))
    let listed = boxes?[0] ?? .known(1)
    let regions = listed.broadcast(with: batch?[0] ?? .known(1)) ?? .unknown
    let count = boxes == nil && batch == nil ? .unknown : regions
    try context.setChecked(0, context.element(0), [count, input?[1] ?? .unknown, height, width])
  }

  /// N×(C·block)×L becomes N×C×image.
  private static func columnsToImage(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    let input = try context.shape(0, rank: 3)
    let counts = [
      context.ints("strides")?.count, context.ints("dilations")?.count,
      context.ints("pads").map { $0.count / 2 },
    ]
    guard
      let count = context.length(1) ?? context.length(2) ?? context.extents(1)?.count
        ?? counts.lazy.compactMap({ $0 }).first
    else { return }
    let image = context.extents(1) ?? [Extent](repeating: .unknown, count: count)
    var channels = Extent.unknown
    if let input, let block = context.extents(2) {
      channels = input[1].floorDivided(by: Extent.product(block))
    }
    try context.setChecked(0, element, [input?[0] ?? .unknown, channels] + image)
  }

  /// N×C×D… sampled at N×E…×r becomes N×C×E….
  private static func gridSample(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let input = try context.shape(0, minRank: 3), let grid = try context.shape(1, rank: input.count)
    else {
      return
    }
    let batch = input[0].broadcast(with: grid[0]) ?? input[0]
    context.set(0, element, [batch, input[1]] + grid.dropFirst().dropLast())
  }

  /// A grid of the size N×C×(D×)H×W has the shape N×(D×)H×W×2 or 3.
  private static func affineGrid(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    let matrix = try context.shape(0, rank: 3)
    var size = context.extents(1)
    if size == nil {
      var count = context.length(1)
      if count == nil, let rows = matrix?[1].value, rows == 2 || rows == 3 { count = Int(rows) + 2 }
      guard let count else { return }
      size = [Extent](repeating: .unknown, count: count)
    }
    guard let size, size.count == 4 || size.count == 5 else { return }
    try context.setChecked(
      0, element,
      [size[0].isDetermined ? size[0] : matrix?[0] ?? .unknown] + size.dropFirst(2) + [
        .known(Int64(size.count - 2))
      ])
  }

  private static func decode(_ context: InferenceContext) throws(RuleError) {
    let isGray = context.string("pixel_format") == "Grayscale"
    context.set(0, .uint8, [.unknown, .unknown, .known(isGray ? 1 : 3)])
  }
}
