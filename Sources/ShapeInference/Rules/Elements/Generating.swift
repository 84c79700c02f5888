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

  private static func random(_ context: InferenceContext) throws(RuleError) {
    let element = context.dataType("dtype") ?? .float32
    context.set(0, element, nil)
    guard let shape = context.ints("shape") else { return }
    try context.setChecked(0, element, shape.map { .known($0) })
  }

  private static func randomLike(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.dataType("dtype") ?? context.element(0), context.shape(0))
  }

  private static func multinomial(_ context: InferenceContext) throws(RuleError) {
    let element = context.dataType("dtype") ?? .int32
    context.set(0, element, nil)
    let input = try context.shape(0, rank: 2)
    context.set(0, element, [input?[0] ?? .unknown, .known(context.int("sample_size", or: 1))])
  }

  /// max(0, ceil((limit-start)/step)) elements.
  private static func range(_ context: InferenceContext) throws(RuleError) {
    let element = context.element(0)
    context.set(0, element, [.unknown])
    guard let start = context.content(0)?.first, let limit = context.content(1)?.first,
      let step = context.content(2)?.first
    else { return }
    if let a = start.number, let b = limit.number, let d = step.number,
      start.extent.value == nil || limit.extent.value == nil || step.extent.value == nil
    {
      guard d != 0 else { throw .shape("the step is 0") }
      let span = Scalar(b - a).held(by: element).number ?? .nan
      let count = max(0, (span / d).rounded(.up))
      guard count < 0x1p53 else { return }
      context.set(0, element, [.known(Int64(count))])
      guard count <= Double(InferenceLimits.elements) else { return }
      // Each number is the one before it and a step, rounded each time.
      var (number, content) = (Scalar(a), [Scalar]())
      for _ in 0..<Int(count) {
        content.append(number)
        number = number.number.map { Scalar($0 + d).held(by: element) } ?? .unknown
      }
      return context.setContent(0, content)
    }
    guard let step = step.extent.value else { return }
    guard step != 0 else { throw .shape("the step is 0") }
    let span = step > 0 ? limit.extent - start.extent : start.extent - limit.extent
    let count = span.ceilDivided(by: .known(Int64(clamping: step.magnitude)))
    let length = count.isNonnegative || count.value == nil ? count : .known(0)
    context.set(0, element, [length])
    guard let known = length.value, known >= 0, known <= Int64(InferenceLimits.elements) else { return }
    context.setContent(0, (0..<known).map { .whole(start.extent + .known($0) * .known(step)) })
  }

  private static func window(_ context: InferenceContext) throws(RuleError) {
    let element = context.dataType("output_datatype") ?? .float32
    try context.setChecked(0, element, [context.scalar(0) ?? .unknown])
  }

  private static func melWeights(_ context: InferenceContext) throws(RuleError) {
    let element = context.dataType("output_datatype") ?? .float32
    let bins = context.scalar(0) ?? .unknown
    let length = context.scalar(1) ?? .unknown
    try context.setChecked(0, element, [length.floorDivided(by: .known(2)) + 1, bins])
  }
}
