import Idioms
import ModelGraph

/// The activation functions of a model, each with the places where it stands: operators, regions of operators that compute
/// one, settings of layers, and what gates of recurrent layers compute. Functions and repeats are written out, so that copies
/// count.
public struct FunctionReport: Sendable {
  /// One function.
  public struct Entry: Sendable {
    /// The name in the table of idioms; nil for one that the table does not know.
    public var name: String?
    /// The name on pictures; of a function without a name, its formula or its operators.
    public var title: String
    /// What tells it from others of its name: `tanh`, `0.1`.
    public var detail: String?
    /// What it computes; nil where that depends on stored numbers, one a channel, or is not said by the file.
    public var function: OutlineFunction?
    /// All places, in the order of operators.
    public var places: [FunctionPlace]
  }

  /// The functions, in the order of their first places.
  public private(set) var entries: [Entry] = []
  /// Whether the model quantises values: then a ReLU may be left out, since a type without negative numbers clips as well.
  public private(set) var hasQuantizers = false
  private var numbers: [Key: Int] = [:]

  /// What two places have in common whose functions are one.
  private enum Key: Hashable {
    case named(String, String?)
    case program(ElementProgram)
  }

  /// Looks a model through. Cost: linear in the operators written out.
  public init(of model: Model, _ idioms: Idioms = .builtIn) {
    let facts = FlatFacts(flattened(model, FoldOptions()).flat, model)
    hasQuantizers = facts.typeNames.contains("QuantizeLinear")
    var search = FunctionSearch(facts, findIdioms(facts, idioms), idioms)
    for found in search.all() { add(found, idioms) }
  }

  private mutating func add(_ found: FoundFunction, _ idioms: Idioms) {
    var entry = Entry(title: found.title, function: found.function, places: [found.place])
    var key = Key.named(found.title, nil)
    switch found.function {
    case .numbers(let program)?:
      if let match = FormulaTable.match(program) {
        entry.name = match.name
        entry.title = idioms.facts[match.name]?.title ?? match.name
        entry.detail = match.detail
        key = .named(match.name, match.detail)
      } else {
        entry.title = formulaText(of: program) ?? found.title
        key = .program(program)
      }
    case .softmax(let isLogarithm)?:
      entry.name = isLogarithm ? "LogSoftmax" : "Softmax"
      entry.title = entry.name ?? found.title
      key = .named(entry.title, nil)
    case nil: break
    }
    if let number = numbers[key] {
      entries[number].places.append(found.place)
    } else {
      numbers[key] = entries.count
      entries.append(entry)
    }
  }
}

/// A place where a function stands.
public struct FunctionPlace: Sendable, Equatable {
  /// The path of the innermost scope around it; empty for the model.
  public var path: String
  /// The operators that compute it, in order; one whose result passes it, where it is a setting of that.
  public var operators: [String]
  /// The name of the last of these in the file; often empty.
  public var name: String
  /// How a reader finds it: its path, for a layer of Keras with its name, else its name or its operators.
  public var label: String
  /// What of the operator it is, where it is not all of it: `activation`, `forget gate`.
  public var part: String?
}

/// A function where it was found.
struct FoundFunction {
  /// The operator that it is counted at.
  var node: FlatNodeID
  /// What it is called where nothing else is known.
  var title: String
  var function: OutlineFunction?
  var place: FunctionPlace
}
