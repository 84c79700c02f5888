import ModelGraph
import TextOutput

/// The ensembles of trees and the linear models of a file, each with its place.
public struct ClassicModels: Sendable {
  /// One of them.
  public struct Place<Content: Sendable>: Sendable {
    /// The name of its node, else its type; as in the file.
    public var name: String
    /// The type of its operator.
    public var type: String
    /// The names of features; nil where the file has none.
    public var featureNames: [String]?
    /// Whether features are scaled before they come in.
    public var isScaled: Bool
    /// Whether it gets the graph's input as it comes in, at most in another type.
    public var readsInput: Bool
    /// What it is.
    public var content: Content

    /// A feature by name, else by number: `x3`. As in the file, so not yet safe to print.
    public func feature(_ number: Int) -> String {
      if let featureNames, featureNames.indices.contains(number) { return featureNames[number] }
      return "x\(number)"
    }
  }

  /// One that can't be read.
  public struct Unread: Sendable, Equatable {
    /// See ``Place/name``.
    public var name: String
    /// Why not.
    public var fault: EnsembleFault
  }

  /// Ensembles of trees, in the order of the graphs.
  public private(set) var ensembles: [Place<TreeEnsemble>] = []
  /// Linear models, in the order of the graphs.
  public private(set) var linear: [Place<LinearModel>] = []
  /// Those that can't be read.
  public private(set) var unread: [Unread] = []

  /// Whether there are none.
  public var isEmpty: Bool { ensembles.isEmpty && linear.isEmpty && unread.isEmpty }

  /// Reads all of a model.
  ///
  /// - Parameter numbers: looks up numbers that are stored as tensors.
  ///
  /// Cost: linear in the graphs' nodes and those of trees.
  public init(of model: Model, numbers: TensorNumbers = { $0.elements }) {
    for graph in model.graphs {
      guard graph.nodes.contains(where: { TreeEnsemble.isEnsemble($0) || LinearModel.isLinear($0) }) else {
        continue
      }
      let names = FeatureNames(graph)
      for node in graph.nodes { add(node, names, numbers) }
    }
  }

  private mutating func add(_ node: Node, _ names: FeatureNames, _ numbers: TensorNumbers) {
    let isTrees = TreeEnsemble.isEnsemble(node)
    guard isTrees || LinearModel.isLinear(node) else { return }
    let name = node.name.isEmpty ? node.op.type : node.name
    let input = node.inputs.first.flatMap { $0 }
    func place<Content>(_ content: Content) -> Place<Content> {
      Place(
        name: name, type: node.op.type, featureNames: names.names(of: input), isScaled: names.isScaled(input),
        readsInput: names.isInput(input), content: content)
    }
    do throws(EnsembleFault) {
      if isTrees {
        ensembles.append(place(try TreeEnsemble(node, numbers: numbers)))
      } else {
        linear.append(place(try LinearModel(node)))
      }
    } catch {
      unread.append(Unread(name: name, fault: error))
    }
  }
}
