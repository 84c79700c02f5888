import ModelGraph

/// Classic machine learning (`ai.onnx.ml`).
enum Classic {
  private static let domain = "ai.onnx.ml"

  static let rules: [Rule] =
    Rule.all(["Binarizer", "Imputer"], domain: domain, Elementwise.sameAsFirst)
    + Rule.all(["Normalizer", "Scaler"], domain: domain) { context throws(RuleError) in
      context.set(0, .float32, context.shape(0))
    } + Rule.all(["LinearClassifier", "SVMClassifier", "TreeEnsembleClassifier"], domain: domain, classify)
    + Rule.all(["LinearRegressor", "SVMRegressor", "TreeEnsembleRegressor"], domain: domain, regress)
    + [
      Rule("ArrayFeatureExtractor", domain: domain, extract), Rule("CastMap", domain: domain, castMap),
      Rule("CategoryMapper", domain: domain) { context throws(RuleError) in
        context.set(
          0, context.element(0) == .string ? .int64 : context.element(0) == .undefined ? .undefined : .string,
          context.shape(0))
      },
      Rule("DictVectorizer", domain: domain, dictionary),
      Rule("FeatureVectorizer", domain: domain, joinFeatures),
      Rule("LabelEncoder", domain: domain, encodeLabels), Rule("OneHotEncoder", domain: domain, encodeOneHot),
      Rule("TreeEnsemble", domain: domain, ensemble), Rule("ZipMap", domain: domain, zipMap),
    ]

  private static func batch(_ context: InferenceContext) -> Extent {
    guard let shape = context.shape(0) else { return .unknown }
    return shape.count == 1 ? .known(1) : shape.first ?? .unknown
  }

  /// A label and scores per class for each row.
  private static func classify(_ context: InferenceContext) throws(RuleError) {
    let isText = context.strings("classlabels_strings")?.isEmpty == false
    let classes = context.count("classlabels_strings", "classlabels_ints", "classlabels_int64s")
    context.set(0, isText ? .string : .int64, [batch(context)])
    var width = classes.map { Extent.known(Int64($0)) } ?? .unknown
    // Two labels but one set of weights still make two scores; one label alone is kept as it is.
    if classes == 0 { width = .unknown }
    context.set(1, .float32, [batch(context), width])
  }

  private static func regress(_ context: InferenceContext) throws(RuleError) {
    let targets = context.int("targets") ?? context.int("n_targets") ?? 1
    context.set(0, .float32, [batch(context), targets > 0 ? .known(targets) : .unknown])
  }

  private static func extract(_ context: InferenceContext) throws(RuleError) {
    context.set(0, context.element(0), nil)
    guard let shape = try context.shape(0, minRank: 1) else { return }
    let count = context.shape(1).map { Extent.product($0) } ?? .unknown
    context.set(0, context.element(0), (shape.count == 1 ? [.known(1)] : Array(shape.dropLast())) + [count])
  }

  private static func castMap(_ context: InferenceContext) throws(RuleError) {
    let type: DataType =
      switch context.string("cast_to") ?? "TO_FLOAT" {
      case "TO_INT64": .int64
      case "TO_STRING": .string
      default: .float32
      }
    let isSparse = context.string("map_form") == "SPARSE"
    context.set(
      0, type, [.known(1), isSparse ? context.int("max_map").map(Extent.known) ?? .unknown : .unknown])
  }

  private static func dictionary(_ context: InferenceContext) throws(RuleError) {
    guard case .map(_, let element) = context.type(0) else { return }
    let words = context.count("string_vocabulary", "int64_vocabulary")
    context.set(0, element.element, [.known(1), words.map { .known(Int64($0)) } ?? .unknown])
  }

  private static func joinFeatures(_ context: InferenceContext) throws(RuleError) {
    let widths = context.ints("inputdimensions") ?? []
    let total = widths.reduce(Extent.known(0)) { $0 + $1 }
    context.set(0, .float32, [batch(context), widths.isEmpty ? .unknown : total])
  }

  private static func encodeLabels(_ context: InferenceContext) throws(RuleError) {
    var type = DataType.undefined
    if let tensor = context.tensor("values_tensor") {
      type = tensor.dataType
    } else if context.attribute("values_strings") != nil {
      type = .string
    } else if context.attribute("values_int64s") != nil {
      type = .int64
    } else if context.attribute("values_floats") != nil {
      type = .float32
    } else if context.version < 2 {
      type = context.element(0) == .string ? .int64 : .string
    }
    context.set(0, type, context.shape(0))
  }

  private static func encodeOneHot(_ context: InferenceContext) throws(RuleError) {
    context.set(0, .float32, nil)
    guard let shape = context.shape(0), let count = context.count("cats_int64s", "cats_strings") else {
      return
    }
    context.set(0, .float32, shape + [.known(Int64(count))])
  }

  private static func ensemble(_ context: InferenceContext) throws(RuleError) {
    let targets = context.int("n_targets").map(Extent.known) ?? .unknown
    context.set(0, context.element(0), [batch(context), targets])
  }

  /// A map per row.
  private static func zipMap(_ context: InferenceContext) throws(RuleError) {
    let isText = context.strings("classlabels_strings")?.isEmpty == false
    context.set(0, .sequence(.map(isText ? .string : .int64, .tensor(.float32, []))))
  }
}
