import Activity
import TextOutput

/// Writes points as JSON, as `Schemas/projection.schema.json` describes it. Cost: linear in them.
///
/// - Parameter labels: by sample the name of its class; empty where they are not known.
public func projectionJSON(_ projection: ValueProjection, labels: [String] = []) -> [UInt8] {
  var json = JSONWriter()
  json.object { json in
    json.string(projection.method.rawValue, "method")
    json.string(projection.label, "value")
    json.array("points") { json in
      for (x, y) in zip(projection.x, projection.y) { json.reals([x, y]) }
    }
    json.numbers(projection.rows, "rows")
    json.number(Int64(projection.allRows), "samples")
    if !labels.isEmpty {
      json.array("labels") { json in
        for row in projection.rows { json.string(labels.indices.contains(row) ? labels[row] : "") }
      }
    }
    json.reals(projection.variances.map(\.variance), "explainedVariance")
    json.reals(projection.variances.map(\.share), "explainedVarianceRatio")
    for (key, value) in [
      ("klDivergence", projection.quality?.divergence), ("perplexity", projection.quality?.perplexity),
    ] {
      value.map { json.real($0, key) } ?? json.null(key)
    }
  }
  return json.finished()
}
