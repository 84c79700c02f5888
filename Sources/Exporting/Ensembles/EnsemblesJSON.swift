import Ensembles
import TextOutput

extension JSONWriter {
  /// Writes trees and linear models under the keys `ensembles` and `linear`, as `Schemas/weights.schema.json` describes them.
  mutating func classic(_ models: ClassicModels) {
    array("ensembles") { json in
      for place in models.ensembles { json.object { $0.ensemble(place) } }
    }
    array("linear") { json in
      for place in models.linear { json.object { $0.linear(place) } }
    }
    guard !models.unread.isEmpty else { return }
    array("unreadModels") { json in
      for unread in models.unread {
        json.object { json in
          json.string(unread.name, "name")
          json.string(unread.fault.code, "code")
          json.string(unread.fault.text, "text")
        }
      }
    }
  }

  private mutating func ensemble(_ place: ClassicModels.Place<TreeEnsemble>) {
    let ensemble = place.content
    string(place.name, "name")
    string(place.type, "type")
    number(Int64(ensemble.roots.count), "trees")
    number(Int64(ensemble.nodes.count), "nodes")
    number(Int64(ensemble.leafCount), "leaves")
    numbers(ensemble.depths, "depths")
    if !ensemble.classes.isEmpty {
      array("classes") { json in for name in ensemble.classes { json.string(name) } }
    }
    number(Int64(ensemble.targetCount), "targets")
    string(ensemble.aggregate, "aggregate")
    optional(ensemble.postTransform, "postTransform")
    array("splits") { json in
      for split in ensemble.splits {
        json.object { json in
          json.number(Int64(split.feature), "feature")
          json.string(place.feature(split.feature), "name")
          json.number(Int64(split.count), "count")
        }
      }
    }
  }

  private mutating func linear(_ place: ClassicModels.Place<LinearModel>) {
    let model = place.content
    string(place.name, "name")
    string(place.type, "type")
    array("features") { json in for feature in 0..<model.featureCount { json.string(place.feature(feature)) }
    }
    bool(place.isScaled, "areScaled")
    if !model.classes.isEmpty { array("classes") { json in for name in model.classes { json.string(name) } } }
    optional(model.postTransform, "postTransform")
    array("coefficients") { json in for row in model.coefficients { json.reals(row) } }
    reals(model.intercepts, "intercepts")
  }
}
