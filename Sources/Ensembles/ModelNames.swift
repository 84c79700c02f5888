import ModelGraph
import TextOutput

/// What a model's file calls its classes and features, as in the file, so not yet safe to print.
public struct ModelNames: Sendable, Equatable {
  /// The classes, in the order of scores; empty where the file names none, or numbers them from 0.
  public private(set) var classes: [String] = []
  /// The features, in the order of columns; empty where the file names none.
  public private(set) var features: [String] = []

  /// Looks for names: of classes in a `ZipMap`, else in the last classifier of `ai.onnx.ml`, else in the entry `names` of the metadata;
  /// of features in inputs that are columns, else in the entry `feature_names`. Cost: linear in the main graph.
  public init(of model: Model) {
    let graph = model.main
    let classifiers = graph.nodes.filter { $0.op.domain == "ai.onnx.ml" }
    let labels = classifiers.filter { $0.op.type == "ZipMap" }.lazy.map(Self.labels).first { !$0.isEmpty }
    classes = labels ?? classifiers.reversed().lazy.map(Self.labels).first { !$0.isEmpty } ?? []
    if classes == classes.indices.map({ "\($0)" }) { classes = [] }
    let metadata = model.header.metadata
    if classes.isEmpty { classes = Self.list("names", metadata) }
    let columns = FeatureNames(graph)
    let readers = classifiers.filter { $0.op.type != "ZipMap" && !$0.op.type.contains("FeatureVectorizer") }
    features = readers.lazy.compactMap { columns.names(of: $0.inputs.first.flatMap { $0 }) }.first ?? []
    if features.isEmpty { features = Self.list("feature_names", metadata) }
  }

  private static func labels(_ node: Node) -> [String] {
    let texts = node.strings("classlabels_strings") ?? []
    guard texts.isEmpty else { return texts }
    let numbers = node.ints("classlabels_int64s") ?? node.ints("classlabels_ints") ?? []
    return numbers.map { "\($0)" }
  }

  private static func list(_ key: String, _ metadata: [MetadataEntry]) -> [String] {
    guard let entry = metadata.first(where: { $0.key == key }) else { return [] }
    var text = ListedNames(entry.value)
    return text.names() ?? []
  }
}
