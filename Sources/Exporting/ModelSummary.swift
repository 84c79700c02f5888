import Costs
import Folding
import ModelGraph
import OperatorCatalog
import ShapeMath
import TextOutput

/// How often an operator occurs.
public struct OperatorCount: Sendable, Equatable {
  /// The type (`domain::Type` outside the default domain).
  public var name: String
  /// The number of nodes.
  public var count: Int
}

/// A model's totals: what `foldout summary --json` prints.
public struct ModelSummary: Sendable, Equatable {
  /// Operators of the main graph, by type (`domain::Type` outside the default domain), sorted by name.
  public var operators: [OperatorCount]
  /// Operators inside If, Loop and Scan bodies.
  public var bodyOperators: [OperatorCount]
  /// Operators inside model-local functions, each function once.
  public var functionOperators: [OperatorCount]
  /// The main graph's inputs that are not initializers.
  public var inputs: [Value]
  /// The main graph's outputs.
  public var outputs: [Value]
  /// Elements of all initializers, each once.
  public var parameters: Int64
  /// Those that training changes; nil where the file doesn't say.
  public var trainableParameters: Int64?
  /// Layers as the file lists them (Keras).
  public var layers: [LayerInfo]
  /// What the file says about itself.
  public var header: Header

  /// Counts a model. Cost: linear in nodes and initializers.
  public init(_ model: Model) {
    var isFunction = [Bool](repeating: false, count: model.graphs.count)
    for function in model.functions { isFunction[function.graph] = true }
    var counts: [[String: Int]] = [[:], [:], [:]]
    parameters = 0
    for id in model.inferenceGraphs {
      let group = id == 0 ? 0 : isFunction[id] ? 2 : 1
      for node in model.graphs[id].nodes { counts[group][node.op.name, default: 0] += 1 }
      parameters = saturatingSum(parameters, model.graphs[id].parameterCount)
    }
    let sorted = counts.map { group in
      group.sorted { $0.key < $1.key }.map { OperatorCount(name: $0.key, count: $0.value) }
    }
    operators = sorted[0]
    bodyOperators = sorted[1]
    functionOperators = sorted[2]
    layers = model.layers
    header = model.header
    trainableParameters = model.trainableParameters
    inputs = model.main.inputs.map { model.main.values[$0] }.filter { $0.constant == nil }
    outputs = model.main.outputs.map { model.main.values[$0] }
  }

  /// The summary as a JSON object.
  ///
  /// - Parameters:
  ///   - cost: what the model costs, for `macs` (null where not known).
  ///   - idioms: the model's idioms, functions and repeats written out.
  ///   - model: the model, where `values` is wanted: the main graph's values by name.
  public func json(cost: Cost? = nil, idioms: IdiomReport? = nil, valuesOf model: Model? = nil) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.file(header, "file")
      for (key, counts) in [
        ("operators", operators), ("bodyOperators", bodyOperators), ("functionOperators", functionOperators),
      ] {
        json.object(key) { json in
          for operation in counts { json.number(Int64(operation.count), operation.name) }
        }
      }
      for (key, values) in [("inputs", inputs), ("outputs", outputs)] {
        json.array(key) { json in
          for value in values {
            json.object { json in
              json.string(value.name, "name")
              json.type(value.type)
            }
          }
        }
      }
      json.number(parameters, "parameters")
      if let trainableParameters { json.number(trainableParameters, "trainableParameters") }
      if let cost {
        cost.macs.map { json.number($0, "macs") } ?? json.null("macs")
        if cost.macs != nil { json.bool(cost.areMacsPerSample, "macsPerSample") }
      }
      if let idioms {
        json.object("idioms") { json in
          for idiom in idioms.counts { json.number(Int64(idiom.count), idiom.name) }
        }
      }
      if !layers.isEmpty { json.array("layers") { json in for layer in layers { json.layer(layer) } } }
      if let model { values(of: 0, model, "values", &json) }
    }
    return json.finished()
  }
}

extension OperatorID {
  /// The type, with the domain before it outside the default one.
  var name: String { domain.isEmpty ? type : domain + "::" + type }
}
