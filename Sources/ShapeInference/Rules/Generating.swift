import ModelGraph

/// Random numbers, ranges and windows.
enum Generating {
  static let rules: [Rule] =
    [
      Rule("RandomNormal", random), Rule("RandomUniform", random),
      Rule("RandomNormalLike", randomLike), Rule("RandomUniformLike", randomLike),
      Rule("Bernoulli", randomLike), Rule("Multinomial", multinomial), Rule("Range", range),
      Rule("MelWeightMatrix", melWeights),
    ] + Rule.all(["BlackmanWindow", "HammingWindow", "HannWindow"], window)

  private static func random(_ site: Site) throws(Fault) {
    let element = site.dataType("dtype") ?? .float32
    site.set(0, element, nil)
    guard let shape = site.ints(named: "shape") else { return }
    try site.setChecked(0, element, shape.map { .known($0) })
  }

  private static func randomLike(_ site: Site) throws(Fault) {
    site.set(0, site.dataType("dtype") ?? site.element(0), site.shape(0))
  }

  private static func multinomial(_ site: Site) throws(Fault) {
    let element = site.dataType("dtype") ?? .int32
    site.set(0, element, nil)
    let input = try site.shape(0, rank: 2)
    site.set(0, element, [input?[0] ?? .unknown, .known(site.int("sample_size", or: 1))])
  }

  /// max(0, ceil((limit-start)/step)) elements.
  private static func range(_ site: Site) throws(Fault) {
    let element = site.element(0)
    site.set(0, element, [.unknown])
    guard let start = site.content(0)?.first, let limit = site.content(1)?.first,
      let step = site.content(2)?.first
    else { return }
    if let a = start.number, let b = limit.number, let d = step.number,
      start.extent.value == nil || limit.extent.value == nil || step.extent.value == nil
    {
      guard d != 0 else { throw .shape("the step is 0") }
      let count = max(0, ((b - a) / d).rounded(.up))
      if count < 0x1p53 { site.set(0, element, [.known(Int64(count))]) }
      return
    }
    guard let step = step.extent.value else { return }
    guard step != 0 else { throw .shape("the step is 0") }
    let span = step > 0 ? limit.extent - start.extent : start.extent - limit.extent
    let count = span.ceilDivided(by: .known(Int64(clamping: step.magnitude)))
    let length = count.isNonnegative || count.value == nil ? count : .known(0)
    site.set(0, element, [length])
    guard let known = length.value, known >= 0, known <= Int64(Engine.contentLimit) else { return }
    site.setContent(0, (0..<known).map { .whole(start.extent + .known($0) * .known(step)) })
  }

  private static func window(_ site: Site) throws(Fault) {
    let element = site.dataType("output_datatype") ?? .float32
    try site.setChecked(0, element, [site.scalar(0) ?? .unknown])
  }

  private static func melWeights(_ site: Site) throws(Fault) {
    let element = site.dataType("output_datatype") ?? .float32
    let bins = site.scalar(0) ?? .unknown
    let length = site.scalar(1) ?? .unknown
    try site.setChecked(0, element, [length.floorDivided(by: .known(2)) + 1, bins])
  }
}
