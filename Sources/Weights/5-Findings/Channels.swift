import ModelGraph
import TextOutput

/// Channels that give nothing but their bias, whatever comes in.
func findDeadChannels(_ context: FindingContext) -> [WeightFinding] {
  context.matrices.compactMap { place in
    let report = context.tensors[place]
    guard let dead = report.channels?.dead, !dead.isEmpty, report.constantValue == nil else { return nil }
    return context.finding(
      .deadChannels, place,
      "\(dead.count) dead channel\(dead.count == 1 ? "" : "s") in \(report.stored.layerLabel): "
        + FigureText.list(dead), mark: "\(dead.count) dead")
  }
}

/// Channels that are copies of others of their layer.
func findDuplicateChannels(_ context: FindingContext) -> [WeightFinding] {
  context.matrices.compactMap { place in
    let report = context.tensors[place]
    guard let channels = report.channels, report.constantValue == nil else { return nil }
    // What is not a number is no copy of anything.
    let groups = channels.duplicates.filter { channels.norms[$0[0]].isFinite }
    guard let first = groups.first else { return nil }
    let text =
      groups.count == 1
      ? "channels \(FigureText.list(first, and: true)) of \(report.stored.layerLabel) are equal"
      : "\(groups.count) groups of equal channels in \(report.stored.layerLabel): "
        + groups.prefix(FigureText.mostListed / 2).map { FigureText.list($0, and: true) }.joined(
          separator: "; ")
        + (groups.count > FigureText.mostListed / 2 ? "; …" : "")
    let copies = groups.reduce(0) { $0 + $1.count - 1 }
    return context.finding(
      .duplicateChannels, place, text, mark: "\(copies) cop\(copies == 1 ? "y" : "ies")")
  }
}

/// Channels whose bias is so far below zero that the ReLU behind them hardly ever passes anything.
///
/// For inputs of size 1 a channel's result is about as large as the norm of its weights.
func findSilentChannels(_ context: FindingContext) -> [WeightFinding] {
  var places: [Slot: Int] = [:]
  for (place, report) in context.tensors.enumerated() {
    guard let use = report.stored.use, places[Slot(use, use.slot)] == nil else { continue }
    places[Slot(use, use.slot)] = place
  }
  var readers: [Int: Uses] = [:]
  return context.matrices.compactMap { place in
    let report = context.tensors[place]
    guard let use = report.stored.use, let norms = report.channels?.norms,
      use.role == .kernel || use.role == .matrix,
      use.slot == 1, let biasPlace = places[Slot(use, 2)]
    else { return nil }
    let bias = context.tensors[biasPlace].stored
    let graph = context.model.graphs[use.graph]
    if readers[use.graph] == nil { readers[use.graph] = Uses(of: graph) }
    guard bias.use?.role == .bias, bias.use?.dequantizer == nil, let uses = readers[use.graph],
      let output = graph.nodes[use.node].outputs.first, let output, !uses[output].isEmpty,
      uses[output].allSatisfy({ graph.nodes[$0.node].op.type == "Relu" }),
      let numbers = context.files.numbers(of: bias.tensor, limit: norms.count), numbers.count == norms.count
    else { return nil }
    let median = ChannelReport.median(norms)
    let silent = norms.indices.filter {
      numbers[$0] < -WeightTuning.silentBias * max(norms[$0], median) && median > 0
    }
    guard let first = silent.first else { return nil }
    let text =
      silent.count == 1
      ? "channel \(first) of \(report.stored.layerLabel) can hardly fire: bias \(FigureText.number(numbers[first])) "
        + "against weights of norm \(FigureText.number(norms[first])), before a ReLU"
      : "\(silent.count) channels of \(report.stored.layerLabel) can hardly fire, with biases far below 0 before a "
        + "ReLU: \(FigureText.list(silent))"
    var finding = context.finding(.silentChannels, place, text, mark: "\(silent.count) silent")
    finding.tensors.append(biasPlace)
    return finding
  }
}

/// A slot of a node.
private struct Slot: Hashable {
  let graph: GraphID
  let node: NodeID
  let slot: Int

  init(_ use: WeightUse, _ slot: Int) { (graph, node, self.slot) = (use.graph, use.node, slot) }
}
