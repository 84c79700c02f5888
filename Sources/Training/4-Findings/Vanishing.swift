import TextOutput
import TrainingLogs

/// Gradients that are next to nothing in layers near the input: below a size that changes any weight while other layers have
/// far larger ones, or falling by a factor of ten a layer.
///
/// A layer counts by its largest parameter: biases before a softmax over keys, or a normalisation, have none by nature.
func vanishing(_ map: SizeMap) -> [TrainingFinding] {
  let layers = LayerSizes(map)
  guard layers.names.count > 1 else { return [] }
  var weak: [(layer: Int, step: Int64, size: Double)] = []
  for layer in layers.names.indices {
    var below: [Int] = []
    var seen = 0
    for column in map.steps.indices {
      guard let size = layers.sizes[layer][column], let most = layers.largest[column], size.isFinite else {
        continue
      }
      seen += 1
      if size < TrainingTuning.vanished, most >= size * TrainingTuning.vanishedContrast {
        below.append(column)
      }
    }
    guard let first = below.first, Double(below.count) > TrainingTuning.vanishedSteps * Double(seen) else {
      continue
    }
    weak.append((layer, map.steps[first], layers.sizes[layer][first] ?? 0))
  }
  if let worst = weak.min(by: { ($0.size, $0.layer) < ($1.size, $1.layer) }) {
    let name = layers.names[worst.layer]
    let others = weak.count > 1 ? " and \(weak.count - 1) more \(weak.count == 2 ? "layer" : "layers")" : ""
    let size = worst.size > 0 ? NumberText.significant(worst.size, digits: 2) : "0"
    let most = layers.largest[map.steps.firstIndex(of: worst.step) ?? 0] ?? 0
    let text =
      "gradients vanish in \(sanitized(name))\(others) from step \(stepText(worst.step)) on: \(size), "
      + "where the largest layer has \(NumberText.significant(most, digits: 2))"
    return [TrainingFinding(.vanishing, at: name, step: worst.step, text)]
  }
  return falling(layers, map)
}

/// Layers one after the other along which gradients fall by a factor of ten each.
private func falling(_ layers: LayerSizes, _ map: SizeMap) -> [TrainingFinding] {
  let sizes = layers.medians
  let count = TrainingTuning.fallLayers
  guard sizes.count > count else { return [] }
  for first in 0..<(sizes.count - count) {
    guard let low = sizes[first], let high = sizes[first + count], low > 0,
      high >= low * NumberText.tenPower(count), let step = map.steps.first
    else { continue }
    let steps = (first..<(first + count)).allSatisfy { place in
      guard let size = sizes[place], let next = sizes[place + 1] else { return false }
      return next > size
    }
    guard steps else { continue }
    let name = layers.names[first]
    let text =
      "gradients vanish towards \(sanitized(name)): they fall \(TrainingTuning.fallPerLayer)-fold a layer, "
      + "from \(NumberText.significant(high, digits: 2)) to \(NumberText.significant(low, digits: 2)) over \(count) layers"
    return [TrainingFinding(.vanishing, at: name, step: step, text)]
  }
  return []
}

/// The sizes of layers: of each the largest of its parameters.
private struct LayerSizes {
  private(set) var names: [String] = []
  /// By layer and column; nil where nothing was logged.
  private(set) var sizes: [[Double?]] = []
  /// By column: that of the largest layer.
  private(set) var largest: [Double?]

  init(_ map: SizeMap) {
    var places: [Substring: Int] = [:]
    largest = [Double?](repeating: nil, count: map.steps.count)
    for row in map.rows {
      let place = places[row.layer] ?? names.count
      if place == names.count {
        places[row.layer] = place
        names.append(String(row.layer))
        sizes.append([Double?](repeating: nil, count: map.steps.count))
      }
      for (column, size) in row.sizes.enumerated() where !size.isNaN {
        if size > sizes[place][column] ?? -1 { sizes[place][column] = size }
        if size > largest[column] ?? -1 { largest[column] = size }
      }
    }
  }

  /// By layer: its size at the step in the middle of all by size.
  var medians: [Double?] {
    sizes.map { sizes in
      let known = sizes.compactMap { $0 }.filter(\.isFinite).sorted()
      return known.isEmpty ? nil : known[known.count / 2]
    }
  }
}
