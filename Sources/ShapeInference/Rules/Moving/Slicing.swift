import ModelGraph

/// Slices along axes.
enum Slicing {
  static let rules: [Rule] = [Rule("Slice", slice)]

  /// Bounds are attributes before version 10.
  private static func slice(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, nil)
    guard let shape = context.shape(0) else { return }
    let isOld = context.ints("starts") != nil
    let starts = isOld ? context.ints("starts")?.map(Extent.known) : context.extents(1)
    let ends = isOld ? context.ints("ends")?.map(Extent.known) : context.extents(2)
    let count = starts?.count ?? ends?.count ?? context.length(1) ?? context.length(2)
    var axes: [Int64]? = isOld ? context.ints("axes") : context.inputInts(3)
    if axes == nil, isOld || !context.has(3), let count { axes = (0..<Int64(count)).map { $0 } }
    guard let axes, let count, axes.count == count else {
      if axes != nil, count != nil { throw .shape("there are not as many axes as bounds") }
      return context.set(0, element, shape.map { _ in .unknown })
    }
    let positions = try context.axes(axes, rank: shape.count)
    let steps = context.has(4) ? context.extents(4) ?? [] : [Extent](repeating: .known(1), count: count)
    var result = shape
    for (index, axis) in positions.enumerated() {
      let step = index < steps.count ? steps[index] : .unknown
      if step == .known(0) { throw .attribute("a step is 0") }
      let start = starts.map { index < $0.count ? $0[index] : .unknown } ?? .unknown
      let end = ends.map { index < $0.count ? $0[index] : .unknown } ?? .unknown
      result[axis] = length(of: shape[axis], start, end, step)
    }
    context.set(0, element, result)
    guard let small = context.small(0), let starts, let ends, starts.count == count, ends.count == count,
      steps.count == count
    else { return }
    var places = small.allPlaces
    for (index, axis) in positions.enumerated() {
      guard let start = starts[index].value, let end = ends[index].value, let step = steps[index].value else {
        return
      }
      places[axis] = self.places(Int64(small.dims[axis]), start, end, step)
    }
    if let content = small.picking(places)?.elements { context.setContent(0, content) }
  }

  /// The length of one sliced dim.
  static func length(of size: Extent, _ start: Extent, _ end: Extent, _ step: Extent) -> Extent {
    guard let step = step.value else { return .unknown }
    if let size = size.value, let start = start.value, let end = end.value {
      let bounds = clamped(size, start, end, step)
      return .known(count(bounds.start, bounds.end, step))
    }
    // A whole reversed dim, as exporters write it.
    if step == -1, start == .known(-1) || start.value ?? 0 >= Int64(Int32.max), let end = end.value,
      end <= -Int64(Int32.max)
    {
      return size
    }
    guard step > 0 else { return .unknown }
    guard let from = place(start, size), let to = place(end, size) else { return .unknown }
    // An end far beyond anything means: to the end.
    let span = to - from
    if span.value.map({ $0 <= 0 }) ?? false { return .known(0) }
    return span.isDetermined ? span.ceilDivided(by: .known(step)) : .unknown
  }

  /// A bound between 0 and the size, both of which may be symbolic.
  private static func place(_ bound: Extent, _ size: Extent) -> Extent? {
    if let value = bound.value {
      if value < 0 {
        guard size.isDetermined else { return nil }
        let place = size + value
        return value <= -Int64(Int32.max)
          ? .known(0) : place.isNonnegative || value == -1 ? place : Extent.maximum(.known(0), place)
      }
      if value == 0 { return .known(0) }
      guard size.isDetermined else { return nil }
      return value >= Int64(Int32.max) ? size : Extent.minimum(bound, size)
    }
    guard bound.isDetermined, size.isDetermined else { return nil }
    if bound.isNonnegative { return Extent.minimum(bound, size) }
    // A bound that is negative for certain counts from the end; one of either sign is unknown.
    if (.known(-1) - bound).isNonnegative { return Extent.maximum(.known(0), size + bound) }
    return (bound + 1).isNonnegative && size.isAtLeast(bound) ? bound : nil
  }

  private static func clamped(
    _ size: Int64, _ start: Int64, _ end: Int64, _ step: Int64
  ) -> (start: Int64, end: Int64) {
    func place(_ bound: Int64, _ low: Int64, _ high: Int64) -> Int64 {
      let (shifted, overflow) = bound < 0 ? bound.addingReportingOverflow(max(0, size)) : (bound, false)
      return max(low, min(high, overflow ? low : shifted))
    }
    guard size > 0 else { return (0, 0) }
    return step > 0
      ? (place(start, 0, size), place(end, 0, size)) : (place(start, 0, size - 1), place(end, -1, size - 1))
  }

  private static func count(_ start: Int64, _ end: Int64, _ step: Int64) -> Int64 {
    let span = end - start
    guard span != 0, (span > 0) == (step > 0) else { return 0 }
    let (whole, rest) = span.magnitude.quotientAndRemainder(dividingBy: step.magnitude)
    return Int64(whole) + (rest == 0 ? 0 : 1)
  }

  /// The places that a slice takes of a small dim.
  private static func places(_ size: Int64, _ start: Int64, _ end: Int64, _ step: Int64) -> [Int?] {
    let bounds = clamped(size, start, end, step)
    return (0..<count(bounds.start, bounds.end, step)).map { Int(bounds.start + $0 * step) }
  }
}
