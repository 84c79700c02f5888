import ModelGraph
import TextOutput

/// What trees and linear models are, in a few words, as cards and lists say it.
public enum EnsembleText {
  /// `20 trees · depth ≤ 5 · 144 leaves`.
  public static func text(_ ensemble: TreeEnsemble) -> String {
    let trees = ensemble.roots.count
    let deepest = ensemble.depths.max() ?? 0
    let isSame = ensemble.depths.allSatisfy { $0 == deepest }
    let leaves = ensemble.leafCount
    return [
      counted(trees, "tree", "trees"), "depth \(isSame ? "" : "≤ ")\(NumberText.grouped(Int64(deepest)))",
      counted(leaves, "leaf", "leaves"),
    ].joined(separator: " · ")
  }

  /// `4 features × 3 classes`.
  public static func text(_ model: LinearModel) -> String {
    let features = counted(model.featureCount, "feature", "features")
    if model.classes.count > 1 { return features + " × " + counted(model.classes.count, "class", "classes") }
    return model.coefficients.count > 1
      ? features + " × " + counted(model.coefficients.count, "target", "targets") : features
  }

  /// The words for a node that is either; nil for another node, and one that can't be read.
  ///
  /// Cost: linear in the nodes of its trees, or constant where these are too many for a card to have them checked.
  public static func text(of node: Node) -> String? {
    if TreeEnsemble.isEnsemble(node) {
      let count = node.ints("nodes_featureids")?.count ?? 0
      guard count <= EnsembleLimits.mostNodesOnCard else {
        return counted(count, "node", "nodes") + " of trees"
      }
      return (try? TreeEnsemble(node)).map { text($0) }
    }
    return LinearModel.isLinear(node) ? (try? LinearModel(node)).map { text($0) } : nil
  }

  private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    NumberText.grouped(Int64(count)) + " " + (count == 1 ? one : many)
  }
}
