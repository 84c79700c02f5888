import ModelGraph

/// Classic machine learning (`ai.onnx.ml`).
enum Classic {
  private static let domain = "ai.onnx.ml"

  static let rules: [Rule] =
    Rule.all(["Binarizer", "Imputer"], domain: domain, Elementwise.sameAsFirst)
    + Rule.all(["Normalizer", "Scaler"], domain: domain) { site throws(Fault) in
      site.set(0, .float32, site.shape(0))
    } + Rule.all(["LinearClassifier", "SVMClassifier", "TreeEnsembleClassifier"], domain: domain, classify)
    + Rule.all(["LinearRegressor", "SVMRegressor", "TreeEnsembleRegressor"], domain: domain, regress)
    + [
      Rule("ArrayFeatureExtractor", domain: domain, extract), Rule("CastMap", domain: domain, castMap),
      Rule("CategoryMapper", domain: domain) { site throws(Fault) in
        site.set(
          0, site.element(0) == .string ? .int64 : site.element(0) == .undefined ? .undefined : .string,
          site.shape(0))
      },
      Rule("DictVectorizer", domain: domain, dictionary),
      Rule("FeatureVectorizer", domain: domain, joinFeatures),
      Rule("LabelEncoder", domain: domain, encodeLabels), Rule("OneHotEncoder", domain: domain, encodeOneHot),
      Rule("TreeEnsemble", domain: domain, ensemble), Rule("ZipMap", domain: domain, zipMap),
    ]

  private static func batch(_ site: Site) -> Extent {
    guard let shape = site.shape(0) else { return .unknown }
    return shape.count == 1 ? .known(1) : shape.first ?? .unknown
  }

  /// A label and scores per class for each row.
  private static func classify(_ site: Site) throws(Fault) {
    let isText =
      (site.strings(named: "classlabels_strings") ?? site.strings(named: "classlabels_strings"))?.isEmpty
      == false
    let classes = site.count("classlabels_strings", "classlabels_ints", "classlabels_int64s")
    site.set(0, isText ? .string : .int64, [batch(site)])
    var width = classes.map { Extent.known(Int64($0)) } ?? .unknown
    // Two labels but one set of weights still make two scores; one label alone is kept as it is.
    if classes == 0 { width = .unknown }
    site.set(1, .float32, [batch(site), width])
  }

  private static func regress(_ site: Site) throws(Fault) {
    let targets = site.int("targets") ?? site.int("n_targets") ?? 1
    site.set(0, .float32, [batch(site), targets > 0 ? .known(targets) : .unknown])
  }

  private static func extract(_ site: Site) throws(Fault) {
    site.set(0, site.element(0), nil)
    guard let shape = try site.shape(0, minRank: 1) else { return }
    let count = site.shape(1).map { Extent.product($0) } ?? .unknown
    site.set(0, site.element(0), (shape.count == 1 ? [.known(1)] : Array(shape.dropLast())) + [count])
  }

  private static func castMap(_ site: Site) throws(Fault) {
    let type: DataType =
      switch site.string("cast_to") ?? "TO_FLOAT" {
      case "TO_INT64": .int64
      case "TO_STRING": .string
      default: .float32
      }
    let isSparse = site.string("map_form") == "SPARSE"
    site.set(0, type, [.known(1), isSparse ? site.int("max_map").map(Extent.known) ?? .unknown : .unknown])
  }

  private static func dictionary(_ site: Site) throws(Fault) {
    guard case .map(_, let element) = site.kind(0) else { return }
    let words = site.count("string_vocabulary", "int64_vocabulary")
    site.set(0, element.element, [.known(1), words.map { .known(Int64($0)) } ?? .unknown])
  }

  private static func joinFeatures(_ site: Site) throws(Fault) {
    let widths = site.ints(named: "inputdimensions") ?? []
    let total = widths.reduce(Extent.known(0)) { $0 + $1 }
    site.set(0, .float32, [batch(site), widths.isEmpty ? .unknown : total])
  }

  private static func encodeLabels(_ site: Site) throws(Fault) {
    var type = DataType.undefined
    if let tensor = site.tensor("values_tensor") {
      type = tensor.dataType
    } else if site.attribute("values_strings") != nil {
      type = .string
    } else if site.attribute("values_int64s") != nil {
      type = .int64
    } else if site.attribute("values_floats") != nil {
      type = .float32
    } else if site.version < 2 {
      type = site.element(0) == .string ? .int64 : .string
    }
    site.set(0, type, site.shape(0))
  }

  private static func encodeOneHot(_ site: Site) throws(Fault) {
    site.set(0, .float32, nil)
    guard let shape = site.shape(0), let count = site.count("cats_int64s", "cats_strings") else { return }
    site.set(0, .float32, shape + [.known(Int64(count))])
  }

  private static func ensemble(_ site: Site) throws(Fault) {
    let targets = site.int("n_targets").map(Extent.known) ?? .unknown
    site.set(0, site.element(0), [batch(site), targets])
  }

  /// A map per row.
  private static func zipMap(_ site: Site) throws(Fault) {
    let isText = site.strings(named: "classlabels_strings")?.isEmpty == false
    site.set(0, .sequence(.map(isText ? .string : .int64, .tensor(.float32, []))))
  }
}
