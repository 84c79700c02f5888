import Activity
import Attention
import ModelGraph
import TextOutput
import Weights

/// Writes a report as JSON, as `Schemas/activity.schema.json` describes it. Cost: linear in the values.
public func activityJSON(_ report: ActivityReport, against errors: ActivityErrors? = nil) -> [UInt8] {
  var json = JSONWriter()
  json.object { json in
    json.number(report.samples, "samples")
    json.array("values") { json in
      for value in report.values { json.object { json in json.recorded(value) } }
    }
    let unmatched = report.unmatched
    json.array("unmatched") { json in for value in unmatched { json.string(value.array.name) } }
    json.array("unmatchedReasons") { json in
      for value in unmatched {
        guard case .failure(let reason) = value.place else { continue }
        json.object { json in
          json.string(value.array.name, "name")
          json.string(reason.text, "text")
        }
      }
    }
    json.attention(report)
    if let errors {
      json.array("errors") { json in for error in errors.rows { json.object { $0.error(error) } } }
    }
    json.findings(report.findings.map { ($0.code.rawValue, $0.place, $0.text) })
  }
  return json.finished()
}

extension JSONWriter {
  fileprivate mutating func recorded(_ value: RecordedValue) {
    string(value.array.name, "name")
    let place = value.value
    for (key, text) in [("path", place?.path), ("value", place?.name), ("operator", place?.operatorType)] {
      text.map { string($0, key) } ?? null(key)
    }
    string(value.kind.name, "kind")
    bool(value.isGradient, "gradient")
    string(value.array.dataType.name, "dtype")
    array("shape") { json in for dim in value.array.dims { json.number(dim) } }
    value.array.elementCount.map { number(Int64($0), "count") } ?? null("count")
    let figures = value.statistics
    let range = figures?.range
    for (key, number) in [
      ("min", range?.min), ("max", range?.max), ("mean", range?.mean), ("std", range?.deviation),
      ("saturation", value.saturation),
    ] {
      number.map { real($0, key) } ?? null(key)
    }
    for (key, count) in [
      ("zeros", figures?.zeros), ("nonFinite", figures?.nonFinite), ("nan", figures?.nanCount),
    ] {
      count.map { number($0, key) } ?? null(key)
    }
    object("quantiles") { json in
      for (share, value) in zip(TensorStatistics.quantileShares, figures?.quantiles ?? []) {
        json.real(value, share.description)
      }
    }
    value.channelAxis.map { number(Int64($0), "channelAxis") } ?? null("channelAxis")
    numbers(value.silentChannels, "silentChannels")
    if let unread = value.unread { string(unread, "unread") }
  }

  /// What the heads of each layer of attention look at, on the mean over samples; nothing where there is none.
  fileprivate mutating func attention(_ report: ActivityReport) {
    let layers = report.values.filter { $0.kind == .attention && !$0.isGradient }
    guard !layers.isEmpty else { return }
    array("attention") { json in
      for layer in layers {
        json.object { json in
          json.string(layer.array.name, "name")
          json.array("heads") { json in for head in layer.headFigures() { json.object { $0.head(head) } } }
        }
      }
    }
  }

  private mutating func head(_ head: HeadFigures?) {
    for (key, value) in [
      ("entropy", head?.entropy), ("max", head?.largest), ("self", head?.itself),
      ("previous", head?.previous),
      ("firstToken", head?.first), ("mirrored", head?.mirrored),
    ] {
      value.map { real($0, key) } ?? null(key)
    }
  }

  fileprivate mutating func error(_ row: ActivityErrors.Row) {
    string(row.name, "name")
    for (key, value) in [
      ("sqnr", row.decibels), ("relative", row.relative), ("largest", row.largest), ("cosine", row.cosine),
    ] {
      value.map { real($0, key) } ?? null(key)
    }
    number(row.differing, "differing")
    number(row.count, "count")
  }
}
