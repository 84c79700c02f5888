import CallInlining
import ModelGraph
import Recordings
import TensorReading
import Weights

/// Finds the place of each array of a recording, and looks at its elements.
///
/// - Parameters:
///   - recordings: what was recorded, and whether all of it are gradients, whatever the names say.
///   - model: the model that ran, with types.
///   - progress: is told how many bytes are read, now and then, by any thread.
///
/// Cost: linear in the bytes of the arrays, each read once in constant memory, and in the model.
public func scanActivity(
  _ recordings: [(recording: Recording, areGradients: Bool)], of model: Model,
  progress: (@Sendable (_ done: Int64, _ all: Int64) -> Void)? = nil
) -> ActivityReport {
  // What was recorded inside of calls has names of its own there.
  let model = model.inlined(probes: Set(recordings.flatMap { $0.recording.arrays.map(\.name) }))
  let places = FindPlaces(model)
  var report = ActivityReport()
  for (recording, areGradients) in recordings {
    for array in recording.arrays {
      var value = RecordedValue(array: array, place: places.place(of: array))
      value.isGradient = areGradients || FindPlaces.isGradient(array.name)
      report.values.append(value)
    }
  }
  report.sort()
  report.addKinds(model)
  report.addSamples()
  report.addFigures(progress)
  report.findings = ActivityContext(model: model, report: report).findings()
  return report
}

extension ActivityReport {
  /// Puts values into the order of the model: inputs, then as nodes make them; the rest stays behind in its order.
  fileprivate mutating func sort() {
    let keys = values.enumerated().map { number, value -> (Int, Int, Int, Int, Int) in
      guard let place = value.value else { return (Int.max, 0, 0, 0, number) }
      return (place.graph, place.node ?? -1, place.slot, place.value, number)
    }
    values = keys.sorted(by: <).map { values[$0.4] }
  }

  fileprivate mutating func addKinds(_ model: Model) {
    var ranks: [FindKinds.Place: Int] = [:]
    for value in values {
      guard let place = value.value else { continue }
      ranks[FindKinds.Place(graph: place.graph, value: place.value)] = value.array.dims.count
    }
    let kinds = FindKinds(model, ranks: ranks)
    for number in values.indices {
      let array = values[number].array
      values[number].kind = kinds.kind(of: values[number].value, array.dataType, array.dims)
      guard let place = values[number].value else { continue }
      values[number].isStep = kinds.isStep(place)
      values[number].quantized = kinds.quantized(place)
    }
  }

  /// Finds the number of samples, and the axis that counts them.
  ///
  /// Samples are counted by the first axis of what comes in; else by the first axis that most values have in common.
  fileprivate mutating func addSamples() {
    let input = values.first { $0.value?.isInput == true && $0.array.dims.count > 1 }
    var counts: [Int64: Int] = [:]
    for value in values where value.kind != .plumbing {
      if let first = value.array.dims.first { counts[first, default: 0] += 1 }
    }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    samples = input?.array.dims[0] ?? most?.key ?? 1
    for number in values.indices {
      let (dims, kind) = (values[number].array.dims, values[number].kind)
      guard kind != .plumbing, dims.count > 1 else { continue }
      if case .states(timeAxis: 0) = kind {
        values[number].sampleAxis = dims.count == 4 ? 2 : 1
      } else if dims[0] == samples {
        values[number].sampleAxis = 0
      } else if dims.count == 3, dims[1] == samples, case .states = kind {
        (values[number].sampleAxis, values[number].kind) = (1, .states(timeAxis: 0))
      }
      values[number].channelAxis = Self.channelAxis(kind, dims.count)
    }
  }

  private static func channelAxis(_ kind: ValueKind, _ rank: Int) -> Int? {
    switch kind {
    case .maps(let axis), .signals(let axis): axis
    case .states: rank - 1
    // A plane of 1×1 keeps its axes.
    case .vector, .scores: rank == 4 ? 1 : rank - 1
    case .attention, .tokens, .plumbing, .other: nil
    }
  }

  fileprivate mutating func addFigures(_ progress: (@Sendable (Int64, Int64) -> Void)?) {
    let found = scanElements(values.map(\.task), progress: progress)
    for (number, result) in found.enumerated() {
      switch result {
      case .success(let figures):
        (values[number].statistics, values[number].norms) = (figures.statistics, figures.norms)
      case .failure(let reason): values[number].unread = reason.text
      }
    }
  }
}

extension RecordedValue {
  /// What reads its elements, with axes as the bytes have them.
  var task: ElementsTask {
    let array = array
    let rank = array.dims.count
    return ElementsTask(
      type: array.dataType, dims: array.isColumnMajor ? array.dims.reversed() : array.dims,
      channelAxis: channelAxis.map { array.isColumnMajor ? rank - 1 - $0 : $0 }
    ) { () throws(UnreadTensor) in try array.open() }
  }
}
