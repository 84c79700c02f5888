import ModelGraph
import TextOutput
import Weights

/// Writes one line a tensor, by RFC 4180, with a header. Cost: linear in the tensors.
public func weightsCSV(_ report: WeightReport) -> [UInt8] {
  let shares = TensorStatistics.quantileShares.map { "q" + $0.description }
  var lines = [
    [
      "name", "path", "dtype", "shape", "count", "min", "max", "mean", "std", "zeros", "nearZero", "outliers",
      "nonFinite", "deadChannels", "usedBits",
    ] + shares
  ]
  for tensor in report.tensors { lines.append(cells(tensor)) }
  return csv(lines)
}

private func cells(_ report: TensorReport) -> [String] {
  let tensor = report.stored.tensor
  let figures = report.statistics
  var cells = [report.stored.name, report.stored.path, tensor.dataType.name, tensor.shapeText]
  cells.append(tensor.elementCount.map { String($0) } ?? "")
  let range = figures?.range
  for value in [range?.min, range?.max, range?.mean, range?.deviation] {
    cells.append(value?.description ?? "")
  }
  for count in [figures?.zeros, figures?.nearZero, figures?.outliers, figures?.nonFinite] {
    cells.append(count.map { String($0) } ?? "")
  }
  cells.append(report.channels.map { String($0.dead.count) } ?? "")
  cells.append(figures.map { String($0.usedBits) } ?? "")
  let quantiles = figures?.quantiles ?? []
  for place in TensorStatistics.quantileShares.indices {
    cells.append(quantiles.indices.contains(place) ? quantiles[place].description : "")
  }
  return cells
}
