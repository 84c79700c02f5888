import Ensembles
import ModelGraph
import TextOutput
import Weights

/// Writes a report as JSON, as `Schemas/weights.schema.json` describes it. Cost: linear in the tensors.
///
/// - Parameter classic: the model's trees and linear models.
public func weightsJSON(_ report: WeightReport, classic: ClassicModels? = nil) -> [UInt8] {
  var json = JSONWriter()
  json.object { json in
    json.array("tensors") { json in
      for tensor in report.tensors { json.object { json in json.tensor(tensor) } }
    }
    json.findings(report.findings.map { ($0.code.rawValue, $0.place, $0.text) })
    if let classic, !classic.isEmpty { json.classic(classic) }
  }
  return json.finished()
}

extension JSONWriter {
  fileprivate mutating func tensor(_ report: TensorReport) {
    let tensor = report.stored.tensor
    string(report.stored.name, "name")
    string(report.stored.path, "path")
    string(tensor.dataType.name, "dtype")
    array("shape") { json in for dim in tensor.dims { json.number(dim) } }
    tensor.elementCount.map { number($0, "count") } ?? null("count")
    if let unread = report.unread {
      object("unread") { json in
        json.string(unread.code, "code")
        json.string(unread.text, "text")
      }
    }
    figures(report.statistics)
    if let statistics = report.statistics, statistics.usedBits > 0 {
      number(Int64(statistics.usedBits), "usedBits")
    }
    numbers(report.channels?.dead ?? [], "deadChannels")
    if let channels = report.channels {
      number(Int64(channels.axis), "channelAxis")
      array("duplicateChannels") { json in for group in channels.duplicates { json.numbers(group) } }
    }
    if let dequantized = report.dequantized { object("dequantised") { $0.figures(dequantized) } }
  }

  /// The figures; null where they are not known, or no element is finite.
  private mutating func figures(_ figures: TensorStatistics?) {
    let range = figures?.range
    for (key, value) in [
      ("min", range?.min), ("max", range?.max), ("mean", range?.mean), ("std", range?.deviation),
    ] {
      value.map { real($0, key) } ?? null(key)
    }
    for (key, count) in [
      ("zeros", figures?.zeros), ("nearZero", figures?.nearZero), ("outliers", figures?.outliers),
      ("nonFinite", figures?.nonFinite),
    ] {
      count.map { number($0, key) } ?? null(key)
    }
    object("quantiles") { json in
      for (share, value) in zip(TensorStatistics.quantileShares, figures?.quantiles ?? []) {
        json.real(value, share.description)
      }
    }
  }
}
