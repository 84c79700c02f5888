import Activity
import ModelGraph
import Weights

/// Writes one line an array, by RFC 4180, with a header. Cost: linear in the values.
public func activityCSV(_ report: ActivityReport) -> [UInt8] {
  let shares = TensorStatistics.quantileShares.map { "q" + $0.description }
  var lines = [
    [
      "name", "path", "value", "operator", "kind", "gradient", "dtype", "shape", "count", "min", "max",
      "mean", "std",
      "zeros", "nonFinite", "silentChannels", "saturation",
    ] + shares
  ]
  for value in report.values { lines.append(cells(value)) }
  return csv(lines)
}

private func cells(_ value: RecordedValue) -> [String] {
  let place = value.value
  let figures = value.statistics
  let range = figures?.range
  var cells = [
    value.array.name, place?.path ?? "", place?.name ?? "", place?.operatorType ?? "", value.kind.name,
    value.isGradient ? "1" : "0", value.array.dataType.name, Shape(value.array.dims).text,
    value.array.elementCount.map { String($0) } ?? "",
  ]
  cells += [range?.min, range?.max, range?.mean, range?.deviation].map { $0?.description ?? "" }
  cells += [figures?.zeros, figures?.nonFinite].map { $0.map { String($0) } ?? "" }
  cells.append(value.norms.isEmpty ? "" : String(value.silentChannels.count))
  cells.append(value.saturation?.description ?? "")
  let quantiles = figures?.quantiles ?? []
  for place in TensorStatistics.quantileShares.indices {
    cells.append(quantiles.indices.contains(place) ? quantiles[place].description : "")
  }
  return cells
}
