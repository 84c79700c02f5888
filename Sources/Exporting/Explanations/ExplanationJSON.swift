import Explaining
import TextOutput

extension ExplanationReport {
  /// The explanations as `Schemas/explanation.schema.json` describes them: one as an object, several as a list in one. Cost: linear in
  /// their numbers.
  public func json() -> [UInt8] {
    var json = JSONWriter()
    if explanations.count == 1 {
      json.object { write(explanations[0], &$0) }
    } else {
      json.object { json in
        json.array("explanations") { json in
          for explanation in explanations { json.object { write(explanation, &$0) } }
        }
      }
    }
    return json.finished()
  }

  private func write(_ made: Explanation, _ json: inout JSONWriter) {
    json.string(made.method.rawValue, "method")
    json.string(made.definition, "definition")
    json.string(score.output, "output")
    score.position.map { json.number(Int64($0), "position") } ?? json.null("position")
    made.target.map { json.number(Int64($0), "target") } ?? json.null("target")
    json.number(Int64(made.passes), "passes")
    json.bool(score.isSoftmax, "softmax")
    json.bool(made.isMargin, "margin")
    switch made.method {
    case .shap, .tree, .lime: made.rowsJSON(&json)
    case .occlusion: made.occlusionJSON(&json)
    case .permutation: made.importanceJSON(&json)
    case .boundary: made.boundariesJSON(&json)
    }
  }
}

extension Explanation {
  fileprivate func rowsJSON(_ json: inout JSONWriter) {
    expected.map { json.real($0, "expected") } ?? json.null("expected")
    json.array("features") { json in for name in features { json.string(name) } }
    json.array("rows") { json in
      for row in rows {
        json.object { json in
          json.number(Int64(row.number), "row")
          json.number(Int64(row.target), "target")
          json.real(row.prediction, "prediction")
          json.reals(row.values, "values")
          if !row.inputs.isEmpty { json.reals(row.inputs, "inputs") }
          if !row.names.isEmpty {
            json.array("names") { json in for name in row.names { json.string(name) } }
          }
          if let segments = row.segments {
            json.number(Int64(segments.columns), "columns")
            json.array("segments") { json in
              for segment in segments.ofPixel { json.number(Int64(segment ?? -1)) }
            }
          }
          if let fit = row.fit { json.real(fit, "fit") }
        }
      }
    }
    if let rest { json.real(rest, "rest") }
  }

  fileprivate func occlusionJSON(_ json: inout JSONWriter) {
    rows.first.map { json.real($0.prediction, "prediction") } ?? json.null("prediction")
    rows.first.map { json.number(Int64($0.number), "row") } ?? json.null("row")
    guard let windows else { return }
    json.number(Int64(windows.window), "window")
    json.number(Int64(windows.stride), "stride")
    json.real(windows.baseline, "baseline")
    json.array("map") { json in for row in windows.map { json.reals(row) } }
    json.array("pixels") { json in for row in windows.pixels { json.reals(row) } }
    if !features.isEmpty { json.array("features") { json in for name in features { json.string(name) } } }
  }

  fileprivate func importanceJSON(_ json: inout JSONWriter) {
    quality.map { json.real($0, "quality") } ?? json.null("quality")
    json.array("features") { json in
      for (name, found) in zip(features, importance) {
        json.object { json in
          json.string(name, "name")
          json.real(found.mean, "importance")
          json.real(found.deviation, "std")
        }
      }
    }
  }

  /// One boundary beside the rest, several in a list.
  fileprivate func boundariesJSON(_ json: inout JSONWriter) {
    guard boundaries.count != 1 else { return boundaries[0].write(&json) }
    json.array("boundaries") { json in
      for boundary in boundaries { json.object { boundary.write(&$0) } }
    }
  }
}

extension Explanation.Boundary {
  fileprivate func write(_ json: inout JSONWriter) {
    json.array("features") { json in for name in [names.x, names.y] { json.string(name) } }
    json.reals(grid.x, "x")
    json.reals(grid.y, "y")
    json.array("classes") { json in for row in grid.classes { json.numbers(row) } }
    json.array("confidence") { json in for row in grid.confidence { json.reals(row) } }
  }
}
