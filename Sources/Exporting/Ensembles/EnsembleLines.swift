import Ensembles
import TextOutput

/// What is said of trees or a linear model besides its numbers.
public struct EnsembleLines {
  /// Its name and size: `forest: 20 trees · depth ≤ 5 · 144 leaves`.
  public let heading: String
  /// Further sentences.
  public private(set) var notes: [String] = []

  /// About an ensemble.
  public init(_ place: ClassicModels.Place<TreeEnsemble>) {
    let ensemble = place.content
    heading = sanitized(place.name, limit: 60) + ": " + EnsembleText.text(ensemble)
    notes.append(Self.outputs(ensemble.classes, ensemble.targetCount, ensemble.postTransform))
    notes.append(
      ensemble.hasHits
        ? "importance: by splits; by gain it is not in the file, which has visits of nodes but no impurities"
        : "importance: by splits; by gain it is not in the file, which has neither impurities nor visits of nodes"
    )
  }

  /// About a linear model.
  public init(_ place: ClassicModels.Place<LinearModel>) {
    let model = place.content
    heading = sanitized(place.name, limit: 60) + ": " + EnsembleText.text(model)
    notes.append(Self.outputs(model.classes, model.coefficients.count, model.postTransform))
    if place.isScaled {
      notes.append("features are scaled before they come in, so that coefficients compare")
    }
  }

  private static let mostClasses = 8

  private static func outputs(_ classes: [String], _ targets: Int, _ transform: String?) -> String {
    var text = targets == 1 ? "1 target" : "\(NumberText.grouped(Int64(targets))) targets"
    if !classes.isEmpty {
      let names = classes.prefix(mostClasses).map { sanitized($0, limit: 24) }
      text = "classes: " + names.joined(separator: ", ") + (classes.count > names.count ? ", …" : "")
    }
    return transform.map { text + "; sums pass " + sanitized($0.lowercased(), limit: 24) } ?? text
  }
}
