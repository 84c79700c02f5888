import Explaining
import TextOutput

extension Explanation {
  /// The explanation as `Schemas/explanation.schema.json` describes it. Cost: linear in its numbers.
  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.string(method.rawValue, "method")
      json.string(definition, "definition")
      target.map { json.number(Int64($0), "target") } ?? json.null("target")
      json.number(Int64(passes), "passes")
      json.bool(isSoftmax, "softmax")
      json.bool(isMargin, "margin")
      switch method {
      case .shap, .tree, .lime:
        expected.map { json.real($0, "expected") } ?? json.null("expected")
        json.array("features") { json in
          for name in features { json.string(name) }
        }
        json.array("rows") { json in
          for row in rows {
            json.object { json in
              json.real(row.prediction, "prediction")
              json.reals(row.values, "values")
            }
          }
        }
        if let rest { json.real(rest, "rest") }
      case .occlusion: occlusionJSON(&json)
      case .permutation:
        json.array("features") { json in
          for (name, found) in zip(features, importance) {
            json.object { json in
              json.string(name, "name")
              json.real(found.mean, "importance")
              json.real(found.deviation, "std")
            }
          }
        }
      case .boundary: boundaryJSON(&json)
      }
    }
    return json.finished()
  }

  private func occlusionJSON(_ json: inout JSONWriter) {
    rows.first.map { json.real($0.prediction, "prediction") } ?? json.null("prediction")
    guard let occlusion else { return }
    json.number(Int64(occlusion.window), "window")
    json.number(Int64(occlusion.stride), "stride")
    json.real(occlusion.baseline, "baseline")
    json.array("map") { json in for row in occlusion.map { json.reals(row) } }
    json.array("pixels") { json in for row in occlusion.pixels { json.reals(row) } }
  }

  private func boundaryJSON(_ json: inout JSONWriter) {
    guard let boundary else { return }
    json.array("features") { json in for name in features { json.string(name) } }
    json.reals(boundary.x, "x")
    json.reals(boundary.y, "y")
    json.array("classes") { json in for row in boundary.classes { json.numbers(row) } }
    json.array("confidence") { json in for row in boundary.confidence { json.reals(row) } }
  }
}
